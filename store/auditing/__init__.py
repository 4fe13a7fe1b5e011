"""A built store held against the same rules as a dataset, and against itself."""
