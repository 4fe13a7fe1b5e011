"""The parts of the app: each knows one thing that a reader does on any page, and `tui.app` puts them together."""
