"""Kept answers in the database, sealed: an answer may hold a person's name."""

import hmac
from datetime import datetime
from functools import lru_cache
from typing import Any, TypeVar
from uuid import uuid4

from pydantic import TypeAdapter
from sqlalchemy import delete, insert, select

from medconnect.adapters.persistence.engine import Database
from medconnect.adapters.persistence.failures import ConstraintBroken
from medconnect.adapters.persistence.models.base import table_of
from medconnect.adapters.persistence.models.house import AnswerRow
from medconnect.adapters.persistence.unit_of_work import SqlWork
from medconnect.application.shared.handling import Contention
from medconnect.application.shared.idempotency import KEPT_FOR, Answers, KeyReused, Once, Repeatable

_ANSWERS = table_of(AnswerRow)
# PostgreSQL names the constraint, SQLite the columns.
_TWICE = {"pk_answers", "uq_answers_scope_key"}
V = TypeVar("V", bound=Repeatable)


class SqlAnswers(Answers):
    """One row an answer; its key makes sure that there is only one."""

    def __init__(self, work: SqlWork) -> None:
        self._work = work

    async def find(self, once: Once, kind: type[V], now: datetime) -> V | None:
        mine = (_ANSWERS.c.scope == once.scope, _ANSWERS.c.key == once.key, _ANSWERS.c.kept_at >= now - KEPT_FOR)
        row = (await self._work.rows.run(select(_ANSWERS).where(*mine))).first()
        if row is None:
            return None
        if not hmac.compare_digest(row.request_hash, self._hidden(once)):
            raise KeyReused
        view: V = _form_of(kind).validate_json(self._work.keyring.open("answers", "answer", row.id, row.answer))
        return view

    async def keep(self, once: Once, view: Repeatable, now: datetime) -> None:
        mine = (_ANSWERS.c.scope == once.scope, _ANSWERS.c.key == once.key)
        await self._work.rows.run(delete(_ANSWERS).where(*mine, _ANSWERS.c.kept_at < now - KEPT_FOR))
        row_id, written = uuid4(), _form_of(type(view)).dump_json(view).decode()
        row = {
            "scope": once.scope,
            "key": once.key,
            "id": row_id,
            "request_hash": self._hidden(once),
            "answer": self._work.keyring.seal("answers", "answer", row_id, written),
            "kept_at": now,
        }
        try:
            await self._work.rows.run(insert(_ANSWERS), row)
        except ConstraintBroken as broken:
            if broken.name in _TWICE:
                raise Contention from broken
            raise

    def _hidden(self, once: Once) -> bytes:
        """A short request could be guessed from its bare hash."""
        return self._work.keyring.blind_index("answers.request_hash", once.request_hash.hex())


@lru_cache
def _form_of(kind: type) -> TypeAdapter[Any]:
    """How a view is written down and read again."""
    return TypeAdapter(kind)


async def forget_old_answers(database: Database, now: datetime) -> None:
    """Remove what nobody may repeat any more; takes the write lane only if there is something."""
    old = _ANSWERS.c.kept_at < now - KEPT_FOR
    async with database.reading() as rows:
        if (await rows.run(select(_ANSWERS.c.id).where(old).limit(1))).first() is None:
            return
    async with database.writing() as writing:
        await writing.run(delete(_ANSWERS).where(old))
        await writing.commit()
