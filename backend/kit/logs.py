"""Structured logs: one JSON object a line, ids and classes only.

A key that could hold what a person said, an identifier or an amount is dropped before it is written; what is not on the
list of safe keys does not leave the process (tests/kit/test_logs.py).
"""

from __future__ import annotations

import logging
import sys
import traceback
from collections.abc import MutableMapping
from pathlib import Path
from typing import Any

import structlog

SAFE_KEYS = frozenset(
    "event level timestamp logger conversation turn owner intent action status code error_class job file part pid port "
    "seconds milliseconds count queue route method stage reason act attempt channel model seq exit_code problem".split()
)


def keep_safe_keys(_: Any, __: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Drop every key nobody has classified as safe, and reduce an exception to its class."""
    exception = event.pop("exc_info", None)
    if exception:
        kind = exception[0] if isinstance(exception, tuple) else sys.exc_info()[0]
        event["error_class"] = getattr(kind, "__name__", type(exception).__name__)
    return {key: value for key, value in event.items() if key in SAFE_KEYS}


class ClassesOnly(logging.Formatter):
    """A library's record without its message and arguments, an exception without its text: which class, raised where."""

    def __init__(self) -> None:
        super().__init__("%(levelname)s %(name)s")

    def formatException(self, ei: Any) -> str:
        places = [f"{Path(one.filename).name}:{one.lineno}" for one in traceback.extract_tb(ei[2])[-4:]]
        return f"  {getattr(ei[0], '__name__', ei[0])} at {' < '.join(reversed(places))}"


def configure_logs(level: str) -> None:
    """Set up structlog, and keep the libraries' own records to warnings without words: theirs quote what they choke on."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(ClassesOnly())
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    for name in ("uvicorn", "uvicorn.error"):
        library = logging.getLogger(name)
        library.handlers.clear()
        library.propagate = True
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            keep_safe_keys,
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelNamesMapping()[level.upper()]),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )
