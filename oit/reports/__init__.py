"""A stored run as something to read: pure functions from a run to text or bytes."""
