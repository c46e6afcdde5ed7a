"""The one place where exceptions become sentences and exit codes.

Exit codes: 0 every item passes or is waived, 1 at least one fails, 2 usage or spec
error with nothing crawled, 3 none fails but something is open, 4 internal error.
"""

import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

from typer.exceptions import Abort, Exit, TyperException

USAGE = 2
INTERNAL = 4


class UsageError(Exception):
    """What was asked cannot be done; nothing was fetched. ``str()`` says what to do."""


def heed_termination() -> None:
    """Have SIGTERM end the program in the orderly way that Ctrl-C does."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)


@contextmanager
def on_termination(stop: Callable[[], object]) -> Iterator[None]:
    """Have SIGTERM call ``stop`` for a while, where raising would tear a loop apart."""
    before = signal.signal(signal.SIGTERM, lambda _signal, _frame: stop())
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def told(run: Callable[[], int]) -> int:
    """Run, and tell every trouble in a sentence on stderr. Gives the exit code."""
    try:
        code = run()
        # What the buffer holds may be refused as well, and that later than here.
        sys.stdout.flush()
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
    except (BrokenPipeError, SystemExit):
        # The reader (head, less) closed; there is nobody left to tell. Typer ends
        # the program by itself then, with the code that means a failing item.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return INTERNAL
    except Exception as error:  # noqa: BLE001 - a user never sees a traceback
        return _told(error)
    return code


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
    """Tell the language before, or without, the arguments being parsed."""
    arguments = sys.argv[1:]
    asked = os.environ.get("OIT_LANG")
    for index, argument in enumerate(arguments):
        # The last one wins: it stands nearest to the command, or behind it.
        if argument == "--lang":
            asked = next(iter(arguments[index + 1 :]), None)
        elif argument.startswith("--lang="):
            asked = argument.removeprefix("--lang=")
    return asked == "en"


def refuse_blank(name: str, value: object, *, needed: bool) -> None:
    """Refuse an option or argument that is given with nothing in it."""
    if isinstance(value, str) and not value.strip():
        fail_usage(
            f"{name}: ได้ค่าว่าง โปรดใส่ค่า" + ("" if needed else f" หรือไม่ต้องใส่ {name}"),
            f"{name}: got an empty value; give one"
            + ("" if needed else f", or leave {name} out"),
        )
    # An empty path has become the folder it is read from, which is no file either.
    if isinstance(value, Path) and str(value).strip() in ("", "."):
        fail_usage(
            f"{name}: ต้องเป็นชื่อไฟล์ แต่ได้ค่าว่างหรือ “.”",
            f"{name}: expected the name of a file; got an empty value or “.”",
        )


def fail_usage(th: str, en: str) -> NoReturn:
    """Refuse what was asked, in the user's language."""
    raise UsageError(en if _wants_english() else th)
