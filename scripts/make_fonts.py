"""Build oit/fonts/Sarabun-*.ttf from a folder of the web subsets of Sarabun.

Usage: python scripts/make_fonts.py FOLDER, where FOLDER holds
`sarabun-thai-400-normal.woff`, `sarabun-latin-400-normal.woff` and the same for 700
(the `files` folder of the npm package @fontsource/sarabun). Needs fontTools, which
comes with fpdf2.
"""

import copy
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


def keep_sara_am_whole(font: TTFont) -> None:
    """Give Latin shaping the Thai substitutions, without the one that splits SARA AM.

    Both the Thai shaper of HarfBuzz and the font's own rules take SARA AM apart, and a
    PDF writer can then no longer say which letter the second half is. Text shaped as
    Latin keeps the letter whole. What is left to do is to lift a tone mark before it,
    as the font lifts one over any other upper vowel.
    """
    table = font["GSUB"].table
    scripts = {r.ScriptTag: r.Script for r in table.ScriptList.ScriptRecord}
    features = table.FeatureList.FeatureRecord
    thai, latin = (
        next(
            features[i].Feature
            for i in scripts[tag].DefaultLangSys.FeatureIndex
            if features[i].FeatureTag == "ccmp"
        )
        for tag in ("thai", "latn")
    )
    lookups = table.LookupList.Lookup
    split, context = (
        next(i for i in thai.LookupListIndex if lookups[i].LookupType == kind)
        for kind in (2, 6)
    )
    lifting = next(
        rule
        for rule in lookups[context].SubTable
        if any("uni0E4D" in above.glyphs for above in rule.BacktrackCoverage)
        if "uni0E48" in rule.InputCoverage[0].glyphs
    )
    before = copy.deepcopy(lifting)
    before.LookAheadCoverage = before.BacktrackCoverage
    before.LookAheadCoverage[0].glyphs = ["uni0E33"]
    before.BacktrackCoverage = []
    before.LookAheadGlyphCount, before.BacktrackGlyphCount = 1, 0
    lookups[context].SubTable.append(before)
    lookups[context].SubTableCount += 1
    kept = [i for i in thai.LookupListIndex if i != split]
    latin.LookupListIndex = sorted({*kept, *latin.LookupListIndex} - {split})
    latin.LookupCount = len(latin.LookupListIndex)


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
    keep_sara_am_whole(merged)
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
