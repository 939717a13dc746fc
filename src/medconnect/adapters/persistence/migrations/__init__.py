"""Alembic’s home."""
