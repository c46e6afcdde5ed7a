"""The demo: a district portal that does not exist, with ten known defects.

`DemoPortal` serves it on this machine, `SPEC` is the spec to audit it with, and
`load_truth` says what an audit must find.
"""

from oit.demo.server import DemoPortal
from oit.demo.truth import SPEC, Truth, load_truth

__all__ = ["SPEC", "DemoPortal", "Truth", "load_truth"]
