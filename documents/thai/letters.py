"""The classes of Thai letters, written for use inside a regular expression's [...]."""

from typing import Final

CONSONANT: Final = "\u0e01-\u0e2e"
LEAD: Final = "\u0e40-\u0e44"
"""Vowels written before their consonant."""
TONE: Final = "\u0e48-\u0e4b"
MARK: Final = "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"
"""What stands above or below a consonant: vowels, tones and other signs."""
AA: Final = "\u0e32"
AM: Final = "\u0e33"
