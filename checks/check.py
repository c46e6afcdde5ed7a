"""The register: which checks there are, what each is told, and how it is called."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails
from rapidfuzz.process import extractOne

from checks.finding import Finding
from checks.subject import Subject
from config.located import SpecError
from config.spec import Item, Requirement, Spec


class Options(BaseModel):
    """What a check may be told in the spec. Checks with options derive from it."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Element(Options):
    """Options of a check that asks whether one element of the item is there."""

    element: str = Field(min_length=1)
    """Thai name of the element, as people are told it."""
    element_en: str = Field(min_length=1)
    """English name of the element."""
    of: str = ""
    """Id of the document, or other element, in which it must stand; empty: anywhere
    in what the item shows."""
    pictured: tuple[str, ...] = ()
    """Words over or under a picture that may show it: a person must look then."""


class Worded(Element):
    """Options of a check that knows the element by its wording."""

    any: tuple[str, ...] = ()
    """Accepted wordings; one of them suffices."""
    without: tuple[str, ...] = ()
    """Words that show that something else is meant: a report instead of a plan."""
    at_least: int = Field(default=1, ge=1, le=100)
    """So many different ones are needed."""
    absence: tuple[str, ...] = ()
    """Statements that there is none, which satisfy the requirement as well."""


Told = TypeVar("Told", bound=Options)
Function = Callable[[Subject, Told], Iterator[Finding]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One yes/no question, as registered."""

    name: str
    options: type[Options]
    reads: bool
    """False for a check that needs no document, only how the visits ended."""
    function: Callable[[Subject, Any], Iterator[Finding]]

    @property
    def doc(self) -> str:
        """The docstring of the check's function."""
        return self.function.__doc__ or ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """One requirement of an item, bound to its check and with fitted options."""

    requirement: str
    check: Check
    options: Options


REGISTER: dict[str, Check] = {}
STANDING = ("reachable", "reachable-from-home", "right-page", "placeholder")
"""Checks that every item must pass, whether its spec lists them or not."""
SHOWING = ("document", "text")
"""Checks whose elements other requirements may name by ``of``."""


def check(
    name: str, *, options: type[Told], reads: bool = True
) -> Callable[[Function[Told]], Function[Told]]:
    """Register a function as the check of that name."""

    def register(function: Function[Told]) -> Function[Told]:
        if name in REGISTER:
            raise ValueError(f"two checks are called {name!r}")
        REGISTER[name] = Check(
            name=name, options=options, reads=reads, function=function
        )
        return function

    return register


def bind(spec: Spec) -> Mapping[str, tuple[Ask, ...]]:
    """Fit every requirement to its check; ``SpecError`` lists all that do not fit."""
    mistakes: list[str] = []
    bound: dict[str, tuple[Ask, ...]] = {}
    for index, item in enumerate(spec.items):
        bound[item.id] = _bind_item(spec, index, item, mistakes)
    if mistakes:
        raise SpecError(*mistakes)
    return bound


def _bind_item(
    spec: Spec, index: int, item: Item, mistakes: list[str]
) -> tuple[Ask, ...]:
    asks: list[Ask] = []
    for at, requirement in enumerate(item.require):
        path = ("items", index, "require", at)
        known = REGISTER.get(requirement.check)
        if known is None:
            mistakes.append(spec.mistake((*path, "check"), _unknown(requirement.check)))
            continue
        try:
            options = known.options.model_validate(dict(requirement.options))
        except ValidationError as error:
            mistakes += [
                spec.mistake((*path, *each["loc"]), _said(each))
                for each in error.errors()
            ]
            continue
        asks.append(Ask(requirement=requirement.id, check=known, options=options))
    mistakes += _dangling(spec, index, item.require)
    listed = {ask.check.name for ask in asks}
    standing = [
        Ask(requirement=name, check=REGISTER[name], options=REGISTER[name].options())
        for name in STANDING
        if name not in listed
    ]
    first = [ask for ask in asks if ask.check.name in STANDING]
    rest = [ask for ask in asks if ask.check.name not in STANDING]
    both = sorted([*standing, *first], key=lambda ask: STANDING.index(ask.check.name))
    return (*both, *rest)


def _dangling(spec: Spec, index: int, require: tuple[Requirement, ...]) -> list[str]:
    """List the options ``of`` that name no other element of the item."""
    named = [each.id for each in require if each.check in SHOWING]
    return [
        spec.mistake(
            ("items", index, "require", at, "of"),
            f"expected one of {', '.join(named) or '(none)'}; got {each.options['of']!r}",
        )
        for at, each in enumerate(require)
        if each.options.get("of") and each.options["of"] not in set(named) - {each.id}
    ]


def _unknown(name: str) -> str:
    near = extractOne(name, list(REGISTER), score_cutoff=60)
    hint = f"; did you mean {near[0]!r}?" if near else ""
    return f"expected one of {', '.join(sorted(REGISTER))}; got {name!r}{hint}"


def _said(details: ErrorDetails) -> str:
    match details["type"]:
        case "extra_forbidden":
            return "unknown option; remove it or check its spelling"
        case "missing":
            return "required option is missing"
        case _:
            return f"{details['msg']}; got {str(details['input'])[:80]!r}"
