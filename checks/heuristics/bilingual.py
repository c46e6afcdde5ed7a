"""Is there an English version beside the Thai one?"""

import re
from collections.abc import Iterator

from checks.carriers import Standing, standing_of
from checks.check import Element, check
from checks.element import Passage, scope_of
from checks.finding import Finding, Outcome, Reason
from checks.missing import element_missing, explain, said
from checks.naming import Mention
from checks.subject import Source, Subject
from checks.wording import finds
from crawler.artifacts import Purpose
from documents.document import WRITTEN, Block

NAME = "bilingual"
ENOUGH_WORDS = 25
"""So many English words in running text are a version, not a name or a slogan."""
_LABELS = ("ภาษาอังกฤษ", "english", "(eng)", "(en)", "_en.", "-en.", "_eng.")
_WORD = re.compile(r"[A-Za-z]{2,}")
_THAI = re.compile(r"[ก-๛]")
_ADDRESS = re.compile(r"\S*(?:@|https?://|www\.)\S*")


class BilingualOptions(Element):
    """Of which document; empty: anything that the item shows."""


@check(NAME, options=BilingualOptions)
def bilingual(subject: Subject, options: BilingualOptions) -> Iterator[Finding]:
    """English text of some length stands beside the Thai, or a file of it is linked.

    Why it matters: policies that bind those who deal with the office must be clear to
    foreigners too; the words "No Gift Policy" alone are no English version.
    Cannot tell when: the English version is a picture or a scan.
    """
    scope = scope_of(subject, options.of)
    if options.of and not scope.mentions:
        yield element_missing(options)
        return
    best = max(
        (_english(passage) for passage in scope.passages),
        key=lambda found: found[0],
        default=(0, None),
    )
    words, mention = best
    if words >= ENOUGH_WORDS and mention is not None:
        yield said(options, Outcome.PASSED, Reason.FOUND, [mention])
        return
    for source in subject.sources:
        if _is_unread_version(source):
            at = [Mention(source=source, block=None, text=_named(source))]
            yield said(options, Outcome.INCONCLUSIVE, Reason.ONLY_PICTURES, at)
            return
    yield explain(subject, options, scope, ())


def _is_unread_version(source: Source) -> bool:
    """Tell whether a file called English could not be read."""
    return (
        source.purpose is Purpose.ATTACHMENT
        and finds(_LABELS, _named(source))
        and standing_of(source) in (Standing.PICTURES, Standing.UNREADABLE)
    )


def _named(source: Source) -> str:
    return f"{source.label} {source.capture.url}"


def _english(passage: Passage) -> tuple[int, Mention | None]:
    """Count the English words in the blocks of a passage that are mostly English."""
    count, first = 0, None
    for block in passage.blocks:
        words = _words(block)
        if words:
            count += words
            if first is None or words > _words(first):
                first = block
    if first is None:
        return 0, None
    return count, Mention(source=passage.source, block=first, text=first.text)


def _words(block: Block) -> int:
    if block.role not in WRITTEN:
        return 0
    text = _ADDRESS.sub(" ", block.text)
    words = _WORD.findall(text)
    latin = sum(map(len, words))
    return len(words) if latin > len(_THAI.findall(text)) and len(words) >= 3 else 0
