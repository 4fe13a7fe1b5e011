"""The time axis as lines of text: where days fall on it, what its ticks are called, and how events lie on it."""
