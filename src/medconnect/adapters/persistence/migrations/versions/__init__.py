"""One linear history, the same on both databases."""
