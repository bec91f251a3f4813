"""Takes one turn into the memory: values, who speaks, what is wanted, corrections, control words. Pure."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from actions.another import HINTED, as_said, holds, keep_nothing, listen, only_refuse, turns_to_another
from actions.another_words import is_own, speaks_of_own
from actions.batch import NEXT, take_batch
from actions.before_a_claim import asks_of_the_practice
from actions.capture import LAST_FIVE, WHOLE, in_pieces, keep_piece, note_vague_date, own_account
from actions.choosing import BACK_TO_IT, at_provider, choose, points_into, within
from actions.follow_up import PAID_WITH, claim_paid
from actions.further import patients_in_a_row, queue_further_dates, queue_further_patients
from actions.heard import SAME_PATIENT, Heard, nearly
from actions.history import recall, told_last
from actions.matters import asks_of_other_offices, speaks_of_an_address
from actions.memory import Memory
from actions.narrowing import month_span, narrowed
from actions.number_asked import about_its_number
from actions.of_two_claims import claims_of_parts, share_out
from actions.office_words import asks_of_the_open_one, office_asks
from actions.reasons import take_reason
from actions.requests import HANDOFFS
from actions.speaker import speaks_of_oneself, spoken_for
from actions.wishes import (
    ALSO_A_CLAIM,
    NEWEST,
    ONE_MORE_THING,
    answer_to_question,
    is_upset,
    leads_to_a_claim,
    take_number,
    take_wishes,
    time_of_the_call,
    with_the_claim,
)  # fmt: skip

STAY_DAYS_MAX = 21
SERVED_DAYS_MAX = 3 * 366
"""A date longer ago than timely filing ever allows is no service somebody calls about."""
IDENTITY = ("npi", "tax_id", "member_id", "date_of_birth", "zip_code", "last_name")
_PUT_RIGHT = re.compile(
    r"\bactually\b|\bno,? (?:sorry|wait|i)\b|\bsorry,? (?:i|no)\b|\bi (?:mean|meant)\b|\bmy mistake\b", re.I
)
_OWN = re.compile(r"\b(?:i|i'?m|my|me|mine|myself)\b", re.I)
PATIENT = ("member_id", "date_of_birth", "zip_code", "first_name", "last_name")


def take_in(memory: Memory, heard: Heard, today: date) -> Memory:
    """The memory after this turn; what is wanted stands in ``requests``, first things first."""
    after, heard = memory.copy(), in_pieces(memory, as_said(memory, about_its_number(memory, heard)))
    heard, further = patients_in_a_row(memory, heard)
    after.silences = 0
    after.for_another = listen(memory, heard)
    if not heard.has("affirm", "deny") or (heard.has("deny") and len(heard.intents) > 1):
        after.offer = None
    if (beside := _beside_the_claim(memory, heard)) is not None:
        after.requests, after.misses = [beside], 0
        return after
    values = _values(after, heard, today)
    another = turns_to_another(after, heard)
    if another:  # another person's facts find nothing here, and words about their claim pick none of one's own
        values, after.requests = {}, []
    narrow = _narrowed_list(after, heard, values, today)
    _take_speaker(after, heard, values)
    if holds(after):
        return _untold(memory, after, heard, values, today)
    cleared = memory.for_another is not None and after.for_another is None
    new_patient = _take_patient(after, heard, values)
    _take_provider(after, values)
    of_two = [] if another else claims_of_parts(after, heard)
    picked = not another and not of_two and (recall(after, heard, values) or _take_claim(after, heard, values))
    take_wishes(after, heard, values)
    share_out(memory, after, of_two, heard)
    _whose_claim(after, heard, another=another)
    if narrow and not another:
        others = [r for r in memory.requests if r["name"] not in ("list_claims", "check_claim_status")]
        after.requests = [{"name": "list_claims", "narrow": narrow}, *others]
    if leads_to_a_claim(after, heard):
        after.requests.append({"name": "check_claim_status"})
    if "date_of_service" not in values:
        queue_further_dates(after, heard)
    take_number(after, heard, values)
    introduced = after.speaker != memory.speaker and not after.told
    take_reason(after, heard, today)
    answer_to_question(after, heard, values)
    told = not {*IDENTITY, "date_of_service", "claim_number", "trace_number"}.isdisjoint(values)
    named = bool(told or picked or new_patient or introduced or cleared)
    after.requests = with_the_claim(after, values, today, named=named)
    queue_further_patients(memory, after, further)
    take_batch(memory, after, heard)
    keep_piece(memory, after, heard)
    if after.requests != memory.requests and is_upset(after, heard):
        after.requests = [{"name": "sorry_upset"}, *after.requests]
        after.offered = [*after.offered, "sorry_upset"]
    if values or after.requests != memory.requests or after.speaker != memory.speaker or picked:
        after.misses = 0
    return after


def _beside_the_claim(memory: Memory, heard: Heard) -> dict[str, Any] | None:
    """What names a day or further claims and means none of the caller's: the time of a promised call, others' claims."""
    if (time := time_of_the_call(memory, heard)) is not None:
        return {"name": "request_callback", "when": time, "words": heard.text}
    if memory.speaker == "provider" and (whole := asks_of_the_practice(heard)) is not None:
        return {"name": whole}
    return {"name": "only_billed_claims"} if asks_of_other_offices(memory, heard) else None


def _untold(before: Memory, after: Memory, heard: Heard, values: dict[str, Any], today: date) -> Memory:
    """A turn of somebody who acts, or may act, for the member: no fact of it is kept but the day asked for."""
    day = values.get("date_of_service") or after.date_of_service
    keep_nothing(after)
    after.date_of_service = day if after.for_another == HINTED else None
    take_wishes(after, heard, {})
    take_number(after, heard, values)
    only_refuse(before, after, heard, values)
    if after.requests != before.requests:
        after.misses = 0
    take_reason(after, heard, today)
    return after


def _whose_claim(after: Memory, heard: Heard, *, another: bool) -> None:
    """Another person's claim brings the rule and nothing else; who asks for their own is not taken for a representative."""
    rule = {"name": "identify_representative"}
    if another:
        after.requests = [*(one for one in after.requests if one["name"] in HANDOFFS), rule]
    elif after.speaker != "provider" and (is_own(heard.text) or speaks_of_own(heard.text)):
        after.requests = [one for one in after.requests if one["name"] != rule["name"]]


