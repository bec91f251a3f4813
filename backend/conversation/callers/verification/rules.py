"""The decisions of a verification: how many tries, what matches, how long it lasts. Pure.

Anchors: 45 CFR 164.514(h) (verify identity and authority before disclosing); the numbers are the project's own:
five tries per member id without a timed reset keep the odds of guessing a birth date below 0.02 %.
"""

from __future__ import annotations

import hmac
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

CONVERSATION_FAILURES_MAX = 3
MEMBER_FAILURES_MAX = 5
ORIGIN_FAILURES_DAY_MAX = 10
CODE_TRIES_MAX = 3
CODES_PER_CONVERSATION_MAX = 3
CODES_PER_MEMBER_DAY_MAX = 5
CODES_UNPROVED_MAX = 5

Role = Literal["provider", "member"]
Level = Literal["none", "provider", "member", "stepped_up"]
Outcome = Literal["verified", "refused", "handoff", "step_up"]
_SUFFIX = re.compile(r"\b(jr|sr|ii|iii|iv|md)\b")


@dataclass(frozen=True, slots=True)
class Counts:
    """How often was tried, this try included. ``member`` is None where no member id is in play."""

    conversation: int
    member: int | None
    origin: int | None


def before_comparing(counts: Counts) -> Outcome | None:
    """What a try is answered without looking at it; None: it may be compared."""
    if counts.conversation > CONVERSATION_FAILURES_MAX:
        return "handoff"
    if counts.origin is not None and counts.origin > ORIGIN_FAILURES_DAY_MAX:
        return "handoff"
    # Last: who may no longer try from here is not led on to a code either.
    if counts.member is not None and counts.member > MEMBER_FAILURES_MAX:
        return "step_up"
    return None


def may_have_code(*, here: int, today: int, unproved: int | None) -> bool:
    """Whether one more code is made, this one counted: in the conversation, for the member today, and in all by callers
    who have proved nothing (None: the caller is proved). Each of those compares a birth date, so no time resets them."""
    few = here <= CODES_PER_CONVERSATION_MAX and today <= CODES_PER_MEMBER_DAY_MAX
    return few and (unproved is None or unproved <= CODES_UNPROVED_MAX)


def after_comparing(matches: bool, counts: Counts) -> Outcome:
    """The answer to a compared try: the third that fails in a conversation brings a person."""
    if matches:
        return "verified"
    return "handoff" if counts.conversation >= CONVERSATION_FAILURES_MAX else "refused"


@dataclass(frozen=True, slots=True)
class Person:
    """A patient as the record has them; what a caller's words are compared with."""

    member_id: str
    date_of_birth: date
    first_name: str
    last_name: str
    zip: str


NOBODY = Person("\0", date(1, 1, 1), "\0", "\0", "\0")
"""Compared with where nobody fits, so that an unknown id takes the same steps as a known one."""


@dataclass(frozen=True, slots=True)
class MemberProof:
    """What a member gave, besides the member id: the birth date and at least one more."""

    date_of_birth: date
    zip: str | None = None
    last_name: str | None = None
    claim_number_is_theirs: bool | None = None

    def elements(self) -> tuple[str, ...]:
        """The kinds of proof given."""
        more = {"zip": self.zip, "last_name": self.last_name, "claim_number": self.claim_number_is_theirs}
        return ("member_id", "date_of_birth", *(name for name, value in more.items() if value is not None))


def member_matches(proof: MemberProof, person: Person) -> bool:
    """Every element that was given must be right; all are compared, whichever fails."""
    checks = [proof.date_of_birth == person.date_of_birth]
    if proof.zip is not None:
        checks.append(same(proof.zip[:5], person.zip[:5]))
    if proof.last_name is not None:
        checks.append(same(plain_name(proof.last_name), plain_name(person.last_name)))
    if proof.claim_number_is_theirs is not None:
        checks.append(proof.claim_number_is_theirs)
    return len(checks) > 1 and all(checks)


def the_one(fitting: Sequence[Person]) -> Person | None:
    """The single person a proof fits, however many plans they are on file with.

    Twins who differ only in their first name are nobody: a person must ask.
    """
    people = {(one.date_of_birth, plain_name(one.first_name), plain_name(one.last_name)): one for one in fitting}
    return next(iter(people.values())) if len(people) == 1 else None


def same(left: str, right: str) -> bool:
    """Compare without telling by time where they differ."""
    return hmac.compare_digest(left.encode("utf-8", "replace"), right.encode("utf-8", "replace"))


def plain_name(name: str) -> str:
    """A name without accents, case, hyphens or suffix, as people say it."""
    decomposed = unicodedata.normalize("NFKD", name).casefold()
    letters = "".join(one for one in decomposed if not unicodedata.combining(one))
    return re.sub(r"[^a-z]", "", _SUFFIX.sub("", letters.replace(".", " ")))


def plain_identifier(value: str) -> str:
    """An identifier without spaces, dashes and case."""
    return re.sub(r"[^0-9A-Z]", "", value.upper())


def goes_by(payer_number: str, said: str) -> bool:
    """Whether that is the number the payer gave the claim.

    The practice's own account number finds a claim and proves nobody: it stands on all the practice writes. It counts
    only where the claim has no other number yet.
    """
    return not payer_number or same(plain_identifier(said), plain_identifier(payer_number))


def is_over(
    verified_at: datetime, last_activity_at: datetime, now: datetime, *, idle: timedelta, whole: timedelta
) -> bool:
    """Whether a session's proof has run out: too long silent, or too old in all."""
    return now - last_activity_at >= idle or now - verified_at >= whole
