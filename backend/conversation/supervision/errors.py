"""Refusals in supervision."""

from __future__ import annotations

from backend.errors import Conflict, NotFound, Unprocessable


class NoSuchTranscript(NotFound):
    def __init__(self) -> None:
        super().__init__("no_such_transcript", "There is no such conversation.")


class PointsOutOfRange(Unprocessable):
    def __init__(self) -> None:
        super().__init__(
            "points_out_of_range", "Each section takes from zero to its own number of points, and all are needed."
        )


class SearchOver(Unprocessable):
    def __init__(self) -> None:
        super().__init__("search_over", "This search is not kept any more. Please search again.")


class NotAPeriod(Unprocessable):
    def __init__(self) -> None:
        super().__init__("not_a_period", "The last day has to follow the first, by a year at most.")


class NotLive(Conflict):
    def __init__(self) -> None:
        super().__init__("not_live", "This conversation is over; its transcript can be read.")


class NoSuchScore(NotFound):
    def __init__(self) -> None:
        super().__init__("no_such_score", "There is no such score of a conversation of yours.")


class AlreadyAnswered(Conflict):
    def __init__(self) -> None:
        super().__init__("already_answered", "You have answered this score already.")


class ScoreRevised(Conflict):
    def __init__(self) -> None:
        super().__init__("score_revised", "The reviewer has revised this score since. Please answer the new one.")
