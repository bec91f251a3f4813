"""Refusals of disclosure. One sentence for a claim that is not there and one that is not theirs."""

from __future__ import annotations

from backend.errors import Refused


class NoGrant(Refused):
    def __init__(self) -> None:
        super().__init__("no_grant", "Nothing may be said about this claim in this conversation.")


class PersonNeeded(Refused):
    """The caller may hear it, but only from a person; ``reason`` is ``minor`` or ``sensitive``."""

    def __init__(self, reason: str) -> None:
        super().__init__("person_needed", "A person has to answer this.", reason=reason)
