"""The figures of the symptom analyser.

    python -m benchmarks.evaluate_triage [folder …] [--llm] [--json]

Reads every `*.jsonl` of the folders (default: the repository's own set), asks the analysers that are there, and prints
one table per analyser. Fields of a case: `text`, `specialty`, `specialties_ok`, `urgency_ok`, and optionally `age`,
`sex`, `history`, `negatives`, `kind`, `specialist_label`, `red_flags`, `notice`.
"""

import argparse
import asyncio
import json
import os
import resource
import statistics
import sys
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from medconnect.adapters.llm.offline_analyzer.analyzer import OfflineAnalyzer
from medconnect.adapters.llm.offline_analyzer.model_files import ModelFiles
from medconnect.application.triage.ports import AnalyzerUnavailable
from medconnect.application.triage.scrubbing import scrubbed
from medconnect.domain.triage.assessment import Assessment, assess
from medconnect.domain.triage.rule_files import rule_book
from medconnect.domain.triage.suggestion import Opinion
from medconnect.domain.triage.symptoms import LONGEST_TEXT, Language, Sex, Symptoms
from medconnect.domain.triage.urgency import Urgency

OWN_SET = Path(__file__).parent.parent / "tests" / "evaluation" / "triage"
Case = Mapping[str, Any]


@dataclass(slots=True)
class Figures:
    """Counts of one set; the rates are made at the end."""

    cases: int = 0
    labelled: int = 0
    strict: int = 0
    top1: int = 0
    top3: int = 0
    emergencies: int = 0
    found: int = 0
    calm: int = 0
    alarms: int = 0
    unlabelled: int = 0
    alarms_unlabelled: int = 0
    under: int = 0
    over: int = 0
    judged: int = 0
    seconds: list[float] = field(default_factory=list)
    rule_seconds: list[float] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)

    def rates(self) -> dict[str, float | None]:
        """Percentages and milliseconds; None where nothing was to be measured."""
        return {
            "strict": _percent(self.strict, self.labelled),
            "top1": _percent(self.top1, self.labelled),
            "top3": _percent(self.top3, self.labelled),
            "sensitivity": _percent(self.found, self.emergencies),
            "specificity": _percent(self.calm - self.alarms, self.calm),
            "under": _percent(self.under, self.judged),
            "over": _percent(self.over, self.judged),
            "alarms": _percent(self.alarms_unlabelled, self.unlabelled),
            "p50_ms": _quantile(self.seconds, 0.5),
            "p95_ms": _quantile(self.seconds, 0.95),
            "rules_p95_ms": _quantile(self.rule_seconds, 0.95),
        }


Ask = Callable[[Symptoms], Opinion]


def symptoms_of(case: Case) -> Symptoms:
    """The case as the product would get it."""
    text = case["text"]
    if case.get("negatives"):
        text = f"{text} {case['negatives']}"
    sex = case.get("sex")
    return Symptoms(
        text=text[:LONGEST_TEXT],
        age_years=case.get("age"),
        sex=Sex(sex) if sex in {"female", "male"} else None,
        history=(case.get("history") or "")[:LONGEST_TEXT],
        language=Language(case["language"]) if case.get("language") else None,
    )


def evaluate(cases: Iterable[Case], ask: Ask) -> Figures:
    """Run all cases through rules and analyser, as the use case does."""
    rules = rule_book()
    figures = Figures()
    for case in cases:
        symptoms = symptoms_of(case)
        started = time.perf_counter()
        flags = rules.check(symptoms)
        figures.rule_seconds.append(time.perf_counter() - started)
        assessment = assess(flags, ask(symptoms))
        figures.seconds.append(time.perf_counter() - started)
        _count(figures, case, assessment)
    return figures


def _count(figures: Figures, case: Case, assessment: Assessment) -> None:
    figures.cases += 1
    codes = [suggestion.specialty.value for suggestion in assessment.suggestions]
    accepted = set(case.get("specialties_ok") or ())
    if accepted and (case.get("age") or 99) < 18:
        accepted.add("pediatrics")
    if accepted and case.get("specialist_label", True):
        figures.labelled += 1
        figures.strict += codes[0] == case.get("specialty")
        figures.top1 += codes[0] in accepted
        figures.top3 += bool(accepted.intersection(codes))
        if codes[0] not in accepted:
            figures.failures.append(f"{case['id']}: {codes} not in {sorted(accepted)}")
    urgencies = {Urgency(code) for code in case.get("urgency_ok") or ()}
    alarm = assessment.urgency is Urgency.EMERGENCY
    if not urgencies:
        figures.unlabelled += 1
        figures.alarms_unlabelled += alarm
        return
    figures.judged += 1
    ranks = [urgency.rank for urgency in urgencies]
    figures.under += assessment.urgency.rank < min(ranks)
    figures.over += assessment.urgency.rank > max(ranks)
    if urgencies == {Urgency.EMERGENCY}:
        figures.emergencies += 1
        figures.found += alarm
        if not alarm:
            figures.failures.append(f"{case['id']}: emergency missed, said {assessment.urgency}")
    elif Urgency.EMERGENCY not in urgencies:
        figures.calm += 1
        figures.alarms += alarm
        if alarm:
            figures.failures.append(f"{case['id']}: false alarm {[flag.code for flag in assessment.red_flags]}")


