"""Finding, holding, booking and changing times."""
