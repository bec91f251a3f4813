"""The agent's side of a score: seeing the scores of one's own conversations, agreeing or contesting."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy.orm import Session

from backend.audit import service as audit
from backend.audit.acts import Act
from backend.conversation.supervision.errors import AlreadyAnswered, NoSuchScore, ScoreRevised
from backend.conversation.supervision.repository import SupervisionRepository
from backend.conversation.supervision.schemas import OwnScore, OwnScores, Replied, ReplyShown
from backend.kit.clock import Clock
from backend.models.review import Review, ReviewReply
from backend.staff.service import CurrentStaff


def own_scores(session: Session, staff: CurrentStaff) -> OwnScores:
    """The scores of conversations this person took part in, newest first. Audited."""
    repository = SupervisionRepository(session)
    found = repository.reviews_of_agent(staff.id)
    replies = repository.replies([one.id for one, _ in found])
    audit.record(session, Act.TRANSCRIPT_VIEWED, actor=staff.actor, subject=staff.actor, fields=["scores"])
    return OwnScores(
        scores=[
            OwnScore(
                id=one.id,
                handoff=reference,
                total=one.total,
                points=one.points,
                auto_fails=one.auto_fails,
                note=one.note,
                reviewer=one.reviewer_name,
                reviewed_at=one.reviewed_at,
                reply=reply_shown(replies[one.id][-1]) if one.id in replies else None,
            )
            for one, reference in found
        ]
    )


def reply(session: Session, staff: CurrentStaff, review_id: UUID, given: Replied, clock: Clock) -> ReplyShown:
    """Agree, or contest with a reason; once. Raises NoSuchScore (also for a colleague's), AlreadyAnswered, ScoreRevised."""
    repository = SupervisionRepository(session)
    review = repository.review_of_agent(review_id, staff.id)
    if review is None:
        raise NoSuchScore
    if repository.replies([review.id]):
        raise AlreadyAnswered
    if not repository.stands(review.id):
        raise ScoreRevised
    made = _reply(review, staff, given, clock)
    repository.add(made)
    audit.record(
        session, Act.SCORE_ANSWERED, actor=staff.actor, subject=f"review:{review.id}", fields=[given.kind], clock=clock
    )
    return reply_shown(made)


def _reply(review: Review, staff: CurrentStaff, given: Replied, clock: Clock) -> ReviewReply:
    return ReviewReply(
        review_id=review.id,
        author_id=staff.id,
        author_name=staff.name,
        kind=given.kind,
        text=given.text,
        replied_at=clock.now(),
    )


def reply_shown(one: ReviewReply) -> ReplyShown:
    """For its readers."""
    return ReplyShown(author=one.author_name, kind=one.kind, text=one.text, replied_at=one.replied_at)
