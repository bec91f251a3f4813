"""Refusals about eligibility."""

from __future__ import annotations

from backend.errors import NotFound, Unprocessable


class AppointmentNotFound(NotFound):
    """No such appointment."""

    def __init__(self) -> None:
        super().__init__("appointment_not_found", "There is no such appointment.")


class AppointmentCancelled(Unprocessable):
    """Nobody comes: nothing to ask."""

    def __init__(self) -> None:
        super().__init__(
            "appointment_cancelled", "This appointment is cancelled, so there is nothing to ask the payer."
        )


class ProviderNumberWrong(Unprocessable):
    """An NPI whose check digit does not fit."""

    def __init__(self) -> None:
        super().__init__("provider_npi", "A provider's national identifier does not pass its check digit.")
