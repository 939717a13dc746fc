"""Does the audit trail still say what was written? Names the first entry that does not.

Seen are: an edited, deleted, inserted or reordered row, a rewritten chain (the key is elsewhere), and a tail cut off
behind the anchored head.
"""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from medconnect.adapters.persistence.audit import ENTRIES, FIRST_LINK, ChainHead, entry_mac, link_mac
from medconnect.adapters.persistence.engine import Rows
from medconnect.adapters.security.keyring import Keyring

_PAGE = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class TrailState:
    """What the check found. `first_broken` is the sequence of the first entry that cannot be trusted."""

    entries: int
    unlinked: int
    head: int
    first_broken: int | None
    reason: str | None

    @property
    def intact(self) -> bool:
        return self.first_broken is None


async def check_trail(rows: Rows, keyring: Keyring, anchor: ChainHead | None) -> TrailState:
    """Walk the chain from its first link to its head, then the rows that still wait for a link."""
    sequence, link, entries = 0, FIRST_LINK, 0

    def broken(reason: str) -> TrailState:
        return TrailState(entries=entries, unlinked=0, head=sequence, first_broken=sequence + 1, reason=reason)

    while page := (
        await rows.run(select(ENTRIES).where(ENTRIES.c.sequence > sequence).order_by(ENTRIES.c.sequence).limit(_PAGE))
    ).all():
        for row in page:
            if row.sequence != sequence + 1:
                return broken("an entry is missing")
            if row.mac != entry_mac(keyring, _said(row)):
                return broken("the entry was changed or not written by this product")
            if row.link != link_mac(keyring, link, row.sequence, row.id, row.mac):
                return broken("the entry does not stand in its place")
            sequence, link, entries = row.sequence, row.link, entries + 1
            if anchor and anchor.sequence == sequence and anchor.link != link:
                return TrailState(
                    entries=entries,
                    unlinked=0,
                    head=sequence,
                    first_broken=sequence,
                    reason="the chain is not the one that was anchored",
                )
    if anchor and anchor.sequence > sequence:
        return broken("the end of the trail was cut off")
    waiting = (await rows.run(select(ENTRIES).where(ENTRIES.c.sequence.is_(None)).order_by(ENTRIES.c.id))).all()
    if any(row.mac != entry_mac(keyring, _said(row)) for row in waiting):
        return broken("an entry that waits for its place was changed or not written by this product")
    return TrailState(
        entries=entries + len(waiting), unlinked=len(waiting), head=sequence, first_broken=None, reason=None
    )


def _said(row: Any) -> dict[str, Any]:
    return dict(row._mapping)  # noqa: SLF001 - the row as a mapping, a public name of SQLAlchemy's
