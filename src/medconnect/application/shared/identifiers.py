"""Fresh ids, made outside the domain so that it stays a function of its facts."""

from collections.abc import Callable
from uuid import UUID

NewId = Callable[[], UUID]
