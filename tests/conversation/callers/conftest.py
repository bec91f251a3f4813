"""A world of claims, and the actions' side of chats in it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import text

from backend.conversation.callers.verification import service as verification
from backend.database import session_scope
from backend.integrations.notices.local import FolderNotices
from backend.integrations.rasa.local import LocalEngine
from backend.kit.clock import SystemClock
from tests.conversation.conftest import Actions, Chat
from tests.conversation.world import CLINIC_NPI, CLINIC_TAX_LAST5, OTHER_NPI, OTHER_TAX_LAST5, World, make_world

MOTHER = {"member_id": "XQP9041177", "date_of_birth": "1980-05-17"}
WRONG_PAIRS = [
    (CLINIC_NPI, "00000"),
    (CLINIC_NPI, OTHER_TAX_LAST5),
    (OTHER_NPI, CLINIC_TAX_LAST5),
    ("1999999992", CLINIC_TAX_LAST5),
]
ON_THE_THIRD = {"start": "2026-03-03", "end": "2026-03-03"}
PATHS = [
    "sessions",
    "verifications",
    "claims/search",
    "codes",
    "appeals",
    "handoffs",
    "callbacks",
    "documents",
    "reports",
]


@pytest.fixture
def world(client: TestClient) -> World:
    with session_scope() as session:
        return make_world(session)


@pytest.fixture
def caller(world: World, chat: Chat, actions: Actions) -> Actions:
    """The actions' side of a chat that has just opened, in a world of claims."""
    return actions


@pytest.fixture
def other_caller(another_chat: Callable[[], Chat], assistant: LocalEngine, client: TestClient) -> Callable[[], Actions]:
    """The actions' side of a new chat, fixed to it."""

    def make() -> Actions:
        another_chat()
        return Actions(client, assistant, assistant.asked[-1].conversation)

    return make


@pytest.fixture
def outbox(tmp_path: Path) -> Path:
    """The folder notices go to in place of a telephone."""
    return tmp_path


def codes_waiting() -> list[UUID]:
    """The codes a job is to send."""
    statement = text(
        "SELECT args->>'code_id' FROM procrastinate_jobs WHERE task_name = 'verification:send_code' ORDER BY id"
    )
    with session_scope() as session:
        return [UUID(one) for one in session.scalars(statement)]


def send_codes(outbox: Path) -> None:
    """What the worker does meanwhile."""
    for one in codes_waiting():
        verification.send_code(one, FolderNotices(outbox), SystemClock())


def as_provider(caller: Actions, npi: str = CLINIC_NPI, last5: str = CLINIC_TAX_LAST5) -> dict[str, Any]:
    return caller.told("verifications", role="provider", npi=npi, tax_id_last5=last5)


def as_member(caller: Actions, **changes: str) -> dict[str, Any]:
    return caller.told("verifications", role="member", **(MOTHER | {"zip": "80203"} | changes))


def search(caller: Actions, **wanted: Any) -> dict[str, Any]:
    return caller.told("claims/search", **wanted)
