"""What every store of symptom reports must keep: a new one is done when it passes these, with its own fixtures."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from medconnect.adapters.llm.offline_analyzer.analyzer import OfflineAnalyzer
from medconnect.application.shared.handling import Contention
from medconnect.application.shared.paging import Window
from medconnect.application.shared.unit_of_work import Begin, Read
from medconnect.application.triage.ports import TriageWork
from medconnect.domain.identity.actor import SYSTEM
from medconnect.domain.identity.throttle import Allowance
from medconnect.domain.shared.errors import TooMany
from medconnect.domain.shared.ids import DoctorId, PatientId, ReportId, VisitorId
from medconnect.domain.triage.assessment import assess
from medconnect.domain.triage.report import KEEP_ANONYMOUS, SymptomReport
from medconnect.domain.triage.rule_files import rule_book
from medconnect.domain.triage.symptoms import Language, Sex, Symptoms

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
TOLD = Symptoms(
    text="Crushing chest pain — “like an elephant”",
    age_years=61.5,
    sex=Sex.FEMALE,
    duration="since noon",
    history="diabetes\nasthma",
    language=Language.ENGLISH,
)
ANSWER = assess(rule_book().check(TOLD), OfflineAnalyzer().opinion(TOLD), fallback=True)


@dataclass
class Cabinet:
    """A store of reports, and a way to make a patient known to it."""

    begin: Begin[TriageWork]
    read: Read[TriageWork]
    patient: Callable[[], Awaitable[PatientId]]

    async def keep(self, **facts: object) -> SymptomReport:
        """One committed report."""
        told = {"patient_id": None, "symptoms": TOLD, "assessment": ANSWER, "now": NOW, **facts}
        report = SymptomReport.of(ReportId(uuid4()), **told)  # type: ignore[arg-type]
        async with self.begin(SYSTEM) as work:
            await work.reports.save(report)
            await work.commit()
        return report

    async def find(self, report_id: ReportId) -> SymptomReport | None:
        """What others see."""
        async with self.read(SYSTEM) as work:
            return await work.reports.get(report_id)


class ReportsContract:
    """The promises."""

    async def test_a_report_comes_back_as_it_was(self, cabinet: Cabinet) -> None:
        mine = await cabinet.keep(patient_id=await cabinet.patient())
        visitors = await cabinet.keep(visitor_id=VisitorId(uuid4()))

        assert await cabinet.find(mine.id) == mine
        assert await cabinet.find(visitors.id) == visitors
        assert await cabinet.find(ReportId(uuid4())) is None

    async def test_what_is_not_committed_is_not_there(self, cabinet: Cabinet) -> None:
        report = SymptomReport.of(ReportId(uuid4()), patient_id=None, symptoms=TOLD, assessment=ANSWER, now=NOW)
        async with cabinet.begin(SYSTEM) as work:
            await work.reports.save(report)

        assert await cabinet.find(report.id) is None

    async def test_a_patients_are_listed_the_newest_first(self, cabinet: Cabinet) -> None:
        patient_id = await cabinet.patient()
        kept = [await cabinet.keep(patient_id=patient_id, now=NOW + timedelta(minutes=n)) for n in range(3)]
        await cabinet.keep(patient_id=await cabinet.patient())

        async with cabinet.read(SYSTEM) as work:
            page = await work.reports.of_patient(patient_id, Window(skip=1, limit=1))
            nobodys = await work.reports.for_doctor(DoctorId(uuid4()), Window())

        assert (page.total, [each.id for each in page.items]) == (3, [kept[1].id])
        assert nobodys.total == 0

    async def test_of_two_who_adopt_one_does(self, cabinet: Cabinet) -> None:
        visitor_id = VisitorId(uuid4())
        kept = await cabinet.keep(visitor_id=visitor_id)
        first, second = await cabinet.find(kept.id), await cabinet.find(kept.id)
        assert first
        assert second
        first.adopt(await cabinet.patient(), NOW)
        second.adopt(await cabinet.patient(), NOW)

        async with cabinet.begin(SYSTEM) as work:
            assert [each.id for each in await work.reports.of_visitor(visitor_id)] == [kept.id]
            await work.reports.save(first)
            await work.commit()
        with pytest.raises(Contention):
            async with cabinet.begin(SYSTEM) as work:
                await work.reports.save(second)
                await work.commit()

        found = await cabinet.find(kept.id)
        assert found
        assert (found.patient_id, found.visitor_id, found.expires_at) == (first.patient_id, None, None)
        async with cabinet.read(SYSTEM) as work:
            assert not await work.reports.of_visitor(visitor_id)

    async def test_only_what_is_nobodys_and_over_is_forgotten(self, cabinet: Cabinet) -> None:
        mine = await cabinet.keep(patient_id=await cabinet.patient())
        old = await cabinet.keep(visitor_id=VisitorId(uuid4()))
        fresh = await cabinet.keep(visitor_id=VisitorId(uuid4()), now=NOW + timedelta(seconds=1))
        later = NOW + KEEP_ANONYMOUS

        async with cabinet.begin(SYSTEM) as work:
            assert await work.reports.expired(later, 10) == [old.id]
            gone = await work.reports.forget([mine.id, old.id, fresh.id], later)
            await work.commit()

        assert list(gone) == [old.id]
        assert [await cabinet.find(each.id) is None for each in (mine, old, fresh)] == [False, True, False]

    async def test_counts_hold_until_their_window_ends(self, cabinet: Cabinet) -> None:
        hourly = Allowance(kind="symptoms-of", limit=1, per=timedelta(hours=1))
        async with cabinet.begin(SYSTEM) as work:
            await work.tries.count(hourly, "somebody", NOW)
            await work.tries.count(hourly, "somebody else", NOW)
            await work.commit()

        with pytest.raises(TooMany) as refused:
            async with cabinet.begin(SYSTEM) as work:
                await work.tries.count(hourly, "somebody", NOW + timedelta(minutes=59))
        assert refused.value.retry_after == 60
        async with cabinet.begin(SYSTEM) as work:
            await work.tries.count(hourly, "somebody", NOW + timedelta(hours=1))
            await work.commit()

    async def test_patients_are_known_by_name(self, cabinet: Cabinet) -> None:
        async with cabinet.read(SYSTEM) as work:
            assert await work.known_names.of(await cabinet.patient()) == ("A patient",)
            assert await work.known_names.of(PatientId(uuid4())) == ()
