"""Whole conversations on the running system: a caller who knows a few claims, and what must be heard.

A conversation file holds templates; ``matrix`` spreads one template over moments and phrasings. Questions are recognised by
our own texts in ``assistant/domain``, so a new wording needs no change here. All conversations are played by a few callers
at once before the first test looks at its own.
"""

from __future__ import annotations

import itertools
import json
import os
import random
import re
import threading
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import pytest
import yaml

HERE = Path(__file__).parent
DOMAIN = HERE.parents[1] / "assistant" / "domain"
CALLERS = 3
TURNS_MAX = 16
MONTHS = "January February March April May June July August September October November December".split()
ONES = "zero one two three four five six seven eight nine".split()
TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
TENS = {2: "twenty", 3: "thirty", 4: "forty", 5: "fifty", 6: "sixty", 7: "seventy", 8: "eighty", 9: "ninety"}
STATUS = {
    "received": "not decided yet", "accepted": "in process", "rejected": "was rejected", "pended": "is pending",
    "paid": "was paid on", "partly_paid": "was partly paid on", "denied": "was denied on",
    "patient_share": "patient's share", "no_payment": "with no payment", "reversed": "was reversed",
}  # fmt: skip
SENSITIVE = re.compile(r"908\d\d|H0|H2|G039|G2067|9940|8030|8670|8668|8738|8753|598|5884|T10")


@dataclass(frozen=True)
class Claim:
    """One line of the world's truth."""

    raw: dict[str, Any]

    def __getattr__(self, name: str) -> Any:
        return self.raw[name]

    @property
    def state(self) -> str:
        category, paid = self.raw["status"]["category"], float(self.raw["paid"])
        if category in ("A3", "A6", "A7", "A8"):
            return "rejected"
        if category[0] == "A":
            return "accepted" if category == "A2" else "received"
        if category[0] in "PR":
            return "pended"
        if category.startswith("F3") or paid < 0:
            return "reversed"
        if paid > 0:
            return "partly_paid" if self.raw["denial"] else "paid"
        if self.raw["denial"]:
            return "denied"
        return "patient_share" if float(self.raw["patient_responsibility"]["total"]) > 0 else "no_payment"

    @property
    def private(self) -> bool:
        """Whether a code of its lines is of a class told only to a stronger proof."""
        return any(SENSITIVE.match(line["procedure"]) for line in self.raw["lines"])

    def fits(self, wanted: dict[str, Any]) -> bool:
        denial, share = self.raw["denial"] or {}, self.raw["patient_responsibility"]
        tests = {
            "state": lambda v: self.state in ([v] if isinstance(v, str) else v),
            "cause": lambda v: denial.get("root_cause") in ([v] if isinstance(v, str) else v),
            "appealable": lambda v: denial.get("appealable") is v,
            "deadline": lambda v: bool(denial.get("deadline")) is v,
            "payment": lambda v: bool(self.raw["payment"]) is v,
            "owed": lambda v: (float(share["total"]) > 0) is v,
            "deductible": lambda v: (float(share["deductible"]) > 0) is v,
        }
        return all(tests[name](value) for name, value in wanted.items() if name in tests)


class World:
    """The claims callers may have: grown-ups, nothing sensitive, one claim a patient and day; ``private``: the sensitive."""

    def __init__(self, lines: list[dict[str, Any]], today: date) -> None:
        known = [Claim(line) for line in lines]
        grown = [c for c in known if _age(c, today) > 19]
        days = Counter((c.member["id"], c.service_from) for c in known)
        self.children = [c for c in known if _age(c, today) < 18]
        self.private = [c for c in grown if c.private]
        self.claims = [c for c in grown if not c.private and days[c.member["id"], c.service_from] == 1]
        self.spent: set[str] = set()
        self.lock = threading.Lock()

    def pick(
        self, wanted: dict[str, Any], rng: random.Random, beside: Claim | None = None, *, alone: bool
    ) -> Claim | None:
        """A claim that fits; ``alone``: of a member no other conversation gets (its proofs will fail)."""
        with self.lock:
            fitting = [
                c
                for c in self.claims
                if c.fits(wanted) and c.member["id"] not in self.spent and _beside(c, wanted, beside)
            ]
            if not fitting:
                return None
            chosen = rng.choice(fitting)
            if alone:
                self.spent.add(chosen.member["id"])
            return chosen


