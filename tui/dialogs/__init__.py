"""Modal questions that return one value."""
