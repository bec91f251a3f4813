"""News for those who chose to hear of it: decisions, denials, appeals decided, last days that come near.

One letter for all that is new to somebody, and by their channel no more than that it is there. An office hears once a day of
what concerns all its claims; a claim somebody asked about is told as soon as there is news of it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from backend.conversation.callers.disclosure import service as disclosure
from backend.conversation.letters import service as letters
from backend.conversation.outreach import rules
from backend.conversation.outreach.repository import News, OutreachRepository
from backend.kit.clock import Clock
from backend.models.outreach import ContactPreference
from backend.pipeline.claims import service as claims

CLAIMS_MAX = 100
"""On one letter; what is left comes with the next."""


def plan_news(session: Session, clock: Clock) -> int:
    """A letter to each to whom something is new; how many. Told once, it is news no more."""
    repository = OutreachRepository(session)
    since = clock.now() - timedelta(days=rules.NEWS_DAYS_MAX)
    last_day = clock.today() + timedelta(days=rules.LAST_DAYS)
    found: dict[UUID, list[News]] = defaultdict(list)
    for one in repository.news(since, clock.today(), last_day):
        found[one.preference_id].append(one)
    made = 0
    for preference_id, news in found.items():
        preference = repository.preference(preference_id)
        assert preference is not None, "preferences are withdrawn, never deleted"
        if _is_office(preference) and repository.told_since(preference_id, clock.now() - timedelta(hours=20)):
            continue
        made += _write(session, preference, news, clock)
    return made


def _is_office(preference: ContactPreference) -> bool:
    return preference.npi is not None and preference.claim_id is None


def _write(session: Session, preference: ContactPreference, news: Sequence[News], clock: Clock) -> bool:
    about = dict.fromkeys(one.claim_id for one in news)
    told = [one for one in about if not disclosure.only_by_person(claims.snapshot(session, one, clock.today()), clock)]
    told = told[:CLAIMS_MAX]
    keys = [one.key for one in news if one.claim_id in told]
    if not keys:
        return False
    kind = "status_letter" if len(told) == 1 else "news"
    wanted = letters.NewLetter(kind, f"news:{preference.id}:{keys[0]}", told, preference.npi, preference.id)
    letter = letters.ask(session, None, wanted, clock)
    OutreachRepository(session).note_told(preference.id, keys, letter.id, clock.now())
    return True
