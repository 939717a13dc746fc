"""The patient’s file."""
