"""The documentation says what the code says, and its links lead somewhere."""

import re
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from checks.check import REGISTER
from checks.finding import Outcome
from checks.verdict import Verdict
from config.spec import load_spec
from crawler.artifacts import FetchStatus
from scripts import docs
from storage.records import RunStatus
from storage.tables import Row

ROOT = Path(__file__).parent.parent
PAGES = sorted([*ROOT.glob("README*.md"), *ROOT.glob("docs/*.md")])
FENCED = re.compile(r"^```.*?^```$|`[^`\n]+`", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\(([^()\s]+)\)")


def page(name: str) -> str:
    return (ROOT / "docs" / name).read_text(encoding="utf-8")


def generated(name: str) -> list[str]:
    """What stands between the cog blocks of a page and their ends."""
    found = re.findall(
        r"^\]\]\] -->$(.*?)^<!-- \[\[\[end\]\]\] -->$",
        page(name),
        re.MULTILINE | re.DOTALL,
    )
    return [text.strip() for text in found]


@pytest.mark.parametrize(
    ("name", "renders"),
    [
        (
            "checks.md",
            [docs.render_accuracy, docs.render_checks, docs.render_reasons],
        ),
        ("items.md", [docs.render_items]),
        ("cli.md", [docs.render_cli]),
    ],
)
def test_generated_pages_are_up_to_date(
    name: str, renders: list[Callable[[], str]]
) -> None:
    assert generated(name) == [render() for render in renders], "run: make docs"


@pytest.mark.parametrize("name", sorted(REGISTER))
def test_every_check_has_its_section_with_every_option(name: str) -> None:
    _, _, after = page("checks.md").partition(f"\n## {name}\n")
    section = after.split("\n## ")[0]
    assert "**Why it matters:**" in section
    assert "**Cannot tell when:**" in section
    for option in REGISTER[name].options.model_fields:
        assert f"\n| `{option}` | " in section


def test_every_item_has_its_row_and_every_element_its_line() -> None:
    text = page("items.md")
    for item in load_spec().items:
        (row,) = re.findall(rf"^\| \[{item.id}\]\(#.*$", text, re.MULTILINE)
        assert item.title in row
        assert f"| {item.group} | {item.owner} |" in row
        section = text.partition(f"\n## {item.id}\n")[2].split("\n## ")[0]
        for requirement in item.require:
            if "element" in requirement.options:
                (line,) = re.findall(
                    rf"^\| `{requirement.id}` \|.*$", section, re.MULTILINE
                )
                assert str(requirement.options["element"]) in line
                assert f"(checks.md#{requirement.check})" in line


def test_help_pages_name_every_command_and_keep_their_width() -> None:
    text = docs.render_cli()
    for command in ("audit", "recheck", "demo", "spec validate", "spec show"):
        assert f"\n## oit {command}\n" in text
    assert max(map(len, text.splitlines())) <= docs.WIDTH


def test_the_architecture_names_every_word_and_every_table() -> None:
    text = page("architecture.md")
    for words in (FetchStatus, Outcome, Verdict, RunStatus):
        assert [word.value for word in words if f"`{word.value}`" not in text] == []
    assert [name for name in Row.metadata.tables if f"`{name}`" not in text] == []


def slug(heading: str) -> str:
    """The anchor that code hosts give a heading."""
    kept = (
        c
        for c in heading.strip().lower()
        if c in " -_" or unicodedata.category(c)[0] in "LMN"
    )
    return "".join(kept).replace(" ", "-")


def dead_links(text: str, file: Path) -> list[str]:
    """Relative links of a page that lead to no file, or to no heading of it."""
    dead = []
    for link in LINK.findall(FENCED.sub("", text)):
        if re.match(r"[a-z]+:", link):
            continue
        path, _, anchor = link.partition("#")
        target = file.parent / path if path else file
        if path and not target.exists():
            dead.append(link)
        elif anchor and target.suffix == ".md":
            whole = text if target == file else target.read_text(encoding="utf-8")
            headings = re.findall(r"^#+ (.+)$", whole, re.MULTILINE)
            if anchor not in map(slug, headings):
                dead.append(link)
    return dead


@pytest.mark.parametrize("file", PAGES, ids=lambda file: file.name)
def test_relative_links_lead_somewhere(file: Path) -> None:
    assert dead_links(file.read_text(encoding="utf-8"), file) == []


@pytest.mark.parametrize(
    ("text", "dead"),
    [
        ("[a](checks.md)", []),
        ("[a](checks.md#document)", []),
        ("[a](https://example.go.th/nothing)", []),
        ("`[a](nothing.md)`", []),
        ("# มี ดัชนี\n[a](#มี-ดัชนี)", []),
        ("[a](nothing.md)", ["nothing.md"]),
        ("![a](../nothing.png)", ["../nothing.png"]),
        ("[a](checks.md#nothing)", ["checks.md#nothing"]),
        ("# One\n[a](#two)", ["#two"]),
    ],
)
def test_dead_links_are_seen(text: str, dead: list[str]) -> None:
    assert dead_links(text, ROOT / "docs" / "page.md") == dead


def test_a_table_cell_keeps_to_its_line() -> None:
    assert docs.table(("a",), [("b |\n c",)]) == "| a |\n| --- |\n| b \\| c |"
