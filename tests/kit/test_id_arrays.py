"""Lists of ids arrive as they were, in order, whatever stands among them."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest
from psycopg import pq
from psycopg.adapt import PyFormat, Transformer
from sqlalchemy import text
from sqlalchemy.orm import Session

from backend.kit.id_arrays import ListsDumper

IDS = [uuid4() for _ in range(1000)]


def came_back(session: Session, value: list[Any], type: str) -> Any:
    return session.scalar(text(f"SELECT CAST(:value AS {type}[])"), {"value": value})


@pytest.mark.parametrize(
    "ids",
    [IDS, IDS[:1], [], [None], [IDS[0], None, IDS[1]], [UUID(int=0), UUID(int=(1 << 128) - 1)], [IDS[:2], IDS[2:4]]],
)
def test_ids_come_back_as_they_went(session: Session, ids: list[Any]) -> None:
    assert came_back(session, ids, "uuid") == ids


def test_they_are_found(session: Session) -> None:
    statement = text("SELECT count(*) FROM unnest(CAST(:all AS uuid[])) AS one WHERE one = ANY(:some)")
    assert session.scalar(statement, {"all": IDS, "some": IDS[::2]}) == 500


@pytest.mark.parametrize(
    ("values", "type"),
    [(["a", None, 'q"{},\\'], "text"), ([1, 70_000], "int"), ([["a"], ["b"]], "text"), ([True], "bool")],
)
def test_other_lists_go_as_ever(session: Session, values: list[Any], type: str) -> None:
    assert came_back(session, values, type) == values


def test_a_connection_of_ours_writes_ids_as_bytes(session: Session) -> None:
    driver: Any = session.connection().connection.driver_connection
    assert isinstance(driver, psycopg.Connection)
    written = Transformer(driver)
    dumper = written.get_dumper(IDS, PyFormat.AUTO)
    assert (dumper.format, dumper.oid) == (pq.Format.BINARY, 2951)
    assert len(dumper.dump(IDS) or b"") == 20 + 1000 * 20
    assert isinstance(written.get_dumper(["text"], PyFormat.AUTO), ListsDumper)
