"""Describing symptoms and being told where to go."""