def _narrowed_list(memory: Memory, heard: Heard, values: dict[str, Any], today: date) -> dict[str, Any] | None:
    """What narrows the list, once it is clear whose list; its dates and sums then pick no single claim."""
    if not (heard.has("list_claims") or memory.claims or memory.claim):
        return None
    if values.get("member_id") or values.get("claim_number") or heard.has("request_human", "medical_emergency"):
        return None
    if heard.has("complain") and not heard.has("list_claims"):
        return None  # "every single claim gets denied" grumbles
    if memory.expects == "which_claim" and not re.search(r"\b(?:ones|claims|all|every|only)\b", heard.text, re.I):
        return None
    narrow = narrowed(heard, today)
    if (
        narrow is None
        or office_asks(memory, heard) is not None
        or not (heard.has("list_claims") or len(memory.claims) > 1 or memory.proved)
    ):
        return None
    values.pop("date_of_service", None)
    values.pop("amount", None)
    return narrow


def _values(memory: Memory, heard: Heard, today: date) -> dict[str, Any]:
    """The values to believe: one per element, a bare one read as what was asked for."""
    names = ("npi", "tax_id", "member_id", "date_of_birth", "zip_code", "date_of_service", "claim_number", "trace_number",
             "phone_number", "amount", "one_time_code")  # fmt: skip
    values = {name: value for name in names if (value := heard.one(name)) is not None}
    if heard.piece and memory.expects in (heard.piece["name"], heard.piece["name"].replace("_last5", "")):
        for name in ("date_of_service", "date_of_birth"):  # "november four" inside a spelled id is no date
            values.pop(name, None)
    told_apart = False
    if memory.expects == "date_of_birth":
        both = bool(memory.batch and memory.batch.get("begun") and memory.date_of_service is None)
        told_apart = _birth_and_service(heard, values, today, both=both)
    _long_ago(heard, values, today)
    span = values.get("date_of_service")
    if (
        memory.expects == "date_of_birth"
        and span
        and "date_of_birth" not in values
        and span["start"] == span.get("end")
        and not told_apart
        and not _is_of_a_visit(heard.text, span["start"], today)
    ):
        values["date_of_birth"] = values.pop("date_of_service")["start"]
    if "date_of_birth" in values and str(values["date_of_birth"]) > today.isoformat():
        del values["date_of_birth"]
    digits = re.sub(r"\D", "", heard.text)
    if memory.expects == "phone_number" and "phone_number" not in values and 7 <= len(digits) <= 11:
        values = {"phone_number": digits}
    if memory.speaker == "provider" and _is_vague(values.get("date_of_service")) and memory.proved_patient() is None:
        del values["date_of_service"]
        note_vague_date(memory)
    own_account(memory, heard, values)
    if memory.claim is not None and PAID_WITH.search(heard.text):
        values = {name: value for name, value in values.items() if name not in ("claim_number", "trace_number")}
        values |= {"claim_number": paid} if (paid := claim_paid(heard)) else {}
    values |= _name_values(memory, heard)
    _bare_digits(memory, heard, values)
    asks_day = memory.speaker != "provider" and memory.expects != "date_of_birth" and "date_of_service" not in values
    if asks_day and not speaks_of_an_address(heard.text) and (span := month_span(heard.text, today)) is not None:
        values["date_of_service"] = span
    return values


