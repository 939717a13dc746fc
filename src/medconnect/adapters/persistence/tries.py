"""Counted tries in the database, where all processes meet.

Each count is one statement that locks its row, so that of many at once each sees the one before it. The subject (an
address, an account) is kept as a keyed hash only. Rows whose window has ended go when a new window begins.
"""

from datetime import datetime, timedelta
from math import ceil

from sqlalchemy import case, delete, literal, select, update
from sqlalchemy.dialects import postgresql, sqlite

from medconnect.adapters.persistence.models.base import table_of
from medconnect.adapters.persistence.models.identity import TriesRow
from medconnect.adapters.persistence.types import Instant
from medconnect.adapters.persistence.unit_of_work import SqlWork
from medconnect.application.identity.ports import Tries
from medconnect.domain.identity.throttle import Allowance
from medconnect.domain.shared.errors import TooMany

_TRIES = table_of(TriesRow)
_KEPT_AFTER_END = timedelta(hours=1)


class SqlTries(Tries):
    """Counts by kind and subject."""

    def __init__(self, work: SqlWork) -> None:
        self._work = work

    async def require_left(self, allowance: Allowance, subject: str, now: datetime) -> None:
        row = select(_TRIES).where(_TRIES.c.subject == self._key(allowance, subject))
        found = (await self._work.rows.run(row)).first()
        if found and found.made >= allowance.limit and found.ends_at > now:
            raise _refusal(found.ends_at, now)

    async def count(self, allowance: Allowance, subject: str, now: datetime) -> None:
        key = self._key(allowance, subject)
        insert = (postgresql if self._work.rows.dialect == "postgresql" else sqlite).insert(_TRIES)
        over = (_TRIES.c.ends_at <= now) | (_TRIES.c.made == 0)  # its window has ended, or it was forgotten
        counted = insert.values(subject=key, made=1, ends_at=now + allowance.per).on_conflict_do_update(
            index_elements=[_TRIES.c.subject],
            set_={
                "made": case((over, 1), else_=_TRIES.c.made + 1),
                "ends_at": case((over, literal(now + allowance.per, Instant)), else_=_TRIES.c.ends_at),
            },
        )
        found = (await self._work.rows.run(counted.returning(_TRIES.c.made, _TRIES.c.ends_at))).one()
        if found.made > allowance.limit:
            raise _refusal(found.ends_at, now)
        if found.made == 1:
            await self._work.rows.run(delete(_TRIES).where(_TRIES.c.ends_at < now - _KEPT_AFTER_END))

    async def forget(self, allowance: Allowance, subject: str) -> None:
        await self._work.rows.run(
            update(_TRIES).where(_TRIES.c.subject == self._key(allowance, subject)).values(made=0)
        )

    def _key(self, allowance: Allowance, subject: str) -> bytes:
        return self._work.keyring.blind_index(f"tries.{allowance.kind}", subject)


def _refusal(ends_at: datetime, now: datetime) -> TooMany:
    return TooMany(max(1, ceil((ends_at - now).total_seconds())))
