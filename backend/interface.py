"""The OpenAPI document: what holds of every interface, and an example of each answer.

What an answer looks like stands in its feature's ``examples.py``: ``SHOWN`` holds answers as the endpoints give them, built of
the same classes, so that a shape and its example cannot part. Each shape within one is shown by what stands there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from pydantic import BaseModel, ConfigDict

INTRODUCTION = """
Staff sign in at `/sign-in` and send the cookie of their session; what each role may is told with each interface at `/docs`.
The assistant's actions send the service token as a bearer (`/internal`), a chat the token it was given when it was opened.

Amounts are US dollars as decimal strings, dates ISO 8601, moments ISO 8601 in UTC, ids UUIDs, shares from 0 to 1.

What takes an `Idempotency-Key` takes effect once: sent again with the same key, it is answered as the first time; with another
body under that key it is refused.

Examples tell of invented people.
"""


class RefusalShown(BaseModel):
    """Why a request was refused. Some refusals say more beside it, such as who was first, or which fields to look at again."""

    model_config = ConfigDict(
        extra="allow",
        json_schema_extra={"examples": [{"code": "sign_in_needed", "message": "Please sign in."}]},
    )

    code: str
    """For programs; it stays the same."""
    message: str
    """For people: a sentence to show as it stands."""


_IN_JSON = {"application/json": {"schema": {"$ref": "#/components/schemas/RefusalShown"}}}
REFUSALS: dict[int | str, dict[str, Any]] = {
    "4XX": {"description": "Refused, and why.", "content": _IN_JSON},
    "503": {
        "description": "A part we need does not answer; ask again after `Retry-After` seconds.",
        "content": _IN_JSON,
    },
}
"""What any operation may answer instead, whatever kind of media it answers else."""


def parts(value: object) -> Iterator[BaseModel]:
    """A model and the models within it, however deep, the outermost first."""
    if isinstance(value, BaseModel):
        yield value
        value = dict(value)
    within = value.values() if isinstance(value, Mapping) else value if isinstance(value, list) else ()
    for one in within:
        yield from parts(one)


def show(document: Mapping[str, Any], answers: Iterable[BaseModel]) -> None:
    """Add the shape of a refusal, and beside each shape that is part of an answer an example; the first of several stands."""
    schemas = document["components"]["schemas"]
    schemas.setdefault(RefusalShown.__name__, RefusalShown.model_json_schema())
    for answer in answers:
        for one in parts(answer):
            schema = schemas.get(_long(type(one))) or schemas.get(type(one).__name__, {})
            schema.setdefault("examples", [one.model_dump(mode="json", by_alias=True)])


def _long(shape: type[BaseModel]) -> str:
    """Its name in the document where another shape has the same short one."""
    return f"{shape.__module__}.{shape.__qualname__}".replace(".", "__")
