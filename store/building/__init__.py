"""From drafts to the file of a store: rows, numbers, derived tables, and the rename over the old one."""
