"""Documents that may not travel with a dataset: recognised by their hashes, kept apart, never guessed."""
