"""The parts of a screen: given records, they draw and post messages; they never query."""
