"""Refusals about encounters."""

from __future__ import annotations

from backend.errors import Conflict, NotFound, Unprocessable


class QueryNotFound(NotFound):
    """No such coding query."""

    def __init__(self) -> None:
        super().__init__("query_not_found", "There is no such coding query.")


class QueryClosed(Conflict):
    """Answered before, or coded without an answer."""

    def __init__(self) -> None:
        super().__init__(
            "query_closed", "This coding query is closed: it was answered, or the encounter was coded without it."
        )


class AnswerDoesNotFit(Unprocessable):
    """The answer is none of what was asked for."""

    def __init__(self, choices: list[str]) -> None:
        text = (
            f"The answer has to be one of: {', '.join(choices)}."
            if choices
            else "The answer is not what was asked for."
        )
        super().__init__("answer_does_not_fit", text)
