"""The log: one JSON object a line, constant event names, never a person's words."""

import logging
import sys
import traceback
from datetime import UTC, datetime
from typing import Any

import orjson

_LEVELS = {"debug": logging.DEBUG, "info": logging.INFO, "warning": logging.WARNING, "error": logging.ERROR}
_LOGGER = logging.getLogger("medconnect")


class JsonLines(logging.Formatter):
    """One line for one record. Other libraries' messages are reduced to logger and level: they may quote data."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "event": record.getMessage() if record.name == "medconnect" else "library.message",
            **getattr(record, "facts", {}),
        }
        if record.name != "medconnect":
            line["logger"] = record.name
        return orjson.dumps(line, default=str).decode()


def set_up_logs(level: str) -> None:
    """Send everything to standard error as JSON lines."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines())
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    for name in ("uvicorn", "uvicorn.error", "uvicorn.access", "asyncio", "sqlalchemy"):
        logging.getLogger(name).handlers.clear()
        logging.getLogger(name).propagate = True
        logging.getLogger(name).setLevel(logging.WARNING)
    logging.getLogger("uvicorn.access").disabled = True
    _LOGGER.setLevel(_LEVELS[level])


def log(event: str, level: str = "info", **facts: Any) -> None:
    """Write one line. `event` is a constant; facts are ids, numbers and codes."""
    _LOGGER.log(_LEVELS[level], event, extra={"facts": facts})


def where_it_broke(error: BaseException) -> dict[str, Any]:
    """An exception as places in the code. Its message is left out: it may quote what somebody sent."""
    frames = traceback.extract_tb(error.__traceback__)[-6:]
    return {
        "error": type(error).__name__,
        "trace": [f"{frame.filename.rpartition('/medconnect/')[2]}:{frame.lineno} {frame.name}" for frame in frames],
    }
