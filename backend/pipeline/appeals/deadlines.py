"""The last day to act, for this stage and those after it; the calculator and its rules live with the codes."""

from backend.codes.deadlines import Deadline, DeadlineEvent, NoDeadline, appeal_deadline, deadline

__all__ = ["Deadline", "DeadlineEvent", "NoDeadline", "appeal_deadline", "deadline"]
