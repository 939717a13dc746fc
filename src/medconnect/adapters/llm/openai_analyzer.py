"""Any OpenAI-compatible server as a symptom analyser.

It climbs down a ladder until the server understands: JSON schema, tool call, JSON object. What it may cost in time is
decided here and not by the client's defaults; what happens around failures is the guard's business.
"""

from dataclasses import dataclass, field
from enum import Enum
from typing import Any, Final

import httpx
import openai
from openai.types.chat import ChatCompletion

from medconnect.adapters.llm.prompt import VERSION, messages, opinion_of, schema
from medconnect.application.triage.ports import AnalyzerUnavailable, SymptomAnalyzer
from medconnect.domain.triage.suggestion import Opinion
from medconnect.domain.triage.symptoms import Symptoms

LARGEST_RESPONSE: Final = 512 * 1024
_TOOL: Final = "route_patient"


class Rung(Enum):
    """How the server is asked for a fixed shape."""

    JSON_SCHEMA = "json_schema"
    TOOL_CALL = "tool_call"
    JSON_OBJECT = "json_object"


@dataclass(frozen=True, slots=True, kw_only=True)
class LlmSettings:
    """Where the model is and what it may take."""

    model: str
    api_key: str = field(repr=False)
    base_url: str | None = None
    azure_api_version: str | None = None
    connect_seconds: float = 2.0
    read_seconds: float = 8.0
    retries: int = 1
    most_tokens: int = 900


class OpenAiAnalyzer(SymptomAnalyzer):
    """Asks once, checks everything, and raises `AnalyzerUnavailable` for whatever is not a good answer."""

    def __init__(self, settings: LlmSettings) -> None:
        self._settings = settings
        self._rungs = list(Rung)
        self._http = httpx.AsyncClient(
            timeout=httpx.Timeout(settings.read_seconds, connect=settings.connect_seconds),
            transport=_BoundedTransport(),
            follow_redirects=False,
        )
        options: dict[str, Any] = {
            "api_key": settings.api_key,
            "http_client": self._http,
            "max_retries": settings.retries,
            "timeout": self._http.timeout,
        }
        self._client: openai.AsyncOpenAI
        if settings.azure_api_version:
            self._client = openai.AsyncAzureOpenAI(
                azure_endpoint=settings.base_url or "", api_version=settings.azure_api_version, **options
            )
        else:
            self._client = openai.AsyncOpenAI(base_url=settings.base_url, **options)

    @property
    def version(self) -> str:
        """What an answer depends on besides the question."""
        return f"{self._settings.model}/{VERSION}"

    async def close(self) -> None:
        """Let the connections go."""
        await self._http.aclose()

    async def analyze(self, symptoms: Symptoms) -> Opinion:
        """One opinion of the model."""
        completion = await self._complete(symptoms)
        return opinion_of(_content(completion), model=self._settings.model)

    async def _complete(self, symptoms: Symptoms) -> ChatCompletion:
        while True:
            rung = self._rungs[0]
            try:
                return await self._ask(symptoms, rung)
            except (openai.BadRequestError, openai.UnprocessableEntityError, openai.NotFoundError) as refused:
                if len(self._rungs) == 1:
                    raise AnalyzerUnavailable("rejected") from refused
                # The server does not know this way of asking: remember it and go on one rung lower.
                self._rungs = [other for other in self._rungs if other is not rung]
            except openai.APITimeoutError as late:
                raise AnalyzerUnavailable("timeout") from late
            except openai.RateLimitError as limited:
                raise AnalyzerUnavailable("rate-limited") from limited
            except openai.APIConnectionError as gone:
                raise AnalyzerUnavailable("unreachable") from gone
            except (openai.OpenAIError, httpx.HTTPError, ValueError) as broken:
                raise AnalyzerUnavailable("broken") from broken

    async def _ask(self, symptoms: Symptoms, rung: Rung) -> ChatCompletion:
        shape: dict[str, Any]
        if rung is Rung.JSON_SCHEMA:
            wanted = {"name": _TOOL, "strict": True, "schema": schema()}
            shape = {"response_format": {"type": "json_schema", "json_schema": wanted}}
        elif rung is Rung.TOOL_CALL:
            tool = {"type": "function", "function": {"name": _TOOL, "parameters": schema(), "strict": True}}
            shape = {"tools": [tool], "tool_choice": {"type": "function", "function": {"name": _TOOL}}}
        else:
            shape = {"response_format": {"type": "json_object"}}
        asked = messages(symptoms)
        if rung is Rung.JSON_OBJECT:
            asked[0]["content"] += f"\nAnswer with one JSON object of this schema:\n{schema()}"
        answer = await self._client.chat.completions.create(
            model=self._settings.model,
            messages=asked,  # type: ignore[arg-type]
            max_tokens=self._settings.most_tokens,
            temperature=0,
            **shape,
        )
        if not isinstance(answer, ChatCompletion):
            raise AnalyzerUnavailable("garbage")
        return answer


def _content(completion: ChatCompletion) -> str | None:
    """The text that carries the answer, whichever way it came; a refusal or a cut-off answer is none."""
    if not completion.choices:
        raise AnalyzerUnavailable("empty")
    choice = completion.choices[0]
    if getattr(choice.message, "refusal", None) or choice.finish_reason == "content_filter":
        raise AnalyzerUnavailable("refused")
    if choice.finish_reason == "length":
        raise AnalyzerUnavailable("truncated")
    for call in choice.message.tool_calls or ():
        if call.type == "function" and call.function.name == _TOOL:
            return call.function.arguments
    return choice.message.content


class _BoundedTransport(httpx.AsyncHTTPTransport):
    """Stops reading a response that is far too large to be an answer."""

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        response = await super().handle_async_request(request)
        announced = response.headers.get("content-length", "0")
        if announced.isdecimal() and int(announced) > LARGEST_RESPONSE:
            await response.aclose()
            raise httpx.ReadError("response too large", request=request)
        assert isinstance(response.stream, httpx.AsyncByteStream)  # noqa: S101
        response.stream = _BoundedStream(response.stream, request)
        return response


class _BoundedStream(httpx.AsyncByteStream):
    def __init__(self, stream: httpx.AsyncByteStream, request: httpx.Request) -> None:
        self._stream = stream
        self._request = request

    async def __aiter__(self):  # type: ignore[no-untyped-def]
        total = 0
        async for part in self._stream:
            total += len(part)
            if total > LARGEST_RESPONSE:
                raise httpx.ReadError("response too large", request=self._request)
            yield part

    async def aclose(self) -> None:
        await self._stream.aclose()
