"""The base of every repository: one database session, no commit."""

from __future__ import annotations

from sqlalchemy.orm import Session


class Repository:
    """Holds the session of the request or job it works in. Subclasses hold every query of their feature."""

    def __init__(self, session: Session) -> None:
        self.session = session
