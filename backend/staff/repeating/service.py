"""What a member of staff does takes effect once, however often the request for it comes.

A page gives each thing a person does a key and sends it as ``Idempotency-Key``, the same when it asks again after a lost
answer. The key is written in the transaction of the effect, with the answer; a repeat gets that answer and changes nothing.
Words that are kept as turns and payments carry the key in their own row instead: they come by other ways as well.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, TypeVar
from uuid import UUID

from fastapi import Depends, Header, Request
from pydantic import BaseModel
from sqlalchemy.orm import Session

from backend.kit.clock import SystemClock
from backend.kit.seals import opened, sealed
from backend.staff.counting.service import keyed_hash
from backend.staff.errors import KeyReused
from backend.staff.gate import SignedIn
from backend.staff.repeating.repository import RepeatRepository

Answer = TypeVar("Answer", bound=BaseModel)
SenderKey = Annotated[str, Header(alias="Idempotency-Key", min_length=8, max_length=128)]
_PURPOSE = "answered_request"


@dataclass(frozen=True, slots=True)
class Sent:
    """A request of staff that carries a key."""

    staff_id: UUID
    key: str
    said: str
    """Keyed hash of its address and body."""

    def once(self, session: Session, shape: type[Answer], do: Callable[[], Answer]) -> Answer:
        """The answer of ``do``, done the first time only. Raises KeyReused where the key came with another request."""
        repository = RepeatRepository(session)
        if repository.begin(self.staff_id, self.key, self.said, SystemClock().now()):
            answer = do()
            repository.keep(self.staff_id, self.key, sealed(answer.model_dump_json(by_alias=True), _PURPOSE))
            return answer
        before = repository.answered(self.staff_id, self.key)
        if before.said != self.said:
            raise KeyReused
        return shape.model_validate_json(opened(before.answer, _PURPOSE))


async def _sent(request: Request, staff: SignedIn, key: SenderKey) -> Sent:
    body = await request.body()
    return Sent(staff.id, key, keyed_hash(f"{request.url.path}\n{body.decode('utf-8', 'replace')}"))


SentOnce = Annotated[Sent, Depends(_sent)]
"""The request with its key, as an endpoint's parameter."""
