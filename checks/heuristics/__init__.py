"""The checks, one file each. A new check is its file and its line here."""

from checks.heuristics import (
    elements,
    fresh,
    machine_readable,
    reachable,
    right_page,
)

__all__ = ["elements", "fresh", "machine_readable", "reachable", "right_page"]
