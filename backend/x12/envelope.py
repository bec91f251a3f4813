"""The outer three layers: interchange (ISA/IEA), functional group (GS/GE), transaction set (ST/SE)."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from backend.x12.parts import PAD, Elements
from backend.x12.values import day

IMPLEMENTATIONS = {
    "005010X221": "835",
    "005010X222": "837P",
    "005010X223": "837I",
    "005010X279": "270",
    "005010X212": "276",
    "005010X214": "277CA",
    "005010X231": "999",
    "004010X091": "835",
    "004010X098": "837P",
    "004010X096": "837I",
    "004010X092": "270",
    "004010X093": "276",
}
_ANSWERS = {("270", "271"): "271", ("276", "277"): "277"}
_OTHERS = frozenset(("005010X224", "004010X097", "005010X213", "005010X228", "005010X364"))
"""Guides of sets whose numbers we know but which we do not speak: dental claims, requests for information, pended claims."""

_PLAIN = {"835": "835", "270": "270", "271": "271", "276": "276", "999": "999"}


class InterchangeHeader(NamedTuple):
    """ISA. ``usage`` is P (production) or T (test); ``version`` 00501 for 5010."""

    sender_qualifier: str
    sender_id: str
    receiver_qualifier: str
    receiver_id: str
    date: date | None
    time: str
    version: str
    control_number: str
    acknowledgement_requested: bool = False
    usage: str = "P"


class GroupHeader(NamedTuple):
    """GS. ``code`` is the functional identifier (HC claims, HP remittances, HN status, FA acknowledgement)."""

    code: str
    sender: str
    receiver: str
    date: date | None
    time: str
    control_number: str
    version: str


def read_interchange(e: Elements) -> InterchangeHeader:
    """ISA01-ISA16."""
    e = e + PAD
    return InterchangeHeader(
        e[5], e[6].strip(), e[7], e[8].strip(), day(e[9]), e[10], e[12], e[13], e[14] == "1", e[15]
    )


def read_group(e: Elements) -> GroupHeader:
    """GS01-GS08."""
    e = e + PAD
    return GroupHeader(e[1], e[2], e[3], day(e[4]), e[5], e[6], e[8])


def kind_of(set_id: str, implementation: str, ahead: list[str]) -> str:
    """Our name of the set: ST01 with the implementation guide of ST03 or GS08, else by what stands in it.

    ``ahead`` are the next segments of the file. Returns ``unknown`` for a set this library does not speak.
    """
    guide = implementation[:10]
    by_guide = IMPLEMENTATIONS.get(guide, "")
    answer = _ANSWERS.get((by_guide, set_id))
    if answer:
        return answer
    if by_guide[:3] == set_id or (by_guide == "277CA" and set_id == "277"):
        return by_guide
    if guide in _OTHERS:
        return "unknown"
    if set_id == "837":
        first = next((segment[:3] for segment in ahead if segment[:3] in ("SV1", "SV2", "SV3")), "SV1")
        return {"SV1": "837P", "SV2": "837I", "SV3": "unknown"}[first]
    if set_id == "277":
        bht = next((segment for segment in ahead if segment[:3] == "BHT"), "")
        return "277CA" if bht[4:8] == "0085" else "277"
    return _PLAIN.get(set_id, "unknown")
