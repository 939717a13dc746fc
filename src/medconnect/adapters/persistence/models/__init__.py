"""The rows, one module per context. Importing this package makes the metadata complete."""

from medconnect.adapters.persistence.models import (
    directory,
    house,
    identity,
    notifications,
    scheduling,
    timetables,
    triage,
)
from medconnect.adapters.persistence.models.base import Row

metadata = Row.metadata

__all__ = ["directory", "house", "identity", "metadata", "notifications", "scheduling", "timetables", "triage"]
