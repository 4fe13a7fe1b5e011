"""The reader's own: marks and notes on events, in a file of the reader's, never in a store."""
