"""What an audit of the demo portal must find, item by item."""

from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, TypeAdapter

SPEC = Path(__file__).with_name("demo.yaml")
"""The spec of the demo; the caller puts the server's address into `agency.base_url`."""
_TRUTH = Path(__file__).with_name("truth.yaml")


class Truth(BaseModel):
    """The truth about one item."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    verdict: str
    """`pass` or `fail`."""
    defect: str = ""
    """What is wrong, as a short code; empty for a good item."""
    check: str = ""
    """The check that must fail; others may fail with it, none elsewhere."""
    why: str = ""
    """The defect in one English sentence."""


def load_truth() -> dict[str, Truth]:
    """Load the truth by item id, O1 to O30."""
    text = _TRUTH.read_text(encoding="utf-8")
    return TypeAdapter(dict[str, Truth]).validate_python(yaml.safe_load(text))
