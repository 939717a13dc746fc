"""Describe symptoms and be told how soon to be seen, and by whom."""

import asyncio
from dataclasses import asdict, dataclass

from medconnect.application.shared.clock import Clock
from medconnect.application.shared.handling import Retrying
from medconnect.application.shared.identifiers import NewId
from medconnect.application.shared.unit_of_work import Begin
from medconnect.application.triage.ports import (
    AnalyzerUnavailable,
    EmergencyContacts,
    Quotas,
    SymptomAnalyzer,
    TriageWork,
)
from medconnect.application.triage.scrubbing import scrubbed
from medconnect.application.triage.views import AssessmentView, language_for
from medconnect.domain.identity.actor import Actor
from medconnect.domain.identity.permissions import Permission, authorize
from medconnect.domain.shared.errors import TooMany
from medconnect.domain.shared.ids import ReportId, VisitorId
from medconnect.domain.triage.assessment import Assessment, assess
from medconnect.domain.triage.errors import TooManyDescriptions
from medconnect.domain.triage.red_flags import RedFlag, RuleBook
from medconnect.domain.triage.report import SymptomReport
from medconnect.domain.triage.symptoms import Symptoms
from medconnect.domain.triage.urgency import Urgency


@dataclass(frozen=True, slots=True, kw_only=True)
class AnalyzeSymptomsCommand:
    """The question. `names` are names we know beyond the account's and must not send out; `may_leave` is the patient's
    consent to ask outside; `address` is the network's."""

    actor: Actor
    symptoms: Symptoms
    may_leave: bool = False
    names: tuple[str, ...] = ()
    visitor_id: VisitorId | None = None
    address: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnalyzeSymptoms:
    """Rules first; at an emergency nobody else is asked; otherwise the model, or the offline analyser in its place."""

    begin: Begin[TriageWork]
    clock: Clock
    new_id: NewId
    rules: RuleBook
    offline: SymptomAnalyzer
    contacts: EmergencyContacts
    quotas: Quotas
    external: SymptomAnalyzer | None = None

    async def __call__(self, command: AnalyzeSymptomsCommand) -> AssessmentView:
        authorize(command.actor, Permission.ANALYZE_SYMPTOMS)
        # Only the counting may meet others, and only it is asked again: the model is never asked twice for that.
        names = await Retrying(self._admit)(command)
        symptoms = command.symptoms
        flags = await asyncio.to_thread(self.rules.check, symptoms)
        assessment = await self._assess(command, flags, names)
        report = SymptomReport.of(
            ReportId(self.new_id()),
            patient_id=command.actor.patient_id,
            visitor_id=command.visitor_id,
            symptoms=symptoms,
            assessment=assessment,
            now=self.clock.now(),
        )
        # The network was asked before; nothing waits inside the transaction.
        async with self.begin(command.actor) as work:
            await work.reports.save(report)
            await work.commit()
        return AssessmentView.of(report.id, assessment, language=language_for(symptoms), contacts=self.contacts)

    async def _admit(self, command: AnalyzeSymptomsCommand) -> tuple[str, ...]:
        """Count before any work is done, and learn which names must not leave the house."""
        now = self.clock.now()
        person = command.actor.patient_id or command.visitor_id
        async with self.begin(command.actor) as work:
            try:
                if person is not None:
                    await work.tries.count(self.quotas.of_person, str(person), now)
                await work.tries.count(self.quotas.from_address, command.address, now)
            except TooMany as refusal:
                raise TooManyDescriptions(refusal.retry_after, emergency_contacts=asdict(self.contacts)) from refusal
            names = command.names
            if self.external is not None and command.may_leave and command.actor.patient_id is not None:
                names += await work.known_names.of(command.actor.patient_id)
            await work.commit()
        return names

    async def _assess(
        self, command: AnalyzeSymptomsCommand, flags: tuple[RedFlag, ...], names: tuple[str, ...]
    ) -> Assessment:
        emergency = bool(flags) and flags[0].level is Urgency.EMERGENCY
        ours = await self.offline.analyze(command.symptoms)
        if self.external is None or not command.may_leave or emergency:
            return assess(flags, ours)
        try:
            theirs = await self.external.analyze(scrubbed(command.symptoms, names=names))
        except AnalyzerUnavailable:
            return assess(flags, ours, fallback=True)
        # Our own emergency head may raise what the model says; the model can never lower it.
        return assess(flags, theirs.raised_to(ours.urgency if ours.urgency is Urgency.EMERGENCY else theirs.urgency))
