"""An OpenAI-compatible server that does what the script says: well, slowly, wrongly, or against us."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

MODES = (
    "good",
    "slow",
    "hanging",
    "429",
    "500",
    "garbage",
    "truncated",
    "refusal",
    "wrong-enum",
    "50-mb",
    "50-mb-chunked",
    "traitor",
    "empty",
    "no-choices",
    "dropped",
    "no-schema",
    "json-object-only",
)


def answer(
    urgency: str = "routine", specialty: str = "cardiology", reason: str = "Fits what is told."
) -> dict[str, Any]:
    """A well-formed answer."""
    return {
        "observations": ["told"],
        "worst_case_considered": "something grave",
        "red_flags": [],
        "urgency": urgency,
        "specialties": [{"specialty": specialty, "reason": reason, "confidence": 0.8}],
        "questions": ["Since when?"],
        "insufficient_information": False,
    }


class PretendLlm:
    """The server with its script and what it was asked."""

    def __init__(self) -> None:
        self.mode = "good"
        self.reply: dict[str, Any] = answer()
        self.requests: list[dict[str, Any]] = []
        self.stopping = threading.Event()
        self.url = ""


@contextmanager
def pretend_llm() -> Iterator[PretendLlm]:
    """Runs in a thread for as long as the test needs it."""
    state = PretendLlm()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(state))
    server.daemon_threads = True
    state.url = f"http://127.0.0.1:{server.server_address[1]}/v1"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield state
    finally:
        state.stopping.set()
        server.shutdown()
        server.server_close()
        thread.join()


def _handler(state: PretendLlm) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *_: object) -> None:
            """Quiet."""

        def do_POST(self) -> None:
            asked = json.loads(self.rfile.read(int(self.headers["content-length"])))
            state.requests.append(asked)
            with suppress(BrokenPipeError, ConnectionResetError):
                self._play(asked)

        def _play(self, asked: dict[str, Any]) -> None:
            mode = state.mode
            kind = asked.get("response_format", {}).get("type", "tool" if asked.get("tools") else "")
            if mode == "slow":
                state.stopping.wait(0.4)
            if mode == "hanging":
                state.stopping.wait(30)
                return
            if mode in {"429", "500"}:
                self._send(int(mode), {"error": {"message": "no"}})
            elif mode == "dropped":
                self.connection.close()
            elif mode == "garbage":
                self._send_bytes(200, b"<html>It works!</html>", "text/html")
            elif mode == "50-mb":
                self._send_bytes(200, b" " * 50_000_000)
            elif mode == "50-mb-chunked":
                self._send_chunks()
            elif mode == "no-choices":
                self._send(200, {**_completion(""), "choices": []})
            elif mode == "no-schema" and kind == "json_schema":
                self._send(400, {"error": {"message": "response_format json_schema is not supported"}})
            elif mode == "no-schema":
                self._send(200, _tool_completion(json.dumps(state.reply)))
            elif mode == "json-object-only" and kind != "json_object":
                self._send(400, {"error": {"message": "unsupported"}})
            elif mode == "truncated":
                self._send(200, _completion(json.dumps(state.reply)[:40], finish="length"))
            elif mode == "refusal":
                self._send(200, _completion(None, refusal="I cannot help with that."))
            elif mode == "empty":
                self._send(200, _completion(""))
            elif mode == "wrong-enum":
                self._send(200, _completion(json.dumps(answer(specialty="witchcraft"))))
            elif mode == "traitor":
                self._send(200, _completion(json.dumps(answer(urgency="self_care", specialty="dentistry"))))
            else:
                self._send(200, _completion(json.dumps(state.reply)))

        def _send(self, status: int, body: dict[str, Any]) -> None:
            self._send_bytes(status, json.dumps(body).encode())

        def _send_bytes(self, status: int, body: bytes, kind: str = "application/json") -> None:
            self.send_response(status)
            self.send_header("content-type", kind)
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def _send_chunks(self) -> None:
            self.send_response(200)
            self.send_header("content-type", "application/json")
            self.send_header("transfer-encoding", "chunked")
            self.end_headers()
            block = b" " * 100_000
            for _ in range(500):
                self.wfile.write(b"%x\r\n" % len(block) + block + b"\r\n")
            self.wfile.write(b"0\r\n\r\n")

    return Handler


def _completion(content: str | None, *, finish: str = "stop", refusal: str | None = None) -> dict[str, Any]:
    message = {"role": "assistant", "content": content, "refusal": refusal}
    return {
        "id": "c1",
        "object": "chat.completion",
        "created": 1,
        "model": "pretend",
        "choices": [{"index": 0, "finish_reason": finish, "message": message}],
    }


def _tool_completion(arguments: str) -> dict[str, Any]:
    made = _completion(None, finish="tool_calls")
    call = {"id": "t1", "type": "function", "function": {"name": "route_patient", "arguments": arguments}}
    made["choices"][0]["message"]["tool_calls"] = [call]
    return made
