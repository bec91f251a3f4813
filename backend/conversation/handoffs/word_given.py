"""What was promised in a conversation: work for a person, appeals, papers, calls back; each with its day and how it stands."""

from __future__ import annotations

import contextlib
from collections.abc import Collection, Iterator, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from backend.conversation.handoffs.repository import HandoffRepository
from backend.conversation.letters import service as letters
from backend.conversation.requests import service as requests
from backend.models.appeal import IN_PROGRESS
from backend.models.conversation import Conversation, Turn
from backend.pipeline.appeals import service as appeals

LETTERS = {
    "status_letter": "A status letter",
    "remittance_copy": "A copy of the remittance",
    "eob_copy": "A copy of the EOB",
    "batch_results": "The results of all claims",
}


def promised_in(session: Session, row: Conversation, claim_ids: Collection[UUID]) -> list[dict[str, Any]]:
    """Each promise as ``{"what", "reference", "day", "done"}``, in the order of their days; no word of what was said.

    ``claim_ids``: the claims that were spoken of, whose appeals may have been opened here.
    """
    found = [
        _promise(one.sentence, str(one.facts.get("reference") or ""), one.due, done=one.closed_at is not None)
        for one in requests.asked_in(session, row)
    ]
    found += [
        _promise("An appeal was opened.", one.number, one.next_date, done=one.state not in IN_PROGRESS)
        for one in appeals.opened_by(session, row.name, claim_ids)
    ]
    found += [
        _promise(
            f"{LETTERS[one.kind]} by {one.delivery}.",
            one.reference,
            one.asked_at.date(),
            done=one.state in ("ready", "sent"),
        )
        for one in letters.asked_in(session, row)
        if one.kind in LETTERS
    ]
    found += [
        _promise(f"{one.promised_by} promised to call back.", "", one.due.date(), done=one.done_at is not None)
        for one in HandoffRepository(session).callbacks_of(row.id)
    ]
    return sorted(found, key=lambda one: (one["day"], one["reference"]))


def claims_spoken_of(turns: Sequence[Turn]) -> Iterator[UUID]:
    """The claims whose facts were stated (their evidence says ``claim <id>``), in the order of the turns."""
    for turn in turns:
        for one in turn.evidence:
            kind, _, identity = str(one.get("record", "")).partition(" ")
            if kind == "claim":
                with contextlib.suppress(ValueError):
                    yield UUID(identity)


def _promise(what: str, reference: str, day: Any, *, done: bool) -> dict[str, Any]:
    return {"what": what, "reference": reference, "day": day.isoformat(), "done": done}
