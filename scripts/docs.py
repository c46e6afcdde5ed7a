"""The generated pages of ``docs/``: what cog blocks in them print.

Everything is read from the code and the shipped spec, so nothing is written twice.
"""

import ast
import inspect
import json
import re
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path

import typer.main
from typer.testing import CliRunner

import checks.run  # noqa: F401 - fills the register
from checks.check import REGISTER, STANDING, Check, Element, Options
from checks.finding import Reason
from checks.sentences import SENTENCES
from cli import app
from config.spec import Item, Requirement, Spec, load_spec

WIDTH = 80
"""Columns of the help pages, whatever terminal they are made in."""

_ABOUT = ("fiscal-year", "months-covered", "machine-readable")
"""Checks of what shows an element; they have columns of their own."""
FIGURES = Path(__file__).parent.parent / "docs" / "accuracy.json"
_SHARES = {
    "agreement": "agreement",
    "pass_precision": "precision of pass",
    "pass_recall": "recall of pass",
    "fail_precision": "precision of fail",
    "fail_recall": "recall of fail",
    "abstention": "abstention",
}
_OF_CHECK = frozenset(_SHARES) - {"agreement"}
_HEADINGS = ("Why it matters:", "Cannot tell when:")
_WORDS = {
    "string": "text",
    "integer": "whole number",
    "number": "number",
    "boolean": "true or false",
}
_LIMITS = {
    "minimum": "at least {}",
    "maximum": "at most {}",
    "minLength": "{} character or more",
    "minItems": "{} entry or more",
}


def render_checks(register: Mapping[str, Check] = REGISTER) -> str:
    """Describe every check: what it looks for, why, its blind spot, its options."""
    return "\n\n".join(_check(check) for _, check in sorted(register.items()))


def render_accuracy() -> str:
    """Give how right the checks are on the labelled corpus, as last measured."""
    found = json.loads(FIGURES.read_text())
    whole = [
        (name, str(row["cases"]), *_shares(row), str(row["false_passes"]))
        for name, row in (
            ("looked at while tuning", found["seen"]),
            ("kept aside", found["kept_aside"]),
        )
    ]
    head = ("cases", "number", *_SHARES.values(), "false passes")
    checks = [
        (f"`{name}`", str(row["findings"]), *_shares(row))
        for name, row in found["checks"].items()
    ]
    columns = (
        "check",
        "findings",
        *(_SHARES[key] for key in _SHARES if key in _OF_CHECK),
    )
    rows = [(name, count, *shares) for name, count, *shares in checks]
    return f"{table(head, whole)}\n\n{table(columns, rows)}"


def _shares(row: Mapping[str, float]) -> list[str]:
    """Write the shares of a row in per cent."""
    return [f"{100 * row[key]:.1f} %" for key in _SHARES if key in row]


def render_reasons() -> str:
    """List every reason code with its English sentences."""
    rows = [
        (f"`{reason}`", _code(SENTENCES[reason].en), _code(SENTENCES[reason].fix_en))
        for reason in Reason
    ]
    return table(("reason", "sentence", "what to do"), rows)


def render_items(spec: Spec | None = None) -> str:
    """List the items of a spec, the shipped one unless told, and what each must show."""
    items = (spec or load_spec()).items
    rows = [
        (
            f"[{item.id}](#{item.id.lower()})",
            item.title,
            item.group,
            item.owner,
            str(len(item.urls)),
        )
        for item in items
    ]
    overview = table(("id", "title", "group", "owner", "URLs"), rows)
    return "\n\n".join((overview, *map(_item, items)))


def render_cli() -> str:
    """Give the help page of every command, groups before their commands."""
    pages = [
        f"## {' '.join(words)}\n\n```text\n{_help(words[1:])}\n```"
        for words in _commands()
    ]
    return "\n\n".join(pages)


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Write a Markdown table; a cell keeps to one line whatever is in it."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(map(_cell, line))} |" for line in lines)


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", r"\|")


def _code(text: str) -> str:
    return f"`{text}`" if text else ""


def _check(check: Check) -> str:
    summary, *rest = _parts(check.doc)
    lines = [f"## {check.name}", summary]
    lines += [
        f"**{heading}** {text}" for heading, text in zip(_HEADINGS, rest, strict=True)
    ]
    if check.name in STANDING:
        lines.append(
            "Every item is put this question, whether its spec lists it or not."
        )
    rows = list(_options(check.options))
    if rows:
        lines.append(table(("option", "type", "default", "meaning"), rows))
    else:
        lines.append("It has no options.")
    return "\n\n".join(lines)


def _parts(doc: str) -> list[str]:
    """Split a check's docstring at its headings, lines joined."""
    whole = " ".join(inspect.cleandoc(doc).split())
    return [part.strip() for part in re.split("|".join(_HEADINGS), whole)]


def _options(options: type[Options]) -> Iterator[tuple[str, str, str, str]]:
    schema = options.model_json_schema()
    definitions = schema.get("$defs", {})
    required = schema.get("required", [])
    meanings = _attribute_docs(options)
    for name, value in schema.get("properties", {}).items():
        default = "required" if name in required else _default(value.get("default"))
        yield (
            f"`{name}`",
            _type(value, definitions),
            default,
            meanings.get(name, ""),
        )


def _default(value: object) -> str:
    return "empty" if value in ("", []) else f"`{json.dumps(value).strip(chr(34))}`"


