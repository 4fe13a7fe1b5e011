"""A full page each; screens do not know each other, a drill-down is a message."""
