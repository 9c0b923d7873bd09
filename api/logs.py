"""Logs (日志): a line for each thing that happened, for people or, as JSON, for programs; on standard error.

What is logged are facts about requests: never a variable's value, a document's text, a key or a password.
"""

import logging
import sys
import time
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Literal

import orjson

__all__ = ["LOG", "configure", "write"]

LOG = logging.getLogger("yingshang.api")


def configure(form: Literal["text", "json"]) -> None:
    """Have this process write its log in a form; one that was configured before is replaced."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(Json() if form == "json" else Plain())
    logging.basicConfig(handlers=[handler], level=logging.INFO, force=True)
    # No line tells these, and finding them out takes longer than writing it (Logging HOWTO, "Optimization").
    logging.logThreads = logging.logProcesses = logging.logMultiprocessing = False


def write(message: str, facts: Mapping[str, Any]) -> None:
    """Log facts, those that are None left out. The place in the code, which costs most to find, is not looked for."""
    if LOG.isEnabledFor(logging.INFO):
        record = logging.LogRecord(LOG.name, logging.INFO, "", 0, message, (), None)
        record.facts = {name: value for name, value in facts.items() if value is not None}
        LOG.handle(record)


class Json(logging.Formatter):
    """One object a line: time (UTC), level, logger, message, the facts, and the trace of an error."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
            **getattr(record, "facts", {}),
        }
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        return orjson.dumps(line, default=str).decode()


class Plain(logging.Formatter):
    """The same for people: time of day, level, message, then name=value."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line, and the trace of an error below it."""
        clock = time.strftime("%H:%M:%S", time.localtime(record.created))
        facts = "".join(f" {name}={_shown(value)}" for name, value in getattr(record, "facts", {}).items())
        trace = "\n" + self.formatException(record.exc_info) if record.exc_info else ""
        return f"{clock} {record.levelname:<7} {record.getMessage()}{facts}{trace}"


def _shown(value: Any) -> str:
    return ",".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