_OF_A_VISIT = re.compile(r"\b(?:claim|visit|service|dos|appointment|surgery|seen)\b", re.I)


def _is_of_a_visit(text: str, day: str, today: date) -> bool:
    """ "So what happened to my claim of 05/04/2026", asked in place of a birth date: a recent day said of a visit."""
    return _OF_A_VISIT.search(text) is not None and (today - date.fromisoformat(day)).days <= SERVED_DAYS_MAX


def _bare_digits(memory: Memory, heard: Heard, values: dict[str, Any]) -> None:
    """In a block of facts, digits without a name of their own: five are a member's ZIP code, nine beside an NPI the tax id."""
    bare = re.findall(r"(?<![\w/.$-])\d{5}(?:\d{4})?(?![\w/.-]*\d)", heard.text)
    if "npi" in values:
        nine = [one for one in bare if len(one) == 9 and one not in values.values()]
        if "tax_id" not in values and len(nine) == 1 and re.search(r"\b(?:tin|tax|ein)\b", heard.text, re.I):
            values["tax_id"] = nine[0]
        return
    if memory.for_another is not None:
        return
    unsaid = memory.speaker is None and memory.npi is None and len(heard.text.split()) <= 12
    own = memory.speaker == "member" or unsaid or spoken_for(heard.text) == "member" or _OWN.search(heard.text)
    five = [one for one in bare if len(one) == 5]
    if own and memory.speaker != "provider" and len(five) == 1 and {"member_id", "date_of_birth"} <= set(values):
        values.setdefault("zip_code", five[0])


def _birth_and_service(heard: Heard, values: dict[str, Any], today: date, *, both: bool) -> bool:
    """ "May 25 1935 and October 11 2026": both asked for in one breath, the older is the birth date.

    Where only one of them was caught and it is recent, it is the service's: the birth date is asked for by itself then.
    """
    days = sorted(str(one) for one in heard.values.get("date_of_birth") or [])
    if both and len(days) == 1 and "date_of_service" not in values:
        days = ["", *days]
    if len(days) != 2 or heard.has("correct_that"):
        return False
    served = date.fromisoformat(days[1])
    if served <= today and (today - served).days <= SERVED_DAYS_MAX:
        values.pop("date_of_birth", None)
        if days[0]:
            values["date_of_birth"] = days[0]
        values["date_of_service"] = {"start": days[1], "end": days[1]}
        return True
    return False


