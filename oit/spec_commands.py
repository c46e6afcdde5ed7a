"""The ``oit spec`` commands: validate, show, schema."""

import json
import os
import sys
from collections.abc import Mapping
from pathlib import Path

from rich.console import Console
from rich.text import Text

import checks.run  # noqa: F401 - fills the register
from checks.check import REGISTER, Ask, bind
from config.spec import DEFAULT_SPEC, Spec, load_spec
from oit.commands import PLAIN_WIDTH
from oit.reports.spec_table import render_requirements
from oit.settings import load_settings
from oit.spec_sources import Sources
from oit.trouble import fail_usage


def validate(path: Path | None, lang: str | None) -> int:
    """Say that a spec is fit to use; ``SpecError`` lists what is wrong with it.

    What it takes over from another file is told, and what will hardly be meant is
    warned of; neither makes it unfit.
    """
    language = load_settings(os.environ, lang=lang).lang
    file = path or DEFAULT_SPEC
    spec, asks = _loaded(path)
    source = Sources.of(file, spec)
    told = (
        _valid(str(path or file.name), spec, sum(map(len, asks.values()))),
        (
            f"  หน่วยงาน: {spec.agency.name}  {spec.agency.base_url}",
            f"  agency: {spec.agency.name}  {spec.agency.base_url}",
        ),
        *source.origins(),
        *((f"  เตือน: {th}", f"  warning: {en}") for th, en in source.warnings()),
    )
    for each in told:
        print(each[language == "en"])
    return 0


def _valid(place: str, spec: Spec, requirements: int) -> tuple[str, str]:
    urls = sum(len(item.urls) for item in spec.items)
    items, digest = len(spec.items), spec.digest[:12]
    return (
        f"{place}: ใช้ได้: {items} ข้อ {urls} URL {requirements} ข้อกำหนด รหัส {digest}",
        f"{place}: valid: {items} items, {urls} URLs, {requirements} requirements,"
        f" digest {digest}",
    )


def show(path: Path | None, item_id: str | None, lang: str | None) -> int:
    """Print what is required, of all items or of one."""
    language = load_settings(os.environ, lang=lang).lang
    spec, asks = _loaded(path)
    wanted = item_id.strip().upper() if item_id else None
    items = [item for item in spec.items if wanted in (None, item.id)]
    if not items:
        fail_usage(
            f"ไม่มีข้อ {item_id} ในสเปก",
            f"The spec has no item {item_id}; try oit spec show",
        )
    console = Console(file=sys.stdout, highlight=False)
    if not console.is_terminal:
        console = Console(file=sys.stdout, highlight=False, width=PLAIN_WIDTH)
    lines = [f"{spec.agency.name}  {spec.agency.base_url}", _STANDING[language == "en"]]
    console.print(Text("\n".join(lines)), soft_wrap=True)
    for item in items:
        lines = [f"    {item.group}  {item.owner}"]
        lines += [f"    {spec.absolute(submitted.url)}" for submitted in item.urls]
        if not item.urls:
            lines.append(f"    {_NO_URL[language == 'en']}")
        console.print(Text(f"\n{item.id}  {item.title}", style="bold"), soft_wrap=True)
        console.print(Text("\n".join(lines)), soft_wrap=True)
        console.print(render_requirements(asks[item.id], language, console.width))
    return 0


_NO_URL = ("(ยังไม่มี URL)", "(no URL yet)")
_STANDING = (
    "ทุกข้อตรวจเสมอว่า ทุก URL เปิดได้ มีลิงก์จากเว็บไซต์ เป็นหน้าของข้อนั้น และมีเนื้อหาของตนเอง",
    "Of every item: each URL opens, the site links to it, it is the item's own page,"
    " and it shows content.",
)


def schema(lang: str | None) -> int:
    """Print the JSON Schema of specs, the same in either language."""
    load_settings(os.environ, lang=lang)
    print(json.dumps(spec_schema(), ensure_ascii=False, indent=2))
    return 0


def spec_schema() -> dict[str, object]:
    """Build the JSON Schema of a spec file, each check with its own options.

    A file that extends another may leave out whatever the other gives, so only
    a file without ``extends`` must be complete.
    """
    whole = Spec.model_json_schema()
    definitions: dict[str, object] = dict(whole.pop("$defs"))
    branches = []
    for name, check in sorted(REGISTER.items()):
        options = check.options.model_json_schema()
        definitions |= options.pop("$defs", {})
        key = f"check-{name}"
        properties = {
            "id": {"type": "string", "pattern": "^[a-z]+(-[a-z0-9]+)*$"},
            "check": {"const": name, "description": check.doc.split("\n")[0]},
            **options.get("properties", {}),
        }
        definitions[key] = {
            "type": "object",
            "additionalProperties": False,
            "required": ["id", "check", *options.get("required", [])],
            "properties": properties,
        }
        branches.append({"$ref": f"#/$defs/{key}"})
    definitions["Requirement"] = {"oneOf": branches}
    whole["properties"]["extends"] = {
        "type": "string",
        "description": "ไฟล์สเปกอื่นที่ใช้เป็นฐาน ไฟล์นี้เขียนเฉพาะส่วนที่ต่าง",
    }
    required = whole.pop("required")
    item = definitions["Item"]
    if isinstance(item, dict):
        item["required"] = ["id"]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **whole,
        "if": {"not": {"required": ["extends"]}},
        "then": {"required": required},
        "$defs": definitions,
    }


def _loaded(path: Path | None) -> tuple[Spec, Mapping[str, tuple[Ask, ...]]]:
    spec = load_spec(path or DEFAULT_SPEC)
    return spec, bind(spec)
