"""Thai as it is written: repaired text, match keys, digits, and expressions of time."""
