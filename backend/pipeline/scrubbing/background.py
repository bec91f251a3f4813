"""What went before a run of claims: services billed, decisions of payers, cover told, findings that stand. Loaded once a run."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from backend.models.edit import EditFinding
from backend.pipeline.claims.repository import ClaimRepository
from backend.pipeline.eligibility.service import KnownCover, known_cover
from backend.pipeline.scrubbing.facts import Past, ScrubClaim
from backend.pipeline.scrubbing.repository import ScrubbingRepository, Waiting

RISK_DAYS = 365
"""How far back denials count for the risk of a new claim."""
COUNT_DAYS = 7
"""How long a count of them stands: rates of a year hardly move in a week."""


class Background:
    """The past of every claim of a run; a claim that passes becomes part of it, so that its twin in the run is seen."""

    def __init__(self, session: Session, waiting: Sequence[Waiting], today: date) -> None:
        repository = ScrubbingRepository(session)
        ids = [one.claim.id for one in waiting]
        self._billed = repository.billed_before({_who(one) for one in waiting}, ids)
        procedures = {line.procedure for one in waiting for line in one.lines}
        counted = repository.counted_on()
        if counted is None or (today - counted).days >= COUNT_DAYS:
            repository.count_rates(today - timedelta(days=RISK_DAYS), today)
        self._rates = repository.rates({one.claim.payer_id for one in waiting}, procedures)
        self._cover = known_cover(session, [one.claim.member_id for one in waiting])
        self._standing: dict[UUID, list[EditFinding]] = defaultdict(list)
        for each in repository.findings(ids):
            self._standing[each.claim_id].append(each)
        self._held = ClaimRepository(session).held(ids)
        self._told = repository.decided_on({one.claim.replaces_id for one in waiting if one.claim.replaces_id})

    def past(self, one: Waiting) -> Past:
        """What bears on one claim."""
        cover, day = self._cover.get(one.claim.member_id, KnownCover()), one.claim.service_from
        return Past(
            frozenset(self._billed[_who(one)]),
            self._rates[one.claim.payer_id],
            cover.standing(day),
            cover.other_plans(day),
            self._told.get(one.claim.replaces_id) if one.claim.replaces_id else None,
        )

    def standing(self, one: Waiting) -> list[EditFinding]:
        """Findings of earlier runs that are open or accepted."""
        return self._standing[one.claim.id]

    def was_held(self, one: Waiting) -> bool:
        return one.claim.id in self._held

    def remember(self, one: Waiting, claim: ScrubClaim) -> None:
        """The claim goes out: its services are billed."""
        self._billed[_who(one)] |= {line.key for line in claim.lines}


def _who(one: Waiting) -> tuple[UUID, UUID]:
    return one.claim.member_id, one.claim.provider_id
