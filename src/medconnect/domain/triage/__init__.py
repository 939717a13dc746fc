"""What might be wrong, how quickly it must be seen, and who treats it. It routes; it does not diagnose."""