def _age(claim: Claim, today: date) -> float:
    return (today - date.fromisoformat(claim.member["dob"])).days / 365.25


def _beside(claim: Claim, wanted: dict[str, Any], first: Claim | None) -> bool:
    if first is None:
        return True
    same_patient = claim.member["id"] == first.member["id"] and claim.service_from != first.service_from
    same_provider = claim.provider["npi"] == first.provider["npi"]
    rules = {
        "same_patient": same_patient,
        "same_provider": same_provider,
        "other_patient": claim.member["id"] != first.member["id"] and claim.member["dob"] != first.member["dob"],
        "other_provider": not same_provider,
    }
    return all(rules[name] for name in rules if wanted.get(name))


# -- how callers say things


def digits_spoken(text: str, rng: random.Random) -> str:
    words = []
    for character in text.lower():
        if character.isdigit():
            words.append("oh" if character == "0" and rng.random() < 0.5 else ONES[int(character)])
        elif character.isalpha():
            words.append(character)
    return " ".join(words)


def _pair(number: int) -> str:
    if number < 10:
        return ONES[number]
    if number < 20:
        return TEENS[number - 10]
    return TENS[number // 10] + (f" {ONES[number % 10]}" if number % 10 else "")


def day_spoken(iso: str) -> str:
    value = date.fromisoformat(iso)
    century, rest = divmod(value.year, 100)
    year = (
        f"two thousand {ONES[rest]}"
        if 2000 <= value.year < 2010
        else f"{_pair(century)} {'oh ' + ONES[rest] if rest < 10 else _pair(rest)}"
    )
    return f"{MONTHS[value.month - 1].lower()} {_pair(value.day)} {year.removesuffix(' zero')}"


def day_written(iso: str) -> str:
    return f"{date.fromisoformat(iso):%m/%d/%Y}"


def day_told(iso: str) -> str:
    value = date.fromisoformat(iso)
    return f"{MONTHS[value.month - 1]} {value.day}, {value.year}"


def money_told(amount: str) -> str:
    return f"${float(amount):,.2f}"


def values_of(claim: Claim, rng: random.Random) -> dict[str, str]:
    """What a caller can say of a claim, typed and spoken."""
    ids = {
        "npi": claim.provider["npi"], "tax": claim.provider["tax_id"][-5:], "member_id": claim.member["id"],
        "zip": claim.member["zip"][:5], "claim_number": claim.claim_number,
    }  # fmt: skip
    values = ids | {f"{name}_spoken": digits_spoken(value, rng) for name, value in ids.items()}
    for name, iso in (("dob", claim.member["dob"]), ("dos", claim.service_from)):
        values |= {name: day_written(iso), f"{name}_spoken": day_spoken(iso), f"{name}_text": day_told(iso)}
    wrong = f"{date.fromisoformat(claim.member['dob']).replace(day=28):%m/%d/%Y}"
    values["wrong_dob"] = (
        wrong if wrong != values["dob"] else f"{date.fromisoformat(claim.member['dob']).replace(day=27):%m/%d/%Y}"
    )
    last = claim.member["id"]
    place = max(i for i, c in enumerate(last) if c.isdigit())
    values["wrong_member_id"] = last[:place] + str((int(last[place]) + 3) % 10) + last[place + 1 :]
    values["wrong_zip"] = str((int(ids["zip"]) + 11111) % 100000).zfill(5)
    values["npi_head"], values["npi_tail"] = ids["npi"][:5], ids["npi"][5:]
    values["first"], values["last"] = claim.member["first"], claim.member["last"]
    values["provider_name"] = claim.provider["name"]
    return values


TYPED = {
    "npi": "{npi}", "tax_id": "{tax}", "member_id": "{member_id}", "date_of_birth": "{dob}", "zip_code": "{zip}",
    "date_of_service": "{dos}", "claim_number": "{claim_number}", "person_name": "{first} {last}", "last_name": "{last}",
    "birth_and_service": "born {dob}, seen {dos}", "which_claim": "the one from {dos}",
    "phone_number": "212-555-0143", "offer": "yes please",
}  # fmt: skip
SPOKEN = TYPED | {
    "npi": "{npi_spoken}", "tax_id": "{tax_spoken}", "member_id": "{member_id_spoken}", "date_of_birth": "{dob_spoken}",
    "zip_code": "{zip_spoken}", "date_of_service": "{dos_spoken}", "claim_number": "{claim_number_spoken}",
    "which_claim": "the one from {dos_spoken}",
}  # fmt: skip
ROLE = {"provider": "i'm calling from a provider's office", "member": "it's about my own coverage"}


@cache
def questions() -> dict[str, str]:
    """The last sentence of each of our questions → what it asks for."""
    found = {"what is the next member id?": "member_id"}
    for path in DOMAIN.glob("*.yml"):
        for name, variations in (yaml.safe_load(path.read_text()).get("responses") or {}).items():
            kind = re.fullmatch(r"utter_(?:ask|offer)_(\w+?)(?:_member)?", name)
            if kind:
                element = (
                    "offer" if name.startswith("utter_offer") else kind[1].replace("which_date", "date_of_service")
                )
                for one in variations:
                    if one.get("channel", "chat") == "chat":
                        found[last_sentence(one["text"])] = element
    return found


def last_sentence(text: str) -> str:
    return re.split(r"(?<=[.!?])\s+|\n+", text.strip())[-1].lower()


# -- one conversation


@dataclass
class Conversation:
    """A template made concrete: its lines, its moments, the number that chooses claims and phrasings."""

    id: str
    kind: str
    template: dict[str, Any]
    choice: dict[str, str]
    seed: int


def conversations() -> list[Conversation]:
    """All that is played, in a stable order."""
    found = []
    for path in sorted((HERE / "conversations").glob("*.yml")):
        for template in yaml.safe_load(path.read_text()):
            matrix = template.get("matrix") or {}
            cells = [dict(zip(matrix, cell, strict=True)) for cell in itertools.product(*matrix.values())] or [{}]
            plays = int(template.get("plays", len(cells)))
            random.Random(template["title"]).shuffle(cells)
            for number, cell in enumerate(itertools.islice(itertools.cycle(cells), plays)):
                found.append(
                    Conversation(f"{path.stem}: {template['title']} {number + 1}", path.stem, template, cell, number)
                )
    return found


@dataclass
class Caller:
    """Plays one conversation against the chat."""

    conversation: Conversation
    client: httpx.Client
    first: Claim
    second: Claim | None
    rng: random.Random
    token: str = ""
    owner: str = "assistant"
    text: str = ""
    window: list[str] = field(default_factory=list)
    log: list[str] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    interrupted: bool = False

    def play(self) -> list[str]:
        self._open()
        self.about = self.first
        for turn in self.conversation.template["turns"]:
            if turn.get("about") == "second":
                assert self.second is not None
                self.about = self.second
            self._turn(turn)
        return [f"{failure}\n    " + "\n    ".join(self.log) for failure in self.failures[:1]]

    def _open(self) -> None:
        answer = self.client.post("/chat/sessions", json={})
        assert answer.status_code == 201, answer.text
        self.token = answer.json()["token"]
        self._take(answer.json())

    def _turn(self, turn: dict[str, Any]) -> None:
        self.window, self.asked, said = [], [], 0
        self._say(self._line(turn["say"]))
        said += 1
        while turn.get("settle", True) and self.owner == "assistant" and said < TURNS_MAX:
            if self._missing(turn) == [] and not turn.get("whole"):
                break
            element = self.element()
            line = self._interruption(element, turn) or self._answer(element, turn)
            if line is None:
                break
            self._say(line)
            said += 1
        self.failures += self._missing(turn)
        if said > turn.get("within", 99):
            self.failures.append(f"{said} turns, at most {turn['within']}")
        for pattern in turn.get("never", []):
            if re.search(pattern, "\n".join(self.window), re.I):
                self.failures.append(f"heard {pattern!r}")
        for element in turn.get("not_asked", []):
            if element in self.asked:
                self.failures.append(f"asked for {element}")

    def _interruption(self, element: str | None, turn: dict[str, Any]) -> str | None:
        at, line = self.conversation.choice.get("at"), self.conversation.choice.get("line")
        if self.interrupted or not line or element != at:
            return None
        self.interrupted = True
        self._say(self._fill(line))
        if "owner" in self.conversation.template.get("after", {}):
            return None
        if self.element() != at:
            self.failures.append(f"after {line!r} it asks for {self.element()}, not again for {at}")
        for pattern in self.conversation.template.get("after", {}).get("hears", []):
            if not re.search(pattern, self.text, re.I):
                self.failures.append(f"after {line!r} not heard: {pattern!r}")
        return self._answer(self.element(), turn)

    def _line(self, say: str | list[str]) -> str:
        lines = say if isinstance(say, list) else [say]
        return self._fill(lines[self.conversation.seed % len(lines)])

    def _fill(self, line: str) -> str:
        values = values_of(self.about, self.rng) | self.conversation.choice
        return re.sub(
            r"{(\w+)}", lambda m: values.get(m[1]) or values_of(self.second or self.first, self.rng)[m[1][2:]], line
        )

    def _answer(self, element: str | None, turn: dict[str, Any]) -> str | None:
        template = self.conversation.template
        own = {**(template.get("answers") or {}), **(turn.get("answers") or {})}
        if element in own:
            lines = own[element] if isinstance(own[element], list) else [own[element]]
            times = self.asked.count(element)
            return self._fill(lines[min(times - 1, len(lines) - 1)])
        if element == "role":
            return ROLE[template["who"]]
        if element in (None, "more", "wish", "adjustment_code", "one_time_code") or (
            element == "offer" and not turn.get("accepts")
        ):
            return None
        usual = SPOKEN if template.get("style") == "spoken" else TYPED
        return self._fill(usual[element]) if self.asked.count(element) <= 3 else None

    def element(self) -> str | None:
        """What the assistant asks for now; the rest of a number is asked for as the number itself."""
        if self.asked and re.search(r"\bso far\. ", self.text):
            return self.asked[-1]
        return questions().get(last_sentence(self.text))

    def _say(self, text: str) -> None:
        self.log.append(f"> {text}")
        headers = {"Authorization": f"Bearer {self.token}", "Idempotency-Key": str(uuid4())}
        answer = self.client.post("/chat/messages", json={"text": text}, headers=headers)
        assert answer.status_code == 200, answer.text
        self.owner = answer.json()["owner"]
        self._take(answer.json())

    def _take(self, answer: dict[str, Any]) -> None:
        self.text = "\n".join(one["text"] for one in answer["messages"])
        self.window.append(self.text)
        self.log.append(f"< {self.text}")
        if self.element():
            self.asked.append(str(self.element()))

    def _missing(self, turn: dict[str, Any]) -> list[str]:
        heard = "\n".join(self.window)
        missing = []
        for want in turn.get("hears", []):
            claim = self.first if not want.startswith("second.") else self.second
            if not heard_in(
                want.removeprefix("second."), claim or self.first, heard, self.conversation.template["who"]
            ):
                missing.append(f"not heard: {want}")
        if "owner" in turn and self.owner != turn["owner"]:
            missing.append(f"owner is {self.owner}")
        if "asks" in turn and self.element() != turn["asks"]:
            missing.append(f"asks for {self.element()}, not for {turn['asks']}")
        return missing


def heard_in(want: str, claim: Claim | None, heard: str, who: str) -> bool:
    """Whether a fact of the claim, where there is one, or a pattern was told."""
    return _fact_heard(want, claim, heard, who) if claim else re.search(want, heard, re.I) is not None


def _fact_heard(want: str, claim: Claim, heard: str, who: str) -> bool:
    denial, share = claim.denial or {}, claim.patient_responsibility
    facts = {
        "status": STATUS[claim.state],
        "date": day_told(claim.service_from),
        "paid": money_told(claim.paid) if float(claim.paid) else "o payment|zero|nothing",
        "charge": money_told(claim.charge),
        "share": money_told(share["total"]),
        "deductible": money_told(share["deductible"]),
        "trace": (claim.payment or {}).get("trace_number"),
        "payment_date": day_told(claim.payment["date"]) if claim.payment else None,
        "deadline": day_told(denial["deadline"]) if denial.get("deadline") else None,
        "reason": reason_text(str(denial.get("root_cause")), who) if denial else None,
    }
    if want in facts:
        return (
            facts[want] is None
            or re.search(facts[want] if "|" in facts[want] else re.escape(facts[want]), heard) is not None
        )
    return re.search(want, heard, re.I) is not None


@cache
def reason_text(cause: str, who: str) -> str:
    if (cause, who) == ("authorization", "member"):  # the code's own sentence (decision 0365)
        return "Why: .*(?:approv|referr)"
    responses = yaml.safe_load((DOMAIN / "denials.yml").read_text())["responses"]
    return str(responses[f"utter_denial_{cause}{'_member' if who == 'member' else ''}"][0]["text"]).split(".")[0]


# -- all of them


def play(conversation: Conversation, address: str, world: World) -> list[str]:
    template = conversation.template
    rng = random.Random(conversation.id)
    for _ in range(20):
        first = world.pick(template.get("claim") or {}, rng, alone=bool(template.get("fails")))
        second = world.pick(template["second"], rng, first, alone=False) if first and "second" in template else None
        if first and (second or "second" not in template):
            break
    else:
        return ["the world has no such claim"]
    origin = f"127.{rng.randrange(1, 250)}.{rng.randrange(250)}.{rng.randrange(2, 250)}"
    transport = httpx.HTTPTransport(local_address=origin)
    with httpx.Client(base_url=address, transport=transport, timeout=30, trust_env=False) as client:
        return Caller(conversation, client, first, second, rng).play()


@pytest.fixture(scope="session")
def dialogue_address(request: pytest.FixtureRequest) -> Iterator[tuple[str, Path]]:
    """A running system and its truth file: the one named in the environment, else the tests' own."""
    named = os.environ.get("CLAIMLINE_DIALOGUE_SYSTEM")
    if named:
        yield named, Path(os.environ["CLAIMLINE_DIALOGUE_TRUTH"])
        return
    system = request.getfixturevalue("system")
    yield system.address, system.var / "world" / "truth.jsonl"


@pytest.fixture(scope="session")
def played(dialogue_address: tuple[str, Path], request: pytest.FixtureRequest) -> dict[str, list[str]]:
    """Every collected conversation, played by a few callers at once: id → what went wrong."""
    address, truth = dialogue_address
    world = World([json.loads(line) for line in truth.read_text().splitlines()], date.today())
    wanted = {
        item.callspec.params["conversation"].id
        for item in request.session.items
        if "conversation" in getattr(getattr(item, "callspec", None), "params", {})
    }
    chosen = [one for one in conversations() if one.id in wanted]

    def one(conversation: Conversation) -> list[str]:
        try:
            return play(conversation, address, world)
        except (AssertionError, httpx.HTTPError) as problem:
            return [f"{type(problem).__name__}: {problem}"]

    with ThreadPoolExecutor(CALLERS) as callers:
        return dict(zip([one.id for one in chosen], callers.map(one, chosen), strict=True))


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "conversation" in metafunc.fixturenames:
        every = conversations()
        metafunc.parametrize("conversation", every, ids=[one.id for one in every])
