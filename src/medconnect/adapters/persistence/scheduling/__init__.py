"""Diaries, visits and working time in the database."""

from medconnect.adapters.persistence.scheduling.work import SqlSchedulingWork

__all__ = ["SqlSchedulingWork"]
