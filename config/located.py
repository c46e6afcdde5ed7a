"""YAML that remembers where each value stands.

``Located`` is a tree of plain values with a file and a line on every node, so
that a mistake found much later can still name its place. Anchors work as in
YAML; a key given twice is an error, since PyYAML would silently keep the last.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import yaml

Plain: TypeAlias = "str | int | float | bool | list[Plain] | dict[str, Plain] | None"

MAX_SPEC_BYTES = 5_000_000
MAX_NODES = 200_000
"""A YAML file of a few lines can name billions of nodes through its aliases."""


class SpecError(Exception):
    """The specification cannot be used. One class for all mistakes in it.

    Each of ``mistakes`` is one line: file, line, key, what was expected, what
    was found. ``str()`` gives them all.
    """

    def __init__(self, *mistakes: str) -> None:
        """Keep the mistakes, one line each."""
        super().__init__("\n".join(mistakes))
        self.mistakes = mistakes


@dataclass(frozen=True, slots=True)
class Located:
    """A YAML value and the place it was read from."""

    value: "str | int | float | bool | tuple[Located, ...] | dict[str, Located] | None"
    file: str
    line: int

    def plain(self) -> Plain:
        """Give the value without places."""
        if isinstance(self.value, dict):
            return {key: node.plain() for key, node in self.value.items()}
        if isinstance(self.value, tuple):
            return [node.plain() for node in self.value]
        return self.value

    def at(self, *path: str | int) -> "Located":
        """Follow keys and indexes as far as they exist; the last node wins."""
        if not path:
            return self
        head, *rest = path
        if isinstance(self.value, dict) and head in self.value:
            return self.value[str(head)].at(*rest)
        if (
            isinstance(self.value, tuple)
            and isinstance(head, int)
            and head < len(self.value)
        ):
            return self.value[head].at(*rest)
        return self

    def mistake(self, path: Sequence[str | int], message: str) -> str:
        """Write one mistake the way every mistake in a spec is written."""
        place = self.at(*path)
        return f"{place.file}:{place.line}: {self.key(path)}: {message}"

    def key(self, path: Sequence[str | int]) -> str:
        """Write a path as people read it: ``items[O8].require[plan].any``."""
        text = ""
        for depth, part in enumerate(path):
            if isinstance(part, int):
                node = self.at(*path[: depth + 1]).value
                name = node.get("id") if isinstance(node, dict) else None
                text += f"[{name.value if name else part}]"
            else:
                text += f".{part}" if text else part
        return text or "(file)"


def read_yaml(path: Path) -> Located:
    """Read one YAML file; ``SpecError`` names file and line of what is wrong."""
    name = str(path)
    try:
        if path.stat().st_size > MAX_SPEC_BYTES:
            raise SpecError(f"{name}: larger than {MAX_SPEC_BYTES:,} bytes; not a spec")
        raw = path.read_bytes()
    except OSError as error:
        reason = error.strerror or str(error)
        raise SpecError(f"{name}: cannot be read: {reason}; check --spec") from error
    return parse_yaml(raw, name)


def parse_yaml(raw: bytes, name: str) -> Located:
    """Parse YAML bytes; ``name`` stands for the file in messages."""
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise SpecError(
            f"{name}:{line}: (file): expected UTF-8 text, got the byte"
            f" 0x{raw[error.start]:02x}; save the file as UTF-8"
        ) from error
    try:
        node = yaml.compose(text, Loader=yaml.CSafeLoader)
    except yaml.MarkedYAMLError as error:
        raise SpecError(
            f"{name}:{_line(error, text)}: (file): {_said(error, text)}"
        ) from error
    except yaml.YAMLError as error:
        raise SpecError(f"{name}: (file): not YAML: {error}") from error
    if node is None:
        raise SpecError(f"{name}:1: (file): expected a spec, got an empty file")
    return _Builder(name).build(node, ())


def _line(error: yaml.MarkedYAMLError, text: str) -> int:
    mark = error.problem_mark or error.context_mark
    return min(mark.line + 1, text.count("\n") + 1) if mark else 1


def _said(error: yaml.MarkedYAMLError, text: str) -> str:
    lines = text.splitlines()
    at = _line(error, text) - 1
    if at < len(lines) and lines[at][: len(lines[at]) - len(lines[at].lstrip())].count(
        "\t"
    ):
        return "expected spaces, got a tab; YAML is indented with spaces only"
    return f"not YAML: {error.problem or error.context or 'cannot be parsed'}"


class _Builder:
    """Turns composed nodes into ``Located``, bounded in number."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.left = MAX_NODES
        self.scalars = yaml.CSafeLoader("")

    def build(self, node: yaml.Node, inside: tuple[int, ...]) -> Located:
        line = node.start_mark.line + 1
        self.left -= 1
        if self.left < 0 or id(node) in inside:
            raise SpecError(f"{self.name}:{line}: (file): too many or endless aliases")
        within = (*inside, id(node))
        if isinstance(node, yaml.MappingNode):
            return Located(self._mapping(node, within), self.name, line)
        if isinstance(node, yaml.SequenceNode):
            items = tuple(self.build(child, within) for child in node.value)
            return Located(items, self.name, line)
        return Located(self._scalar(node, line), self.name, line)

    def _mapping(
        self, node: yaml.MappingNode, inside: tuple[int, ...]
    ) -> dict[str, Located]:
        mapping: dict[str, Located] = {}
        for key, child in node.value:
            line = key.start_mark.line + 1
            if not isinstance(key, yaml.ScalarNode):
                raise SpecError(f"{self.name}:{line}: (file): expected a name as key")
            if key.value in mapping:
                first = mapping[key.value].line
                raise SpecError(
                    f"{self.name}:{line}: {key.value}: given twice, first in line {first}"
                )
            mapping[key.value] = self.build(child, inside)
        return mapping

    def _scalar(self, node: yaml.Node, line: int) -> str | int | float | bool | None:
        try:
            value = self.scalars.construct_object(node)
        except (yaml.YAMLError, ValueError) as error:
            raise SpecError(f"{self.name}:{line}: (file): {error}") from error
        # A date or a binary is nothing the spec knows: keep what was written.
        if value is None or isinstance(value, str | int | float | bool):
            return value
        return str(node.value)
