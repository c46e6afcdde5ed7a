"""Build oit/fonts/Sarabun-*.ttf from a folder of the web subsets of Sarabun.

Usage: python scripts/make_fonts.py FOLDER, where FOLDER holds
`sarabun-thai-400-normal.woff`, `sarabun-latin-400-normal.woff` and the same for 700
(the `files` folder of the npm package @fontsource/sarabun). Needs fontTools, which
comes with fpdf2.
"""

import sys
import tempfile
from pathlib import Path

from fontTools.merge import Merger, Options  # type: ignore[import-untyped]
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

WEIGHTS = {"Regular": 400, "Bold": 700}
SUBSETS = ("thai", "latin")
TARGET = Path(__file__).resolve().parent.parent / "oit" / "fonts"


def load_subset(folder: Path, subset: str, weight: int, scratch: Path) -> Path:
    """Unpack one woff subset into a plain TTF under `scratch` and return its path."""
    source = folder / f"sarabun-{subset}-{weight}-normal.woff"
    if not source.is_file():
        raise SystemExit(
            f"{source} is missing: give the `files` folder of the npm package "
            "@fontsource/sarabun as the only argument"
        )
    font = TTFont(source, recalcTimestamp=False)
    font.flavor = None
    plain = scratch / f"{subset}-{weight}.ttf"
    font.save(plain)
    return plain


def build_font(folder: Path, style: str, weight: int) -> Path:
    """Merge the Thai and the Latin subset of one weight into one TTF."""
    with tempfile.TemporaryDirectory() as name:
        scratch = Path(name)
        parts = [load_subset(folder, part, weight, scratch) for part in SUBSETS]
        merged = Merger(options=Options(drop_tables=["DSIG"])).merge(
            [str(part) for part in parts]
        )
        stamp = TTFont(parts[0])["head"].modified
    # The time of the source, so that building twice gives the same bytes.
    merged.recalcTimestamp = False
    merged["head"].created = merged["head"].modified = stamp
    # Each subset is named after itself; the merged file is the family's own style.
    for record, text in {1: "Sarabun", 2: style, 4: f"Sarabun {style}"}.items():
        merged["name"].setName(text, record, 3, 1, 0x409)
    merged["name"].setName(f"Sarabun-{style}", 6, 3, 1, 0x409)
    output = TARGET / f"Sarabun-{style}.ttf"
    merged.save(output)
    return output


def main() -> None:
    """Build both weights from the folder named on the command line."""
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    folder = Path(sys.argv[1])
    for style, weight in WEIGHTS.items():
        output = build_font(folder, style, weight)
        print(f"{output.name}: {output.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
