"""The HTTP entry: routes speak JSON, use cases do the work."""
