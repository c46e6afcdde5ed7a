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

import typer.main
from typer.testing import CliRunner

import checks.run  # noqa: F401 - fills the register
from checks.check import REGISTER, STANDING, Check, Options
from checks.finding import Reason
from checks.sentences import SENTENCES
from cli import app
from config.spec import Item, Requirement, Spec, load_spec

WIDTH = 80
"""Columns of the help pages, whatever terminal they are made in."""

_SHOWN = ("elements", "fresh", "machine-readable")
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


def _attribute_docs(model: type) -> dict[str, str]:
    """Read the docstrings under a class's attributes."""
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
    elements = [each for each in item.require if each.check == "elements"]
    rows = [_element(each, item) for each in elements]
    if whole := [each for each in _others(item) if "of" not in each.options]:
        rows.append(("", "(the whole item)", "", "", _levels(whole)))
    rows += [_rest(e) for e in item.require if e.check not in (*STANDING, *_SHOWN)]
    head = ("requirement", "element", "looked for in", "period", "machine readable")
    return f"## {item.id}\n\n{item.title}\n\n{table(head, rows)}"


def _element(requirement: Requirement, item: Item) -> tuple[str, ...]:
    options = requirement.options
    about = [e for e in _others(item) if e.options.get("of") == requirement.id]
    name = f"{options['element']} ({options['element_en']})"
    if "at_least" in options:
        name += f", at least {options['at_least']}"
    periods = [
        f"{each.options['period']}, {fitted['lag_days']} days"
        for each in about
        if "lag_days" in (fitted := _fitted(each))
    ]
    where = str(_fitted(requirement)["where"])
    return (f"`{requirement.id}`", name, where, "; ".join(periods), _levels(about))


def _rest(requirement: Requirement) -> tuple[str, ...]:
    """Show a requirement that no column was made for."""
    check = requirement.check
    told = ", ".join(f"{name} {value}" for name, value in requirement.options.items())
    return (f"`{requirement.id}`", f"[{check}](checks.md#{check}) {told}", "", "", "")


def _others(item: Item) -> list[Requirement]:
    """Give the requirements about documents, not about words."""
    return [
        each for each in item.require if each.check in ("fresh", "machine-readable")
    ]


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
