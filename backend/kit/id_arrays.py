"""Lists of ids to PostgreSQL as the bytes they are."""

from __future__ import annotations

import struct
from typing import Any
from uuid import UUID

from psycopg import postgres
from psycopg.adapt import Buffer, PyFormat
from psycopg.types.array import BaseListDumper, ListBinaryDumper, ListDumper

_UUID = postgres.types["uuid"]
_HEAD = struct.Struct("!iiIii")
"""One dimension, no nulls, of which type, how many, counted from 1."""
_LENGTH = struct.pack("!i", 16)


class ListsDumper(ListDumper):
    """As the driver writes lists, but ids: their text is written, searched for quotes and read digit by digit, twenty times
    as long as their bytes take."""

    def upgrade(self, obj: list[Any], format: PyFormat) -> BaseListDumper:
        found = super().upgrade(obj, format)
        return _IdsDumper(self.cls, self._tx).upgrade(obj, PyFormat.BINARY) if found.oid == _UUID.array_oid else found


class _IdsDumper(ListBinaryDumper):
    def dump(self, obj: list[UUID]) -> Buffer | None:
        try:
            ids = [one.int.to_bytes(16) for one in obj]
        except AttributeError:  # none among them, or lists of them
            return super().dump(obj)
        return _HEAD.pack(1, 0, _UUID.oid, len(ids), 1) + _LENGTH + _LENGTH.join(ids)
