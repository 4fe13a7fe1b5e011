"""What the commands of the command line take, ask and print; `tui.cli` runs them."""
