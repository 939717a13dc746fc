"""Words that every context shares."""
