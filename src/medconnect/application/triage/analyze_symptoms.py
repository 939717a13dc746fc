"""Describe symptoms and be told how soon to be seen, and by whom."""

from dataclasses import dataclass

from medconnect.application.shared.clock import Clock
from medconnect.application.shared.identifiers import NewId
from medconnect.application.shared.unit_of_work import Begin
from medconnect.application.triage.ports import AnalyzerUnavailable, EmergencyContacts, SymptomAnalyzer, TriageWork
from medconnect.application.triage.scrubbing import scrubbed
from medconnect.application.triage.views import AssessmentView
from medconnect.domain.identity.actor import Actor
from medconnect.domain.identity.permissions import Permission, authorize
from medconnect.domain.shared.ids import ReportId
from medconnect.domain.triage.assessment import Assessment, assess
from medconnect.domain.triage.reading import language_of
from medconnect.domain.triage.red_flags import RedFlag, RuleBook
from medconnect.domain.triage.report import SymptomReport
from medconnect.domain.triage.symptoms import Language, Symptoms
from medconnect.domain.triage.urgency import Urgency
from medconnect.domain.triage.words import read


@dataclass(frozen=True, slots=True, kw_only=True)
class AnalyzeSymptomsCommand:
    """The question. `names` are names we know and must not send out; `may_leave` is the patient's consent to do so."""

    actor: Actor
    symptoms: Symptoms
    may_leave: bool = False
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AnalyzeSymptoms:
    """Rules first; at an emergency nobody else is asked; otherwise the model, or the offline analyser in its place."""

    begin: Begin[TriageWork]
    clock: Clock
    new_id: NewId
    rules: RuleBook
    offline: SymptomAnalyzer
    contacts: EmergencyContacts
    external: SymptomAnalyzer | None = None

    async def __call__(self, command: AnalyzeSymptomsCommand) -> AssessmentView:
        authorize(command.actor, Permission.ANALYZE_SYMPTOMS)
        symptoms = command.symptoms
        flags = self.rules.check(symptoms)
        assessment = await self._assess(command, flags)
        report = SymptomReport.of(
            ReportId(self.new_id()),
            patient_id=command.actor.patient_id,
            symptoms=symptoms,
            assessment=assessment,
            now=self.clock.now(),
        )
        # The network was asked before; nothing waits inside the transaction.
        async with self.begin(command.actor) as work:
            await work.reports.save(report)
            await work.commit()
        language = symptoms.language or language_of(symptoms.text, read(symptoms.text)) or Language.ENGLISH
        return AssessmentView.of(report.id, assessment, language=language, contacts=self.contacts)

    async def _assess(self, command: AnalyzeSymptomsCommand, flags: tuple[RedFlag, ...]) -> Assessment:
        emergency = bool(flags) and flags[0].level is Urgency.EMERGENCY
        ours = await self.offline.analyze(command.symptoms)
        if self.external is None or not command.may_leave or emergency:
            return assess(flags, ours)
        try:
            theirs = await self.external.analyze(scrubbed(command.symptoms, names=command.names))
        except AnalyzerUnavailable:
            return assess(flags, ours, fallback=True)
        # Our own emergency head may raise what the model says; the model can never lower it.
        return assess(flags, theirs.raised_to(ours.urgency if ours.urgency is Urgency.EMERGENCY else theirs.urgency))
