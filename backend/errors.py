"""Business refusals: typed, with a status, a code for machines and a clear sentence for people.

A sentence never holds what a person said, an identifier of a member or any other health information: it may be logged.
"""

from __future__ import annotations

from typing import Any, ClassVar


class ClaimlineError(Exception):
    """A request that was understood and refused. Subclass it per refusal; ``extra`` goes to the client beside the code."""

    status: ClassVar[int] = 400

    def __init__(self, code: str, sentence: str, **extra: Any) -> None:
        super().__init__(sentence)
        self.code = code
        self.sentence = sentence
        self.extra = extra


class SignInNeeded(ClaimlineError):
    """Nobody is signed in, or the session is over."""

    status = 401


class Refused(ClaimlineError):
    """Known who asks, but it is not theirs to have."""

    status = 403


class NotFound(ClaimlineError):
    """Nothing there, or nothing this reader may know of."""

    status = 404


class Conflict(ClaimlineError):
    """Somebody else was first, or the record moved on."""

    status = 409


class Unprocessable(ClaimlineError):
    """Well formed, but it cannot be worked as it stands."""

    status = 422


class TooMany(ClaimlineError):
    """More than this caller may ask in the time."""

    status = 429


class Unavailable(ClaimlineError):
    """A part we need does not answer now; asking again later may work."""

    status = 503
