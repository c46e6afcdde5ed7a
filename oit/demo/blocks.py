"""What pages and files are written in: headings, paragraphs, lists, tables, pictures.

The same blocks become the HTML of an editor page and the pages of a PDF or a Word
file. They take their text by position, since content reads best without keywords.
"""

from dataclasses import dataclass, replace
from html import escape

from oit.demo.dates import thai_digits


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside the content."""

    text: str


@dataclass(frozen=True, slots=True)
class Para:
    """A paragraph of plain text."""

    text: str


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list, numbered or not."""

    items: tuple[str, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table with one header row; `widths` are the shares of its columns in print."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    caption: str = ""
    widths: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture by its address on the portal; left out of printed files."""

    src: str
    alt: str
    width: int = 320


@dataclass(frozen=True, slots=True)
class Link:
    """A link on a line of its own; left out of printed files."""

    text: str
    href: str


@dataclass(frozen=True, slots=True)
class Raw:
    """HTML as the editor stored it; left out of printed files."""

    html: str


Block = Heading | Para | Bullets | Table | Picture | Link | Raw


def bullets(*items: str) -> Bullets:
    """Write a list with dots."""
    return Bullets(items)


def steps(*items: str) -> Bullets:
    """Write a numbered list."""
    return Bullets(items, numbered=True)


def table(
    header: str,
    *rows: str,
    caption: str = "",
    widths: tuple[int, ...] = (),
) -> Table:
    """Write a table from lines whose cells are parted by `|`."""
    cells = tuple(tuple(c.strip() for c in row.split("|")) for row in (header, *rows))
    return Table(cells[0], cells[1:], caption, widths)


def in_thai_digits(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Write the digits of all text blocks as Thai digits."""
    return tuple(_in_thai_digits(block) for block in blocks)


def _in_thai_digits(block: Block) -> Block:
    match block:
        case Heading() | Para():
            return replace(block, text=thai_digits(block.text))
        case Bullets():
            return replace(block, items=tuple(map(thai_digits, block.items)))
        case Table():
            return Table(
                tuple(map(thai_digits, block.header)),
                tuple(tuple(map(thai_digits, row)) for row in block.rows),
                thai_digits(block.caption),
                block.widths,
            )
        case Picture() | Link() | Raw():
            return block


def render_html(blocks: tuple[Block, ...]) -> str:
    """Write blocks as the HTML an officer's editor leaves behind."""
    return "\n".join(_html(block) for block in blocks)


def _html(block: Block) -> str:
    match block:
        case Heading(text):
            return (
                '<p><strong><span style="font-size:20px;color:#00563f">'
                f"{escape(text)}</span></strong></p>"
            )
        case Para(text):
            return f'<p><span style="font-size:18px">{escape(text)}</span></p>'
        case Bullets(items, numbered):
            tag = "ol" if numbered else "ul"
            inner = "".join(f"<li>{escape(item)}</li>" for item in items)
            return f"<{tag}>{inner}</{tag}>"
        case Table():
            return _html_table(block)
        case Picture(src, alt, width):
            return (
                f'<p style="text-align:center"><img src="{escape(src)}"'
                f' alt="{escape(alt)}" width="{width}"></p>'
            )
        case Link(text, href):
            return (
                f'<p><a href="{escape(href)}" target="_blank" rel="noopener">'
                f"{escape(text)}</a></p>"
            )
        case Raw(html):
            return html


def _html_table(block: Table) -> str:
    caption = f"<caption>{escape(block.caption)}</caption>" if block.caption else ""
    head = "".join(f"<th>{escape(cell)}</th>" for cell in block.header)
    rows = "".join(
        "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>"
        for row in block.rows
    )
    return (
        '<div class="table-responsive"><table border="1" cellpadding="4">'
        f"{caption}<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
    )
