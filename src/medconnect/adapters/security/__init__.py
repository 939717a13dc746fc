"""Keys, passwords and tokens: each library behind one file."""
