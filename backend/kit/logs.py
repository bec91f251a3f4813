"""Structured logs: one JSON object a line, ids and classes only.

A key that could hold what a person said, an identifier or an amount is dropped before it is written; what is not on the
list of safe keys does not leave the process (tests/kit/test_logs.py).
"""

from __future__ import annotations

import logging
import sys
from collections.abc import MutableMapping
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


def configure_logs(level: str) -> None:
    """Set up structlog, and keep the libraries' own records to warnings without arguments."""
    logging.basicConfig(level=logging.WARNING, stream=sys.stderr, format="%(levelname)s %(name)s")
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
