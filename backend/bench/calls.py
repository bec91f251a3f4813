"""Measures whole phone calls against the running system, as Twilio sees them."""

from __future__ import annotations

from typing import Any

from backend.integrations.twilio.many import play
from backend.integrations.twilio.phone import Weather
from backend.settings import get_settings


def run(callers: int = 10, pause: float = 0.0, conversations: int = 1) -> dict[str, Any]:
    """``callers`` calls at once, each ``conversations`` times; lost turns, answers reached and latency percentiles."""
    return play(get_settings(), callers, pause, Weather(), calls_each=conversations).as_dict()
