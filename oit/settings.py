"""What the environment and the command line set, beside the spec."""

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from checks.sentences import Lang


class SettingsError(Exception):
    """A setting cannot be used. ``str()`` says which, what it has and what it may be."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Where results are kept and in which language they are told."""

    database: Path
    database_is_default: bool
    """True where nobody chose it, so that its folder may be made."""
    lang: Lang
    allow_private: tuple[str, ...]
    """``host:port`` of private addresses that may be fetched, beside the spec's."""
    chromium: str = ""
    """The browser for pages that need JavaScript; empty: any that is found."""


DATABASE = "oit.db"
DEMO_DATABASE = "demo.db"
"""The sample portal's runs are nobody's results, so they lie apart by default."""


def load_settings(
    environ: Mapping[str, str],
    *,
    db: Path | None = None,
    lang: str | None = None,
    demo: bool = False,
) -> Settings:
    """Read the settings; what the command line gives comes before the environment.

    ``demo``: whether the database is that of the sample portal, unless one is named.
    """
    chosen = db or (Path(environ["OIT_DB"]) if environ.get("OIT_DB") else None)
    language = lang or environ.get("OIT_LANG") or "th"
    if language not in ("th", "en"):
        source = "--lang" if lang else "OIT_LANG"
        raise SettingsError(f"{source}: expected th or en; got {language!r}")
    default = default_folder(environ) / (DEMO_DATABASE if demo else DATABASE)
    return Settings(
        database=chosen or default,
        database_is_default=chosen is None,
        lang="th" if language == "th" else "en",
        allow_private=_authorities(environ.get("OIT_ALLOW_PRIVATE", "")),
        chromium=environ.get("OIT_CHROMIUM", "").strip(),
    )


def default_folder(environ: Mapping[str, str] = os.environ) -> Path:
    """Give the user's data folder for this program, as the system has it."""
    if sys.platform == "win32":
        base = environ.get("LOCALAPPDATA") or str(Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = str(Path.home() / "Library" / "Application Support")
    else:
        base = environ.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
    return Path(base) / "oit"


def _authorities(text: str) -> tuple[str, ...]:
    found = tuple(part.strip() for part in text.split(",") if part.strip())
    for each in found:
        host, _, port = each.rpartition(":")
        if not host or not port.isdecimal():
            raise SettingsError(
                f"OIT_ALLOW_PRIVATE: expected host:port, separated by commas; got {each!r}"
            )
    return found
