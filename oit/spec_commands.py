"""The ``oit spec`` commands: validate, show, schema."""

import json
import os
from pathlib import Path

import checks.run  # noqa: F401 - fills the register
from checks.check import REGISTER, bind
from config.spec import DEFAULT_SPEC, Item, Spec, load_spec
from oit.settings import load_settings
from oit.trouble import fail_usage


def validate(path: Path | None, lang: str | None) -> int:
    """Say that a spec is fit to use; ``SpecError`` lists what is wrong with it."""
    language = load_settings(os.environ, lang=lang).lang
    spec = _loaded(path)
    urls = sum(len(item.urls) for item in spec.items)
    requirements = sum(len(asks) for asks in bind(spec).values())
    place = path or DEFAULT_SPEC.name
    if language == "en":
        print(
            f"{place}: valid: {len(spec.items)} items, {urls} URLs,"
            f" {requirements} requirements, digest {spec.digest[:12]}"
        )
    else:
        print(
            f"{place}: ใช้ได้: {len(spec.items)} ข้อ {urls} URL"
            f" {requirements} ข้อกำหนด รหัส {spec.digest[:12]}"
        )
    return 0


def show(path: Path | None, item_id: str | None, lang: str | None) -> int:
    """Print what is required, of all items or of one."""
    language = load_settings(os.environ, lang=lang).lang
    spec = _loaded(path)
    wanted = item_id.upper() if item_id else None
    items = [item for item in spec.items if wanted in (None, item.id)]
    if not items:
        fail_usage(
            f"ไม่มีข้อ {item_id} ในสเปก",
            f"The spec has no item {item_id}; try oit spec show",
        )
    print(f"{spec.agency.name}  {spec.agency.base_url}")
    for item in items:
        print("\n".join(_lines(spec, item, english=language == "en")))
    return 0


def _lines(spec: Spec, item: Item, *, english: bool) -> list[str]:
    lines = ["", f"{item.id}  {item.title}", f"    {item.group}  {item.owner}"]
    lines += [f"    {spec.absolute(submitted.url)}" for submitted in item.urls]
    for requirement in item.require:
        options = requirement.options
        name = options.get("element_en" if english else "element") or ""
        about = options.get("of") or options.get("period") or ""
        detail = " ".join(
            str(part)
            for part in (name, about, options.get("period"), options.get("level"))
            if part and part != name
        )
        lines.append(
            f"    - {requirement.id} [{requirement.check}] {name} {detail}".rstrip()
        )
    return lines


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


def _loaded(path: Path | None) -> Spec:
    spec = load_spec(path or DEFAULT_SPEC)
    bind(spec)
    return spec
