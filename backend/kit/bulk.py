"""Many rows at once, in the session's own transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import chain, islice
from typing import Any
from uuid import UUID

import psycopg
from pydantic_core import to_json
from sqlalchemy import ColumnElement, Table, Uuid, any_, bindparam
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import InstrumentedAttribute, Session

_ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r", "\0": "\N{REPLACEMENT CHARACTER}"})
_ROWS_A_WRITE = 200
"""The database takes these in while the next are written."""


def array_text(values: Iterable[str]) -> str:
    """A text array as COPY takes it."""
    quoted = ['"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"' for value in values]
    return "{" + ",".join(quoted) + "}"


def plain_array(values: Iterable[object]) -> str:
    """Ids, codes, days and amounts as the text of an array: the driver takes three times as long for a list of them."""
    return "{" + ",".join(["NULL" if value is None else str(value) for value in values]) + "}"


def one_of(column: InstrumentedAttribute[UUID], ids: Iterable[UUID]) -> ColumnElement[bool]:
    """One of many ids, told as one parameter: an IN list of a thousand takes longer to write than to answer.

    A list and no text of one: of what is cast the planner knows no length, and reads the whole table instead of the index.
    """
    return column == any_(bindparam(None, list(ids), ARRAY(Uuid)))


def json_text(value: Any) -> str:
    """JSON as COPY takes it, by a writer several times as fast as the standard library's."""
    return to_json(value).decode()


def copy_rows(session: Session, table: Table, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """COPY rows into a table, values in the order of ``columns``. Triggers and checks run.

    Takes text, numbers, Decimal, dates, UUID, bool, None and lists of text; JSON columns take text. Fails as any other
    statement of the session does: with SQLAlchemy's DBAPIError.
    """
    left = iter(rows)
    first = next(left, None)
    if first is None:
        return
    names = ", ".join(f'"{name}"' for name in columns)
    statement = f'COPY "{table.name}" ({names}) FROM STDIN'
    driver: Any = session.connection().connection.driver_connection
    try:
        with driver.cursor() as cursor, cursor.copy(statement) as copy:
            _write(copy, chain((first,), left))
    except psycopg.Error as error:
        raise DBAPIError.instance(statement, None, error, psycopg.Error, hide_parameters=True) from None


def _write(copy: psycopg.Copy, rows: Iterable[Sequence[Any]]) -> None:
    left = iter(rows)
    while some := list(islice(left, _ROWS_A_WRITE)):
        # a column at a time: the driver's own write_row looks at the type of every value anew, six times as slow
        columns = [_column(values) for values in zip(*some, strict=True)]
        copy.write("\n".join(map("\t".join, zip(*columns, strict=True))) + "\n")


def _column(values: Sequence[Any]) -> Iterable[str]:
    """The values of one column as COPY's text format writes them."""
    kinds = set(map(type, values))
    if kinds == {str}:
        together = "".join(values)
        if together.isprintable() and "\\" not in together:
            return values
    if len(kinds) == 1:
        return map(_TEXT.get(kinds.pop(), str), values)
    return [_TEXT.get(type(value), str)(value) for value in values]


def _string(value: str) -> str:
    return value if value.isprintable() and "\\" not in value else value.translate(_ESCAPES)


def _array(values: Iterable[str]) -> str:
    return array_text(values).translate(_ESCAPES)


_TEXT: dict[type, Callable[[Any], str]] = {
    type(None): lambda _: "\\N",
    str: _string,
    UUID: lambda value: f"{value.int:032x}",
    bool: lambda value: "t" if value else "f",
    list: _array,
    tuple: _array,
}
"""How a type is written in COPY's text format; all others as ``str`` writes them."""
