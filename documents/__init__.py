"""What the bytes say: turns captured bytes into documents, without judging."""
