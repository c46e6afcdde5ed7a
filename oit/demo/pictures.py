"""The portal's pictures, drawn when first asked for: seals, banners, portraits."""

import io
import math
import random
from functools import partial
from pathlib import Path

from PIL import Image, ImageDraw, ImageFilter, ImageFont

from oit.demo.blocks import Block, Bullets, Heading, Link, Para, Picture, Raw, Table

FONTS = Path(__file__).resolve().parent.parent / "fonts"
GREEN = (0, 86, 63)
GOLD = (201, 162, 39)
PAPER = (1240, 1754)
"""An A4 page at 150 dots an inch."""


def load_font(size: int, *, bold: bool = False) -> ImageFont.FreeTypeFont:
    """Load Sarabun at a size in pixels."""
    name = "Sarabun-Bold.ttf" if bold else "Sarabun-Regular.ttf"
    return ImageFont.truetype(str(FONTS / name), size)


def draw_logo() -> bytes:
    """Draw the district's seal: a plain badge, no real emblem."""
    image = Image.new("RGBA", (160, 160), (0, 0, 0, 0))
    pen = ImageDraw.Draw(image)
    pen.ellipse((4, 4, 156, 156), fill=GREEN, outline=GOLD, width=7)
    pen.ellipse((24, 24, 136, 136), outline=GOLD, width=2)
    points = [
        (
            80 + r * math.sin(math.pi * i / 5),
            80 - r * math.cos(math.pi * i / 5),
        )
        for i, r in ((i, 46 if i % 2 == 0 else 20) for i in range(10))
    ]
    pen.polygon(points, fill=GOLD)
    return _png(image)


def draw_banner(title: str, subtitle: str) -> bytes:
    """Draw a banner with two lines of text that only a person can read."""
    image = Image.new("RGB", (1100, 260), GREEN)
    pen = ImageDraw.Draw(image)
    for x in range(1100):
        shade = x / 1100
        pen.line((x, 0, x, 260), fill=(int(20 * shade), 86 + int(60 * shade), 63))
    pen.rectangle((0, 246, 1100, 260), fill=GOLD)
    pen.ellipse((860, -80, 1180, 240), outline=GOLD, width=6)
    pen.text((50, 60), title, font=load_font(52, bold=True), fill="white")
    pen.text((50, 150), subtitle, font=load_font(30), fill=(245, 232, 190))
    return _png(image)


def draw_portrait(name: str) -> bytes:
    """Draw a plain portrait whose colours come from the name."""
    dice = random.Random(name)  # noqa: S311 - colours, not secrets
    back = tuple(dice.randint(150, 220) for _ in range(3))
    image = Image.new("RGB", (240, 300), back)
    pen = ImageDraw.Draw(image)
    pen.ellipse((30, 190, 210, 400), fill=(238, 232, 213))
    pen.polygon([(104, 196), (136, 196), (120, 250)], fill=(120, 96, 60))
    skin = (224 + dice.randint(-20, 10), 182, 150)
    pen.rectangle((104, 160, 136, 205), fill=skin)
    pen.ellipse((78, 60, 162, 176), fill=skin)
    pen.chord((72, 44, 168, 150), 180, 360, fill=(40, 34, 30))
    return _png(image.filter(ImageFilter.SMOOTH))


def draw_event(title: str) -> bytes:
    """Draw a stand-in for a photograph of an event: a row of people, a backdrop."""
    dice = random.Random(title)  # noqa: S311 - colours, not secrets
    image = Image.new("RGB", (640, 400), (214, 226, 218))
    pen = ImageDraw.Draw(image)
    pen.rectangle((70, 40, 570, 210), fill=GREEN, outline=GOLD, width=6)
    pen.rectangle((0, 330, 640, 400), fill=(158, 140, 118))
    for x in range(60, 600, 75):
        shirt = tuple(dice.randint(90, 235) for _ in range(3))
        pen.rounded_rectangle((x, 240, x + 56, 350), 18, fill=shirt)
        pen.ellipse((x + 10, 196, x + 46, 244), fill=(226, 186, 152))
    return _png(image.filter(ImageFilter.SMOOTH))


def draw_chart(top: str, middle: tuple[str, ...], leaves: tuple[str, ...]) -> bytes:
    """Draw an organisation chart of three levels."""
    image = Image.new("RGB", (1200, 620), "white")
    pen = ImageDraw.Draw(image)
    small = load_font(20)
    box = partial(_box, pen, small)
    box(600, 50, 320, top)
    for i, text in enumerate(middle):
        x = 1200 * (2 * i + 1) // (2 * len(middle))
        pen.line((600, 80, 600, 120, x, 120, x, 150), fill=GREEN, width=3)
        box(x, 180, 320, text)
    for i, text in enumerate(leaves):
        x, y = 150 + 225 * (i % 5), 320 + 130 * (i // 5)
        pen.line((x, 250, x, y - 30), fill=GREEN, width=2)
        box(x, y, 210, text)
    pen.line((150, 250, 1050, 250), fill=GREEN, width=3)
    pen.line((600, 120, 600, 250), fill=GREEN, width=3)
    return _png(image)


def make_scan(title: str, blocks: tuple[Block, ...]) -> bytes:
    """Make a PDF that holds only pictures of pages, as an office scanner does."""
    lines = [(title, True), ("", False)]
    for block in blocks:
        lines.extend(_lines(block))
    sheets = []
    for start in range(0, len(lines), 34):
        sheet = Image.new("L", PAPER, 252)
        pen = ImageDraw.Draw(sheet)
        for i, (text, bold) in enumerate(lines[start : start + 34]):
            font = load_font(29, bold=bold)
            pen.text((120, 130 + 44 * i), text, font=font, fill=35)
        dice = random.Random(title)  # noqa: S311 - dust, not secrets
        for _ in range(400):
            at = (dice.randrange(PAPER[0]), dice.randrange(PAPER[1]))
            pen.point(at, fill=dice.randint(90, 200))
        sheets.append(
            sheet.rotate(0.6, resample=Image.Resampling.BICUBIC, fillcolor=252)
        )
    out = io.BytesIO()
    first, *rest = sheets
    first.save(out, "PDF", resolution=150, save_all=True, append_images=rest)
    return out.getvalue()


def _lines(block: Block) -> list[tuple[str, bool]]:
    match block:
        case Heading(text):
            return [("", False), (text, True)]
        case Para(text):
            return [(text, False)]
        case Bullets(items):
            return [(f"  - {item}", False) for item in items]
        case Table(header, rows):
            return [("   |   ".join(row), row is header) for row in (header, *rows)]
        case Picture() | Link() | Raw():
            return []


def _box(
    pen: ImageDraw.ImageDraw,
    font: ImageFont.FreeTypeFont,
    x: int,
    y: int,
    width: int,
    text: str,
) -> None:
    area = (x - width // 2, y - 30, x + width // 2, y + 30)
    pen.rounded_rectangle(area, 8, fill=(232, 243, 238), outline=GREEN, width=2)
    pen.text((x, y), text, font=font, fill=(20, 40, 32), anchor="mm")


def _png(image: Image.Image) -> bytes:
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()
