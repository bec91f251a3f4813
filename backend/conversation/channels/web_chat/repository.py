"""Every query on chat tokens."""

from __future__ import annotations

from sqlalchemy import select

from backend.kit.repository import Repository
from backend.models.conversation import ChatSession


class ChatSessionRepository(Repository):
    """Tokens by their hash."""

    def by_token_hash(self, token_hash: str) -> ChatSession | None:
        return self.session.scalars(select(ChatSession).where(ChatSession.token_hash == token_hash)).one_or_none()

    def add(self, row: ChatSession) -> None:
        self.session.add(row)
        self.session.flush()
