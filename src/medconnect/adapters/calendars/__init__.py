"""Calendar files and feeds."""
