"""How far a crawl is, on stderr: a bar in a terminal, a few lines elsewhere."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.progress import TimeElapsedColumn as Elapsed

from checks.sentences import Lang
from crawler.artifacts import Capture, FetchStatus
from crawler.urls import shown
from documents.thai.display import cut

LINE_EVERY = 50
"""Visits between two lines where there is no terminal."""


class Silent:
    """Tells nobody."""

    def planned(self, count: int) -> None:
        """Hear that more is planned."""

    def fetched(self, capture: Capture) -> None:
        """Hear that a visit is done."""


class _Lines:
    """Writes a line now and then."""

    def __init__(self, stream: TextIO, lang: Lang, every: int) -> None:
        self._stream = stream
        self._lang = lang
        self._every = every
        self._planned = self._done = self._failed = 0

    def planned(self, count: int) -> None:
        self._planned += count

    def fetched(self, capture: Capture) -> None:
        self._done += 1
        self._failed += capture.status is not FetchStatus.OK
        if self._done % self._every == 0:
            text = (
                f"ตรวจแล้ว {self._done}/{self._planned} URL เปิดไม่ได้ {self._failed}"
                if self._lang == "th"
                else f"{self._done}/{self._planned} URLs, {self._failed} not opened"
            )
            print(text, file=self._stream, flush=True)


class _Bar:
    """Moves a bar."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._task = progress.add_task("", total=0, url="")
        self._total = 0

    def planned(self, count: int) -> None:
        self._total += count
        self._progress.update(self._task, total=self._total)

    def fetched(self, capture: Capture) -> None:
        url = cut(shown(capture.url).rsplit("/", 1)[-1], 40)
        self._progress.update(self._task, advance=1, url=url)


Watch = Silent | _Lines | _Bar


@contextmanager
def progress_on(
    stream: TextIO, lang: Lang, *, quiet: bool, every: int = LINE_EVERY
) -> Iterator[Watch]:
    """Show progress as the stream can, while the context lasts.

    ``every``: visits between two lines where there is no terminal.
    """
    if quiet:
        yield Silent()
    elif not stream.isatty():
        yield _Lines(stream, lang, every)
    else:
        label = "กำลังตรวจ" if lang == "th" else "Auditing"
        with Progress(
            TextColumn(label),
            BarColumn(bar_width=30),
            MofNCompleteColumn(),
            Elapsed(),
            TextColumn("{task.fields[url]}", style="dim"),
            console=Console(file=stream),
            transient=True,
        ) as progress:
            yield _Bar(progress)
