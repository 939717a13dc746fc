"""Plain, synchronous Python on the standard library alone: what is true about care, time and people."""
