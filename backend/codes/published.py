"""Whether a code stands on its published list, and stood there on a day: the question a check of a file asks."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from functools import cache

from backend.codes import knowledge
from backend.codes.knowledge import Code

_LISTS: dict[str, Callable[[], Iterable[Code]]] = {
    "carc": knowledge.all_carc,
    "rarc": knowledge.all_rarc,
    "claim_status": knowledge.all_claim_status,
    "status_category": knowledge.all_status_category,
    "place_of_service": knowledge.all_place_of_service,
}


@cache
def _list(name: str) -> dict[str, Code]:
    return {code.code: code for code in _LISTS[name]()}


class PublishedCodes:
    """The lists of this project. A list that is not there has no opinion (None)."""

    def is_known(self, code_list: str, code: str, on_date: date | None) -> bool | None:
        """True when the code is on the list and, given a day, was in force on it. The code as published, nothing forgiven."""
        if code_list not in _LISTS or not (codes := _list(code_list)):
            return None
        found = codes.get(code)
        if found is None:
            return False
        return on_date is None or found.in_force(on_date)
