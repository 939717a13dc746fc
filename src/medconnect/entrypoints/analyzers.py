"""Which symptom analysers an installation has: our own, and a language model if the operator named one."""

from contextlib import AsyncExitStack

from medconnect.adapters.llm.guarded_analyzer import GuardedAnalyzer, Limits
from medconnect.adapters.llm.offline_analyzer.analyzer import WITH_MODEL, WITHOUT_MODEL
from medconnect.adapters.llm.offline_analyzer.model_files import ModelFiles
from medconnect.adapters.llm.openai_analyzer import LlmSettings, OpenAiAnalyzer
from medconnect.adapters.security.keyring import Keyring
from medconnect.application.shared.clock import Clock
from medconnect.application.triage.ports import SymptomAnalyzer
from medconnect.entrypoints.settings import Settings


def external_analyzer(
    settings: Settings, clock: Clock, keyring: Keyring, closing: AsyncExitStack
) -> SymptomAnalyzer | None:
    """The language model behind its guard, if the operator named one."""
    if not settings.llm_model:
        return None
    llm = LlmSettings(
        model=settings.llm_model,
        api_key=settings.llm_api_key.get_secret_value() or "none",
        base_url=settings.llm_base_url or None,
    )
    analyzer = OpenAiAnalyzer(llm)
    closing.push_async_callback(analyzer.close)
    return GuardedAnalyzer(
        analyzer,
        clock=clock,
        cache_key=keyring.blind_index("llm", "cache"),
        limits=Limits(daily_calls=settings.llm_daily_quota),
    )


def offline_analyzer_name() -> str:
    """Which analyser of our own this installation has, without loading it."""
    return WITH_MODEL if ModelFiles.installed() else WITHOUT_MODEL
