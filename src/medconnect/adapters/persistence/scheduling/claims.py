"""The claims table: read by window, written behind the arbiter (X1).

The constraint has one name and two bodies. PostgreSQL's is an exclusion constraint; a row that it would refuse is left
out by ON CONFLICT DO NOTHING, which waits for a rival and never deadlocks with it. SQLite's are triggers.
"""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Row, and_, bindparam, delete, insert, select, update
from sqlalchemy.dialects.postgresql import insert as postgresql_insert

from medconnect.adapters.persistence.engine import Rows
from medconnect.adapters.persistence.failures import ConstraintBroken
from medconnect.adapters.persistence.models.base import table_of
from medconnect.adapters.persistence.models.scheduling import ClaimRow
from medconnect.domain.scheduling.changes import Changes
from medconnect.domain.scheduling.claim import Claim, Resource
from medconnect.domain.scheduling.errors import AlreadyBusy, SlotTaken
from medconnect.domain.scheduling.service import LONGEST

CLAIMS = table_of(ClaimRow)
NO_OVERLAP = "claims_no_overlap"
LONGEST_CLAIM = 3 * int(LONGEST.total_seconds())
"""A visit of a day with a day's buffer on both sides: no claim that began earlier can still be going on."""

_BETWEEN = (
    select(CLAIMS)
    .where(
        CLAIMS.c.resource_id.in_(bindparam("resources", expanding=True)),
        CLAIMS.c.starts > bindparam("earliest"),
        CLAIMS.c.starts < bindparam("until"),
        CLAIMS.c.ends > bindparam("since"),
    )
    .order_by(CLAIMS.c.resource_id, CLAIMS.c.starts)
)
_PROMOTE = (
    update(CLAIMS)
    .where(and_(CLAIMS.c.resource_id == bindparam("of_resource"), CLAIMS.c.subject_id == bindparam("of_subject")))
    .values(blocking=True)
)


async def read_claims(rows: Rows, resources: Iterable[UUID], since: int, until: int) -> tuple[Claim, ...]:
    """The claims of some resources that overlap a window; what lies outside is not touched."""
    found = await rows.run(
        _BETWEEN,
        {
            "resources": list(dict.fromkeys(resources)),
            "earliest": since - LONGEST_CLAIM,
            "since": since,
            "until": until,
        },
    )
    return tuple(claim_of(row) for row in found)


async def write_changes(rows: Rows, changes: Sequence[Changes]) -> None:
    """Of all diaries first what goes, then promotions, then what comes (X4: in ascending order of resources)."""
    removed = {subject for change in changes for subject in change.removed}
    if removed:
        await rows.run(delete(CLAIMS).where(CLAIMS.c.subject_id.in_(sorted(removed))))
    promoted = sorted(claim for change in changes for claim in change.promoted)
    added = sorted(claim for change in changes for claim in change.added)
    try:
        if promoted:
            await rows.run(_PROMOTE, [{"of_resource": c.resource_id, "of_subject": c.subject_id} for c in promoted])
        if added:
            await (_insert_postgresql if rows.dialect == "postgresql" else _insert_sqlite)(rows, added)
    except ConstraintBroken as broken:
        if broken.name != NO_OVERLAP:
            raise
        raise SlotTaken(alternatives=()) from broken


async def _insert_postgresql(rows: Rows, claims: Sequence[Claim]) -> None:
    statement = (
        postgresql_insert(CLAIMS)
        .values([row_of_claim(claim) for claim in claims])
        .on_conflict_do_nothing()
        .returning(CLAIMS.c.resource_id, CLAIMS.c.subject_id)
    )
    kept = {(row.resource_id, row.subject_id) for row in await rows.run(statement)}
    for claim in claims:
        if (claim.resource_id, claim.subject_id) not in kept:
            raise await _collision(rows, claim)


async def _insert_sqlite(rows: Rows, claims: Sequence[Claim]) -> None:
    for claim in claims:
        try:
            await rows.run(insert(CLAIMS), row_of_claim(claim))
        except ConstraintBroken as broken:
            if broken.name != NO_OVERLAP:
                raise
            raise await _collision(rows, claim) from broken


async def _collision(rows: Rows, claim: Claim) -> AlreadyBusy | SlotTaken:
    """Somebody was faster than the diary could see. A patient is pointed to the visit that they have then (I2)."""
    if claim.resource is not Resource.PATIENT:
        return SlotTaken(alternatives=())
    rivals = await read_claims(rows, [claim.resource_id], claim.starts, claim.ends)
    visits = (rival.subject_id for rival in rivals if rival.blocking and rival.holder_id is None)
    visit = next(visits, None)
    return AlreadyBusy() if visit is None else AlreadyBusy(appointment_id=visit)


def row_of_claim(claim: Claim) -> dict[str, Any]:
    """A claim as the table holds it."""
    return {
        "resource_id": claim.resource_id,
        "resource": claim.resource.value,
        "subject_id": claim.subject_id,
        "starts": claim.starts,
        "ends": claim.ends,
        "visit_starts": claim.visit_starts,
        "visit_ends": claim.visit_ends,
        "service_id": claim.service_id,
        "on_day": claim.on,
        "blocking": claim.blocking,
        "holder_id": claim.holder_id,
        "anonymous": claim.anonymous,
        "expires": claim.expires,
    }


def claim_of(row: Row[Any]) -> Claim:
    """The claim that a row holds."""
    return Claim(
        resource_id=row.resource_id,
        resource=Resource(row.resource),
        subject_id=row.subject_id,
        starts=row.starts,
        ends=row.ends,
        visit_starts=row.visit_starts,
        visit_ends=row.visit_ends,
        service_id=row.service_id,
        on=row.on_day,
        blocking=row.blocking,
        holder_id=row.holder_id,
        anonymous=row.anonymous,
        expires=row.expires,
    )
