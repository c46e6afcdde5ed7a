"""What must be published: the specification of the thirty items, as YAML and as types."""
