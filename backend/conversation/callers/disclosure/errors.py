"""Refusals of disclosure. One sentence for a claim that is not there and one that is not theirs."""

from __future__ import annotations

from backend.errors import Conflict, Refused


class NoGrant(Refused):
    def __init__(self) -> None:
        super().__init__("no_grant", "Nothing may be said about this claim in this conversation.")


class PersonNeeded(Refused):
    """The caller may hear it, but only from a person; ``reason`` is ``minor`` or ``sensitive``."""

    def __init__(self, reason: str) -> None:
        super().__init__("person_needed", "A person has to answer this.", reason=reason)
        self.reason = reason


class ProofNeeded(Refused):
    """Nobody has proved to be a member in this conversation."""

    def __init__(self) -> None:
        super().__init__(
            "proof_needed",
            "First we have to be sure it is you. Ask about your claim in the chat; we ask for your member ID, date of "
            "birth and ZIP code. Then open this again.",
        )


class NotExplained(Conflict):
    def __init__(self, sentence: str) -> None:
        super().__init__("not_explained", sentence)
