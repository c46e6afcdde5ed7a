"""The version of this program, as runs store it."""

VERSION = "0.1.0"