def _long_ago(heard: Heard, values: dict[str, Any], today: date) -> None:
    """Two dates without names: the one no claim can be of is the birth date."""
    spans = heard.values.get("date_of_service") or []
    if len(spans) != 2 or "date_of_birth" in values or heard.has("correct_that"):
        return
    older, newer = sorted(spans, key=lambda one: str(one["start"]))
    if (
        (today - date.fromisoformat(older["start"])).days
        > SERVED_DAYS_MAX
        >= (today - date.fromisoformat(newer["start"])).days
    ):
        values["date_of_birth"], values["date_of_service"] = older["start"], newer


def _is_vague(span: dict[str, str] | None) -> bool:
    """A month or more proves no visit; a stay of some days does."""
    if span is None:
        return False
    days = date.fromisoformat(span.get("end") or span["start"]) - date.fromisoformat(span["start"])
    return days.days > STAY_DAYS_MAX


def _name_values(memory: Memory, heard: Heard) -> dict[str, str]:
    asked = memory.expects in ("last_name", "person_name")
    said = heard.one("person_name")
    if memory.is_proved_as("member"):
        asked, named = False, said is not None and _is_own_name(str(said), heard.text)
    else:
        named = re.search(r"\bname\b", heard.text, re.I) is not None
    plausible = asked or named or bool(heard.values.get("member_id") or heard.values.get("date_of_birth"))
    if said is None and asked and heard.has("inform", "nlu_fallback", "out_of_scope", "identify_member", "greet"):
        bare = re.sub(
            r"[^A-Za-z' -]",
            " ",
            re.sub(r"\b(?:the|my|his|her|last|first|full|name|is|it'?s|patient'?s?)\b", " ", heard.text, flags=re.I),
        )
        said = " ".join(bare.split()) or None
    if said is None or not plausible:
        return {}
    if isinstance(said, dict):
        first, last = str(said.get("first") or ""), str(said.get("last") or "")
    elif "," in str(said):
        last, first = (part.strip() for part in str(said).split(",", 1))
    else:
        first, _, last = str(said).strip().rpartition(" ")
    return {name: value for name, value in (("first_name", first), ("last_name", last)) if value}


def _is_own_name(said: str, text: str) -> bool:
    """Whether the name is the speaker's own: "this is Charles Krishnan", not "the doctor's name was Smith"."""
    first = re.escape(re.split(r"[\s,]+", said.strip())[0])
    return re.search(rf"\b(?:my (?:\w+ )?name(?: is|'?s)|this is|i am|i'?m)\s+{first}\b", text, re.I) is not None


def _take_speaker(memory: Memory, heard: Heard, values: dict[str, Any]) -> None:
    said = spoken_for(heard.text)
    if heard.has("identify_provider") and not memory.is_proved_as("member"):
        said = "provider"  # a proved member becomes an office by words for it alone: "this is Nadia Miller" is none
    elif said is None and heard.has("identify_member") and not memory.is_proved_as("provider"):
        said = "member"  # "the patient has to ring you" makes no proved office a member
    proofs = {"member_id", "zip_code"} <= set(values) and memory.for_another is None
    if said is None and memory.speaker is None and (proofs or speaks_of_oneself(heard.text)):
        said = "member"  # no office proves itself with a ZIP code
    if "npi" in values and memory.speaker != "provider":
        said = "provider"
    if said and said != memory.speaker and (memory.speaker is None or _is_firm(heard, values)):
        if memory.speaker is not None:
            memory.forget_patient()
            memory.proved = None
        memory.speaker = said


def _is_firm(heard: Heard, values: dict[str, Any]) -> bool:
    """A role said once is changed only by a word for it, not by a turn of phrase in passing."""
    return (
        "npi" in values
        or heard.has("identify_provider", "identify_member", "correct_that")
        or _PUT_RIGHT.search(heard.text) is not None
    )


