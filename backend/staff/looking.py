"""Looks at records as audit events: one for each answer, in its transaction, with the names of the fields it told."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, get_args

from fastapi import Depends, params
from pydantic import BaseModel
from starlette.requests import Request

from backend.audit import service as audit
from backend.audit.acts import Act
from backend.database import DatabaseSession
from backend.staff.gate import SignedIn


def looked_at(act: Act, subject: str, purpose: str = "operation") -> params.Depends:
    """For a route's ``dependencies``: who looked at ``subject`` (``claim:{claim_id}``, or the name of a list).

    The event is written when the endpoint has answered and before its transaction ends: no answer without an event, none
    for a refusal, and the trail is held for a moment and not while the answer is made.
    """

    def note(request: Request, session: DatabaseSession, staff: SignedIn) -> Iterator[None]:
        yield
        route = request.scope["route"]
        about = subject.format(**request.path_params)
        fields = fields_of(route.response_model)
        audit.record(session, act, actor=staff.actor, subject=about, fields=fields, purpose=purpose)

    noted: params.Depends = Depends(note, scope="function")
    return noted


def fields_of(model: Any) -> set[str]:
    """The names an answer of that model tells, those of the records in its lists included; none where it is no model."""
    if not (isinstance(model, type) and issubclass(model, BaseModel)):
        return set()
    return {name for field, info in model.model_fields.items() for name in _names(field, info.annotation)}


def _names(field: str, annotation: Any) -> set[str]:
    inner = set().union(*(fields_of(one) for one in (annotation, *get_args(annotation))))
    return inner or {field}
