"""Refusals about consults."""

from __future__ import annotations

from backend.errors import Conflict, NotFound


class NoConsult(NotFound):
    """Also for one between two others."""

    def __init__(self) -> None:
        super().__init__("no_consult", "There is no such question to a colleague.")


class ConsultOver(Conflict):
    def __init__(self) -> None:
        super().__init__("consult_over", "This question is settled. Ask a new one.")


class NobodyToAsk(Conflict):
    def __init__(self) -> None:
        super().__init__("nobody_to_ask", "That colleague cannot be asked. Choose another.")