def _take_patient(memory: Memory, heard: Heard, values: dict[str, Any]) -> bool:
    """Fills who the patient is. Another member id after an answer means the next patient; before one, a correction."""
    _bare_member_id(memory, heard, values)
    member_id = values.get("member_id")
    changed = bool(member_id) and memory.member_id not in (None, member_id)
    settled = memory.claim is not None or bool(memory.claims) or memory.proved_patient() is not None
    another = settled and heard.has("another_patient") and not SAME_PATIENT.search(heard.text)
    born = values.get("date_of_birth")
    other_birth = memory.speaker == "provider" and born is not None and memory.date_of_birth not in (None, born)
    changed = changed or (other_birth and settled and member_id is None)
    if another or (changed and settled and not heard.has("correct_that")):
        if memory.speaker == "provider" or memory.speaker is None:
            memory.forget_patient()
        memory.requests = [r for r in memory.requests if r["name"] not in ("check_claim_status",)]
    elif changed:
        memory.claim, memory.claims = None, []
    of_the_office = {"npi", "tax_id"}
    tried_again = (
        of_the_office
        if "npi" in (memory.tried or {})
        else {*PATIENT, *of_the_office, "date_of_service", "claim_number"}
    )
    if memory.tried and set(values) & tried_again:
        _merge_tried(memory, values)
    for name in PATIENT:
        if name in values and values[name] != getattr(memory, name):
            if getattr(memory, name) is not None or memory.is_proved_as("member"):
                memory.claim, memory.claims = None, []
            setattr(memory, name, values[name])
            _note_filled(memory, name)
    if memory.member_id is not None and memory.member_id == memory.claim_number:
        memory.claim_number = None  # taken for a claim's before it was asked for: nothing is proved with it
    return another


_SAME_FOR = re.compile(r"\bsame (?:for|with|on|question|thing|again)\b|\bsame (?:patient|pt)\b", re.I)


def _bare_member_id(memory: Memory, heard: Heard, values: dict[str, Any]) -> None:
    """ "Last one 989251381819, 06/08/2003": beside a birth date a bare row of characters is the member id."""
    named = re.search(r"\b(?:member|id|mbi|card|subscriber)\b", heard.text, re.I)
    if set(values) == {"member_id"} and memory.proved_patient() and _SAME_FOR.search(heard.text) and not named:
        values["claim_number"] = values.pop("member_id")  # "same for E172…": the patient's other claim
        return
    if memory.expects == "member_id" and not {"member_id", "npi", "claim_number"} & set(values):
        rows = re.findall(r"(?<![\w/.-])(?=[A-Za-z\d]*\d{4})[A-Za-z\d]{8,14}(?![\w/-])", heard.text)
        if len(rows) == 1 and not rows[0].isdigit():
            values.pop("phone_number", None)
            values["member_id"] = rows[0].upper()
            return
    if "date_of_birth" not in values or "member_id" in values or values["date_of_birth"] == memory.date_of_birth:
        return
    said = str(values.get("claim_number") or "-")
    if re.search(
        rf"\bclaims? (?:for|of)\W+(?:(?:patient|pt|member|id)\W+){{0,3}}{re.escape(said)}\b", heard.text, re.I
    ):
        values["member_id"] = values.pop("claim_number")  # a claim for somebody names the patient
        return
    if re.search(r"\b(?:claim|icn|dcn|account|acct|ref)\b", heard.text, re.I):
        return
    for name in ("claim_number", "trace_number", "phone_number", "auth_number"):
        if name in values:
            values["member_id"] = values.pop(name)
            return
    bare = [
        w
        for w in re.findall(r"(?<![\w/.-])[A-Za-z]{0,3}\d[A-Za-z\d]{7,13}(?![\w/-])", heard.text)
        if w.upper() not in (memory.npi, values.get("npi"), *_keyed(str(values["date_of_birth"])))
    ]
    if len(bare) == 1:
        values["member_id"] = bare[0].upper()


def _keyed(iso: str) -> tuple[str, str]:
    """A date as keys have it: 10141992, or the year first."""
    year, month, day = iso[:4], iso[5:7], iso[8:10]
    return f"{month}{day}{year}", f"{year}{month}{day}"


