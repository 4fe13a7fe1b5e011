"""Finding events by words: in titles, summaries, the passages they rest on, quotations, names and notes."""
