"""The OpenAPI document shows an example of each answer.

What an answer looks like stands in its feature's ``examples.py``: ``SHOWN`` holds answers as the endpoints give them, built of
the same classes, so that a shape and its example cannot part. Each shape within one is shown by what stands there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from pydantic import BaseModel


def parts(value: object) -> Iterator[BaseModel]:
    """A model and the models within it, however deep, the outermost first."""
    if isinstance(value, BaseModel):
        yield value
        value = dict(value)
    within = value.values() if isinstance(value, Mapping) else value if isinstance(value, list) else ()
    for one in within:
        yield from parts(one)


def show(document: Mapping[str, Any], answers: Iterable[BaseModel]) -> None:
    """Put an example beside each shape that is part of an answer; the first of several stands."""
    schemas = document["components"]["schemas"]
    for answer in answers:
        for one in parts(answer):
            schema = schemas.get(_long(type(one))) or schemas.get(type(one).__name__, {})
            schema.setdefault("examples", [one.model_dump(mode="json", by_alias=True)])


def _long(shape: type[BaseModel]) -> str:
    """Its name in the document where another shape has the same short one."""
    return f"{shape.__module__}.{shape.__qualname__}".replace(".", "__")
