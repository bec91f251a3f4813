"""Which claim a payer speaks of. Exact rules; where they leave a doubt, nobody guesses."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple
from uuid import UUID

from backend.pipeline.claims.repository import ClaimRepository, KnownClaim

AWAITING_WORD = frozenset({"received", "accepted"})
"""Stages in which a payer may still acknowledge a claim, or return it."""


class Sought(NamedTuple):
    """What a payer's answer says of the claim it means. Empty or None: not said."""

    patient_control_number: str
    payer_claim_control_number: str
    provider_npi: str
    charge: Decimal | None
    acknowledges: bool = False
    """It says that a claim came, or is returned (277CA): most likely one that waits for that word."""
    named: UUID | None = None
    """The claim a person says it means."""


def match_claims(claims: ClaimRepository, sought: Sequence[Sought], *, lock: bool = False) -> list[KnownClaim | str]:
    """For each the claim, or a code why there is none: ``no_claim_found``, ``several_claims``, ``numbers_disagree``,
    ``charge_differs``. With ``lock`` nobody else moves these claims until the transaction ends.
    """
    known = claims.known(
        (one.patient_control_number for one in sought), (one.payer_claim_control_number for one in sought),
        [one.named for one in sought if one.named is not None], lock=lock,
    )  # fmt: skip
    by_id = {one.id: one for one in known}
    by_account: dict[str, list[KnownClaim]] = defaultdict(list)
    by_number: dict[str, list[KnownClaim]] = defaultdict(list)
    awaiting: dict[str, list[KnownClaim]] = defaultdict(list)
    for one in known:
        if one.stage in AWAITING_WORD:
            awaiting[one.patient_control_number].append(one)
        if one.frequency == "8":
            continue
        by_account[one.patient_control_number].append(one)
        if one.payer_claim_control_number:
            by_number[one.payer_claim_control_number].append(one)
    return [
        choose_named(one, by_id.get(one.named))
        if one.named is not None
        else (one.acknowledges and choose_acknowledged(one, awaiting[one.patient_control_number]))
        or choose(one, by_account[one.patient_control_number], by_number[one.payer_claim_control_number])
        for one in sought
    ]


def choose_named(sought: Sought, claim: KnownClaim | None) -> KnownClaim | str:
    """The claim a person named and no other, whatever its numbers; provider and charge must be its own all the same."""
    if claim is None or claim.frequency == "8" or not _same_provider(sought, claim):
        return "no_claim_found"
    return _of_its_charge(sought, claim)


def choose_acknowledged(sought: Sought, awaiting: Sequence[KnownClaim]) -> KnownClaim | None:
    """Of the claims of an account that wait for the payer's word, the one it acknowledges or returns; None where it may be
    several, or one of the others.

    A correction or a void bears the account number of what it corrects and has no number of the payer's before this word:
    the claim the payer names comes first, then the one it has not said anything of yet.
    """
    number = sought.payer_claim_control_number
    fitting = [
        one for one in awaiting
        if _same_provider(sought, one) and (not one.payer_claim_control_number or number in ("", one.payer_claim_control_number))
    ]  # fmt: skip
    named = [one for one in fitting if number and one.payer_claim_control_number == number]
    silent = [one for one in fitting if one.stage == "received"]
    found = named or silent or fitting
    return found[0] if len(found) == 1 else None


def choose(sought: Sought, by_account: Sequence[KnownClaim], by_number: Sequence[KnownClaim]) -> KnownClaim | str:
    """The payer's own number decides where it is on file; else the practice's account number, which must be the only one.

    The billing provider must be the same where both name one, and the charge must be the charge billed.
    """
    fitting = [one for one in by_number if _same_provider(sought, one)]
    if len(fitting) > 1:
        return "several_claims"
    if fitting:
        claim = fitting[0]
        if sought.patient_control_number not in ("", "0", claim.patient_control_number):
            return "numbers_disagree"
    else:
        candidates = [
            one for one in by_account
            if _same_provider(sought, one) and not (one.payer_claim_control_number and sought.payer_claim_control_number)
        ]  # fmt: skip
        still_open = [one for one in candidates if one.stage != "rejected"] or candidates
        if not still_open:
            return "no_claim_found"
        if len(still_open) > 1:
            return "several_claims"
        claim = still_open[0]
    return _of_its_charge(sought, claim)


def _of_its_charge(sought: Sought, claim: KnownClaim) -> KnownClaim | str:
    return "charge_differs" if sought.charge is not None and abs(sought.charge) != claim.charge else claim


def _same_provider(sought: Sought, claim: KnownClaim) -> bool:
    return not sought.provider_npi or sought.provider_npi == claim.provider_npi
