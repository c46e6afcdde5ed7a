"""What is kept: runs in SQLite, the bytes they saw as files named by their sha256."""