def _merge_tried(memory: Memory, values: dict[str, Any]) -> None:
    """After a refusal the elements start anew, but "sorry, born the fifth" corrects one and keeps the rest."""
    tried = memory.tried or {}
    asked = memory.expects
    if asked in values and len(values) == 1:
        if values[asked] == tried.get(asked):
            return  # the same again: another element was wrong
        if asked == "member_id" and not nearly(str(values[asked]), str(tried.get(asked) or "")):
            memory.tried = None
            return  # another patient
    memory.tried = None
    for name, value in tried.items():
        if name not in values and getattr(memory, name, None) is None:
            setattr(memory, name, value)


def _take_provider(memory: Memory, values: dict[str, Any]) -> None:
    npi = values.get("npi")
    if npi and npi != memory.npi:
        if memory.npi is not None and "tax_id" not in values:
            memory.tax_id = None
        memory.npi = str(npi)
        _note_filled(memory, "npi")
    digits = re.sub(r"\D", "", str(values.get("tax_id", "")))
    if len(digits) >= LAST_FIVE:
        memory.tax_id = digits if len(digits) == WHOLE["tax_id"] else digits[-LAST_FIVE:]
        _note_filled(memory, "tax_id")


def _take_claim(memory: Memory, heard: Heard, values: dict[str, Any]) -> bool:
    """Which claim is meant now. True where one of the claims already found was picked."""
    if asks_of_the_open_one(memory, heard) and not values:
        return False
    back = memory.expects == "which_claim" and not values and BACK_TO_IT.search(heard.text)
    if back and (before := told_last(memory)) is not None:
        memory.claim, memory.claims, memory.requests = before, [before], []
        return False
    listed = memory.expects in ("which_claim", "date_of_service") or heard.has("list_claims")
    further = heard.has("another_claim") and not ONE_MORE_THING.fullmatch(heard.text)
    further = further or (memory.claim is not None and ALSO_A_CLAIM.search(heard.text) is not None)
    further = further or (heard.has("another_patient") and SAME_PATIENT.search(heard.text) is not None)
    further = further and not points_into(memory.claims, heard, listed=listed)
    if further and not set(values) & {"date_of_service", "claim_number"}:
        if NEWEST.search(heard.text) and memory.speaker == "member":
            memory.forget_claim()
            memory.requests = [{"name": "check_claim_status", "newest": True}]
            return True
        return _next_claim(memory, heard.text)
    chosen = choose(memory.claims, heard, listed) if memory.claims else None
    if chosen is not None and not set(values) & {"member_id", "date_of_birth"}:
        memory.claim = chosen
        memory.date_of_service = values.get("date_of_service") or memory.date_of_service
        return True
    if memory.expects == "which_claim" and not values and (there := at_provider(memory.claims, heard.text)):
        memory.claims = there  # "it was at the eye doctor": a shorter list to choose from
        return False
    for name in ("date_of_service", "claim_number", "trace_number"):
        if name in values:
            if memory.claim is not None and name == "date_of_service" and within(memory.claim, values[name]):
                continue
            memory.claim, memory.claims = None, []
            if name == "date_of_service" and "claim_number" not in values:
                memory.claim_number = None
            elif name == "claim_number" and "date_of_service" not in values:
                memory.date_of_service = None
            setattr(memory, name, values[name])
            memory.ask_date = False
            _note_filled(memory, name)
    return False


def _next_claim(memory: Memory, text: str) -> bool:
    """The claim after the present one in the list found last; none left: it is asked for."""
    ids = [c["id"] for c in memory.claims]
    place = ids.index(memory.claim["id"]) if memory.claim and memory.claim["id"] in ids else -1
    if len(ids) == 2 and place == 1 and re.search(r"\bother\b", text, re.I):
        place = -1
        memory.claim, memory.requests = memory.claims[0], [{"name": "check_claim_status"}]
        return True
    if -1 < place < len(ids) - 1:
        memory.claim = memory.claims[place + 1]
    else:
        memory.forget_claim()
        memory.ask_date = True
    memory.requests = [{"name": "check_claim_status"} | ({"whose": "open"} if NEXT.fullmatch(text) else {})]
    return True


def _note_filled(memory: Memory, name: str) -> None:
    memory.filled = [n for n in memory.filled if n != name] + [name]
    memory.dont_have = [n for n in memory.dont_have if n != name]
