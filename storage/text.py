"""Text in a form that SQLite can keep."""

import json
from typing import Any

_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def storable(text: str) -> str:
    """Give the text with each lone surrogate as "?".

    Headers and links with undecodable bytes can hold such half characters; UTF-8
    has no form for them, and one would otherwise stop a whole batch.
    """
    if text.isascii():
        return text
    return text.encode("utf-8", "replace").decode("utf-8")


def to_json(value: Any) -> str:
    """Write JSON that a person can read in the database: Thai stays Thai."""
    return storable(_ENCODER.encode(value))