def cases_in(folder: Path) -> dict[str, list[Case]]:
    """Every set of a folder by its file's name."""
    return {
        file.stem: [json.loads(line) for line in file.read_text("utf-8").splitlines() if line.strip()]
        for file in sorted(folder.glob("*.jsonl"))
    }


def offline_analyzers() -> dict[str, Ask]:
    """Lexical always; with the model when it is installed."""
    lexical = OfflineAnalyzer()
    analyzers: dict[str, Ask] = {lexical.name: lexical.opinion}
    files = ModelFiles.installed()
    if files is not None:
        full = OfflineAnalyzer(files)
        analyzers[full.name] = full.opinion
    return analyzers


def _llm() -> dict[str, Ask]:
    if not os.environ.get("MEDCONNECT_LLM_MODEL"):
        return {}
    from medconnect.adapters.llm.openai_analyzer import LlmSettings, OpenAiAnalyzer

    settings = LlmSettings(
        model=os.environ["MEDCONNECT_LLM_MODEL"],
        base_url=os.environ.get("MEDCONNECT_LLM_BASE_URL") or None,
        api_key=os.environ.get("MEDCONNECT_LLM_API_KEY", "none"),
    )
    fallback = OfflineAnalyzer(ModelFiles.installed())
    runner = asyncio.Runner()
    analyzer = OpenAiAnalyzer(settings)

    def ask(symptoms: Symptoms) -> Opinion:
        ours = fallback.opinion(symptoms)
        try:
            theirs = runner.run(analyzer.analyze(scrubbed(symptoms)))
        except AnalyzerUnavailable:
            return ours
        raised: Opinion = theirs.raised_to(ours.urgency if ours.urgency is Urgency.EMERGENCY else theirs.urgency)
        return raised

    return {f"llm {settings.model}": ask}


def _percent(part: int, whole: int) -> float | None:
    return round(100 * part / whole, 1) if whole else None


def _quantile(seconds: Sequence[float], at: float) -> float | None:
    if len(seconds) < 2:
        return None
    return round(1000 * statistics.quantiles(seconds, n=100, method="inclusive")[int(at * 100) - 1], 1)


_COLUMNS = (
    "strict",
    "top1",
    "top3",
    "sensitivity",
    "specificity",
    "under",
    "over",
    "alarms",
    "p50_ms",
    "p95_ms",
    "rules_p95_ms",
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the tables."""
    parser = argparse.ArgumentParser(description="Figures of the symptom analyser")
    parser.add_argument("folders", nargs="*", type=Path, default=[OWN_SET])
    parser.add_argument("--failures", action="store_true", help="name every case that went wrong")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    options = parser.parse_args(arguments)
    folders = [OWN_SET, *(folder for folder in options.folders if folder != OWN_SET)]
    everything: dict[str, dict[str, dict[str, float | None]]] = {}
    for name, ask in {**offline_analyzers(), **_llm()}.items():
        for folder in folders:
            for title, cases in cases_in(folder).items():
                figures = evaluate(cases, ask)
                everything.setdefault(name, {})[title] = {"n": figures.cases, **figures.rates()}
                if options.failures and not options.json:
                    print(*figures.failures, sep="\n")
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    if options.json:
        print(json.dumps({"memory_mb": memory, "figures": everything}, indent=1))
        return 0
    for name, sets in everything.items():
        print(f"\n{name}\n{'set':<28}{'n':>5}" + "".join(f"{column:>13}" for column in _COLUMNS))
        for title, rates in sets.items():
            cells = ("–" if rates[column] is None else f"{rates[column]}" for column in _COLUMNS)
            print(f"{title:<28}{rates['n']:>5}" + "".join(f"{cell:>13}" for cell in cells))
    print(f"\nhighest memory {memory} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
