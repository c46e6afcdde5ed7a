"""From the spec to the first targets: what will be fetched, why, for which items."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from config.spec import Spec
from crawler.artifacts import Purpose, Reference, Target
from crawler.urls import identity, impossible_sibling, normalise


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The targets known before anything is fetched."""

    home: Target
    probe: Target
    """A page that cannot exist, to learn how the site says so."""
    items: tuple[Target, ...]
    """The URLs of the spec, in its order, each once."""

    @property
    def home_identities(self) -> frozenset[str]:
        """Keys of all addresses that are the site's front page."""
        home = self.home.url
        return frozenset({identity(home), identity(normalise("/", home))})


def build_plan(spec: Spec, item_ids: tuple[str, ...]) -> Plan:
    """Plan the visits for these items of the spec.

    ``BadUrlError`` names a URL that the spec let through and no browser takes.
    """
    references: dict[str, list[Reference]] = {}
    for item_id in item_ids:
        for submitted in spec.item(item_id).urls:
            url = normalise(spec.absolute(submitted.url))
            references.setdefault(url, []).append(
                Reference(item_id=item_id, purpose=Purpose.ITEM)
            )
    return plan_of(spec.agency.base_url, references)


def plan_of(base_url: str, references: Mapping[str, Sequence[Reference]]) -> Plan:
    """Plan the visits to normalised URLs of one site, each with why it is visited."""
    home = normalise(base_url)
    return Plan(
        home=Target(url=home, purpose=Purpose.HOME),
        probe=Target(
            url=normalise(impossible_sibling(tuple(references), home)),
            purpose=Purpose.PROBE,
        ),
        items=tuple(
            Target(url=url, purpose=Purpose.ITEM, references=tuple(found))
            for url, found in references.items()
        ),
    )
