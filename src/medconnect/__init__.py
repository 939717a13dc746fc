"""MedConnect: from “I feel …” to a confirmed visit that nobody else can take."""

__version__ = "0.1.0"
