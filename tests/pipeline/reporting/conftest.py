"""A small generated world, imported like any customer's files."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from backend.kit.clock import FixedClock
from backend.pipeline.intake.service import import_paths
from backend.pipeline.reporting import service
from backend.pipeline.reporting.lists import Client
from backend.world.generate import generate

AS_OF = date(2026, 3, 16)
NOW = datetime(2026, 3, 16, 15, tzinfo=UTC)


@pytest.fixture
def world(session: Session, tmp_path: Path) -> Session:
    """Two hundred and fifty claims of several practices, all their files read."""
    generate(21, 250, tmp_path, AS_OF)
    list(import_paths([tmp_path], lambda: contextlib.nullcontext(session), FixedClock(NOW)))
    return session


@pytest.fixture
def practice(world: Session) -> Client:
    """The practice with the first name of all."""
    return service.clients(world)[0]


@pytest.fixture
def now() -> datetime:
    return NOW


@pytest.fixture
def money() -> Callable[[str], str]:
    """``$1,240.00`` as a decimal string."""
    return lambda shown: shown.replace("$", "").replace(",", "")