def _type(value: Mapping[str, object], definitions: Mapping[str, object]) -> str:
    """Say in words what JSON Schema allows."""
    if isinstance(reference := value.get("$ref"), str):
        value = _mapping(definitions[reference.rsplit("/", 1)[-1]])
    if "properties" in value:
        keys = _mapping(value["properties"]).items()
        told = (f"`{key}` ({_type(_mapping(of), definitions)})" for key, of in keys)
        return f"mappings of {', '.join(told)}"
    limits = [
        words.format(value[key]) for key, words in _LIMITS.items() if key in value
    ]
    if isinstance(choices := value.get("enum"), list):
        name = "one of " + ", ".join(f"`{choice}`" for choice in choices)
    elif value.get("type") == "array":
        name = f"list of {_type(_mapping(value.get('items')), definitions)}"
    else:
        name = _WORDS[str(value["type"])]
    return ", ".join((name, *limits))


def _mapping(value: object) -> Mapping[str, object]:
    if not isinstance(value, dict):
        raise TypeError(f"expected a JSON Schema, got {value!r}")
    return value


def _attribute_docs(model: type[Options]) -> dict[str, str]:
    """Read the docstrings under the attributes of a class and of its bases."""
    found: dict[str, str] = {}
    for each in reversed(model.__mro__):
        if issubclass(each, Options):
            found |= _own_attribute_docs(each)
    return found


def _own_attribute_docs(model: type) -> dict[str, str]:
    (definition,) = ast.parse(textwrap.dedent(inspect.getsource(model))).body
    body = definition.body if isinstance(definition, ast.ClassDef) else []
    found = {}
    for attribute, below in pairwise(body):
        match attribute, below:
            case (
                ast.AnnAssign(target=ast.Name(id=name)),
                ast.Expr(value=ast.Constant(value=str(text))),
            ):
                found[name] = inspect.cleandoc(text)
            case _:
                continue
    return found


def _item(item: Item) -> str:
    elements = [each for each in item.require if _is_element(each)]
    rows = [_element(each, item) for each in elements]
    if whole := [each for each in _about(item) if "of" not in each.options]:
        rows.append(("", "(the whole item)", "", "", "", _levels(whole)))
    known = (*STANDING, *_ABOUT)
    rows += [
        _rest(each)
        for each in item.require
        if each.check not in known and not _is_element(each)
    ]
    head = ("requirement", "element", "check", "within", "period", "machine readable")
    return f"## {item.id}\n\n{item.title}\n\n{table(head, rows)}"


def _is_element(requirement: Requirement) -> bool:
    return issubclass(REGISTER[requirement.check].options, Element)


def _element(requirement: Requirement, item: Item) -> tuple[str, ...]:
    options = requirement.options
    about = [e for e in _about(item) if e.options.get("of") == requirement.id]
    name = f"{options['element']} ({options['element_en']})"
    if "at_least" in options:
        name += f", at least {options['at_least']}"
    within = f"`{options['of']}`" if options.get("of") else ""
    periods = "; ".join(filter(None, map(_period, about)))
    return (
        f"`{requirement.id}`",
        name,
        _check_link(requirement),
        within,
        periods,
        _levels(about),
    )


def _period(requirement: Requirement) -> str:
    """Say which time is asked for, and how many days later it is due."""
    fitted = _fitted(requirement)
    match requirement.check:
        case "fiscal-year":
            period = fitted["period"]
        case "months-covered":
            period = "first-six-months" if fitted["first_half"] else "each-month"
        case _:
            return ""
    return f"{period}, {fitted['lag_days']} days"


def _rest(requirement: Requirement) -> tuple[str, ...]:
    """Show a requirement that no column was made for."""
    told = ", ".join(f"{name} {value}" for name, value in requirement.options.items())
    return (f"`{requirement.id}`", told, _check_link(requirement), "", "", "")


def _check_link(requirement: Requirement) -> str:
    return f"[{requirement.check}](checks.md#{requirement.check})"


def _about(item: Item) -> list[Requirement]:
    """Give the requirements about what shows an element, not about words."""
    return [each for each in item.require if each.check in _ABOUT]


def _levels(requirements: Sequence[Requirement]) -> str:
    found = [_fitted(e)["level"] for e in requirements if e.check == "machine-readable"]
    return "; ".join(map(str, found))


def _fitted(requirement: Requirement) -> dict[str, object]:
    """Give a requirement's options as its check gets them, defaults included."""
    options = REGISTER[requirement.check].options
    return options.model_validate(dict(requirement.options)).model_dump(mode="json")


def _commands() -> Iterator[tuple[str, ...]]:
    """Name every command and group, from the program itself."""
    waiting: list[tuple[tuple[str, ...], object]] = [
        (("oit",), typer.main.get_command(app))
    ]
    while waiting:
        words, command = waiting.pop(0)
        yield words
        below = getattr(command, "commands", {})
        waiting = [*(((*words, n), c) for n, c in below.items()), *waiting]


def _help(words: Sequence[str]) -> str:
    done = CliRunner().invoke(
        app, [*words, "--help"], prog_name="oit", terminal_width=WIDTH
    )
    if done.exit_code != 0:
        raise RuntimeError(f"oit {' '.join(words)} --help: {done.output}")
    return done.output.strip("\n")
