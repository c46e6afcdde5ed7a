"""The one place where exceptions become sentences and exit codes.

Exit codes: 0 every item passes or is waived, 1 at least one fails, 2 usage or spec
error with nothing crawled, 3 none fails but something is open, 4 internal error.
"""

import os
import sys
from collections.abc import Callable
from typing import NoReturn

from typer.exceptions import Abort, Exit, TyperException

USAGE = 2
INTERNAL = 4


class UsageError(Exception):
    """What was asked cannot be done; nothing was fetched. ``str()`` says what to do."""


def told(run: Callable[[], int]) -> int:
    """Run, and tell every trouble in a sentence on stderr. Gives the exit code."""
    try:
        return run()
    except Exit as error:
        return error.exit_code
    except TyperException as error:
        show = getattr(error, "show", None)
        show() if show else print(error.format_message(), file=sys.stderr)
        return USAGE
    except (KeyboardInterrupt, Abort):
        return _say(
            INTERNAL,
            "หยุดกลางคัน ข้อมูลที่เก็บได้แล้วยังอยู่",
            "Interrupted; what was gathered is kept.",
        )
    except BrokenPipeError:
        # The reader (head, less) closed; there is nobody left to tell.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return INTERNAL
    except Exception as error:  # noqa: BLE001 - a user never sees a traceback
        return _told(error)


def _told(error: Exception) -> int:
    from config.located import SpecError
    from oit.settings import SettingsError

    if isinstance(error, SpecError):
        return _say(USAGE, "สเปกใช้ไม่ได้:", "The spec cannot be used:", str(error))
    if isinstance(error, UsageError | SettingsError):
        return _say(USAGE, str(error), str(error))
    from crawler.urls import BadUrlError
    from storage.errors import StorageError

    if isinstance(error, BadUrlError):
        return _say(USAGE, str(error), str(error))
    if isinstance(error, StorageError):
        return _say(USAGE, error.th, error.en)
    from oit.audit import StoppedError

    if isinstance(error, StoppedError):
        return _say(INTERNAL, error.th, error.en)
    name = f"{type(error).__name__}: {error}"
    if os.environ.get("OIT_DEBUG"):
        raise error
    return _say(
        INTERNAL,
        f"โปรแกรมขัดข้อง ({name}) ข้อมูลที่เก็บได้แล้วยังอยู่ ดูรายละเอียดด้วย OIT_DEBUG=1",
        f"Internal error ({name}); what was gathered is kept. Set OIT_DEBUG=1 for details.",
    )


def _say(code: int, th: str, en: str, detail: str = "") -> int:
    sentence = en if _wants_english() else th
    print("oit: " + sentence + (f"\n{detail}" if detail else ""), file=sys.stderr)
    return code


def _wants_english() -> bool:
    arguments = sys.argv[1:]
    for index, argument in enumerate(arguments):
        if argument == "--lang":
            return arguments[index + 1 : index + 2] == ["en"]
        if argument.startswith("--lang="):
            return argument == "--lang=en"
    return os.environ.get("OIT_LANG") == "en"


def fail_usage(th: str, en: str) -> NoReturn:
    """Refuse what was asked, in the user's language."""
    raise UsageError(en if _wants_english() else th)
