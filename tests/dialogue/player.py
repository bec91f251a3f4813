"""Plays a scenario against the running system: its lines, its interruptions, several sessions at once, raw requests."""

from __future__ import annotations

import random
import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import uuid4

import httpx

from tests.dialogue.conftest import Caller, Claim, Conversation, World, day_told, heard_in, money_told
from tests.dialogue.said import filled, said_of

FACTS = {
    "claim.status_word": "status", "claim.paid": "paid", "payment.trace_number": "trace", "denial.deadline": "deadline",
    "patient_responsibility.total": "share", "patient_responsibility.deductible": "deductible", "denial.reason": "reason",
    "claim.charge": "charge", "payment.date": "payment_date",
}  # fmt: skip
ELEMENTS = {"dob": "date_of_birth", "dos": "date_of_service", "zip": "zip_code", "otp": "one_time_code"}
USUALLY_OK = (200,)
FLOOD_WORKERS = 5


@dataclass
class Session:
    """One chat of a scenario; ``trusted``: here the owner of a protected claim speaks."""

    token: str
    id: str
    owner: str
    text: str
    trusted: bool = False
    asked: list[tuple[str, str | None]] = field(default_factory=list)


class Player(Caller):
    """Says a scenario's lines, answers what is asked for, with its own interruptions."""

    def __init__(self, scenario: dict[str, Any], client: httpx.Client, picked: dict[str, Claim], rng: random.Random):
        self.scenario, self.picked, self.rng = scenario, picked, rng
        main = picked.get("a") or next(iter(picked.values()), None)
        asked = {ELEMENTS.get(name, name): lines for name, lines in (scenario.get("when_asked") or {}).items()}
        style = "spoken" if scenario["channel"] == "voice" else "typed"
        template = {"title": scenario["title"], "who": scenario["who"], "style": style, "answers": asked, "turns": []}
        super().__init__(
            Conversation(scenario["id"], scenario["kind"], template, {}, 0), client, main, picked.get("b"), rng
        )
        self.left = list(scenario.get("interrupts") or [])
        self.about = main
        self.sessions: dict[str, Session] = {}
        self.session: Session | None = None
        self.sent: tuple[dict[str, str], str] = ({}, "")
        self.heard: list[str] = []
        self.http_ok = USUALLY_OK

    def play(self) -> list[str]:
        """What went wrong, with the transcript; empty where all went as written."""
        if "session" not in self.scenario["steps"][0]:
            self._go_to("A", trusted=False)
        for step in self.scenario["steps"]:
            self.http_ok = tuple(step.get("http_ok") or USUALLY_OK)
            self._step(step)
        return [f"{one}\n    " + "\n    ".join(self.log) for one in self.failures[:1]]

    def _step(self, step: dict[str, Any]) -> None:
        expect = step.get("expect") or {}
        if "session" in step:
            self._go_to(step["session"], trusted="trusted" in step)
        elif "verify" in step:
            self._turn(
                {
                    "say": "status of my claim please, i'm the member" if self.member else "provider, claim status",
                    "whole": True,
                }
            )
        elif "api" in step:
            self._raw(step["api"], expect)
        elif "button" in step:
            self._post({"button": self._fill(step["button"])}, str(uuid4()))
        elif "flood" in step:
            self._flood(step["flood"])
        elif "compare" in step:
            left, right = (self.sessions[name].asked for name in step["compare"])
            self.failures += [] if left == right else [f"told apart: {left} and {right}"]
        elif step.get("again"):
            before = self.text
            self._post(*self.sent)
            self.failures += [] if self.text == before else ["a message sent twice was answered anew"]
        elif "say" in step:
            self.about = self.picked[step["about"]] if step.get("about") else self.about
            *before, last = step["say"] if isinstance(step["say"], list) else [step["say"]]
            for line in before:
                self._turn(self._wanted(line, step | {"expect": {}}))
            self._turn(self._wanted(last, step))
        else:
            self.failures += self._missing(self._wanted("", step))

    def _go_to(self, name: str, *, trusted: bool) -> None:
        """Open a session, or go back to it."""
        if self.session is not None:
            self.session.owner, self.session.text = self.owner, self.text
        if name in self.sessions:
            self.session = self.sessions[name]
            self.token, self.owner, self.text = self.session.token, self.session.owner, self.session.text
            return
        opened = self.client.post("/chat/sessions", json={})
        assert opened.status_code == 201, opened.text
        self.token, self.owner = opened.json()["token"], "assistant"
        self.session = self.sessions[name] = Session(self.token, opened.json()["session_id"], self.owner, "", trusted)
        self._take(opened.json())

    @property
    def member(self) -> bool:
        return bool(self.scenario["who"] == "member")

    def _wanted(self, line: str, step: dict[str, Any]) -> dict[str, Any]:
        """The step in the words of a conversation's turn."""
        expect = step.get("expect") or {}
        turn: dict[str, Any] = {"say": line, "within": expect.get("max_turns", 99), "settle": step.get("settle", True)}
        facts = [name.removeprefix("b.") for name in expect.get("facts") or []]
        turn["hears"] = [FACTS.get(name, name) for name in facts] + list(expect.get("all_of") or [])
        turn["hears"] += ["|".join(f"(?:{one})" for one in expect["any_of"])] if expect.get("any_of") else []
        turn["ever"] = [FACTS.get(name, name) for name in expect.get("ever") or []]
        turn["never"] = list(expect.get("must_not") or [])
        turn["not_asked"] = [ELEMENTS.get(name, name) for name in expect.get("not_asked") or []]
        turn["accepts"] = bool(self.scenario.get("accept"))
        owner = expect.get("owner")
        return turn | ({"owner": owner} if isinstance(owner, str) and owner != "assistant" else {})

    def _missing(self, turn: dict[str, Any]) -> list[str]:
        heard = "\n".join(self.window)
        in_short = (
            re.search(rf"ending \w+, for [^:]+: {self.about.state.replace('_', ' ')}", heard) if self.about else None
        )
        if in_short:  # of several claims each is told in a few words
            turn = turn | {"hears": [want for want in turn.get("hears", []) if want != "status"]}
        told = [(want, heard) for want in turn.get("hears", [])]
        told += [(want, "\n".join(self.heard)) for want in turn.get("ever", [])]
        missing = [f"not heard: {want}" for want, words in told if not self._is_told(want, words)]
        return missing + ([f"owner is {self.owner}"] if turn.get("owner") not in (None, self.owner) else [])

    def _is_told(self, want: str, words: str) -> bool:
        """Whether a fact of the claim or a pattern stands in the words."""
        known = {
            "claim.received": lambda claim: day_told(claim.received), "claim.finalized": lambda claim: day_told(claim.finalized),
            "claim.allowed": lambda claim: money_told(claim.allowed),
        }  # fmt: skip
        if want in known:
            return known[want](self.about) in words
        if want in ("denial.next_step", "denial.appeal_right", "code.meaning"):
            return len(words.split()) > 1  # worded freely; the fact beside it in the same answer is compared
        return heard_in(want, self.about, words, self.scenario["who"])

    def _interruption(self, element: str | None, turn: dict[str, Any]) -> str | None:
        due = next((one for one in self.left if ELEMENTS.get(one["when"], one["when"]) == element), None)
        if due is None:
            return None
        self.left.remove(due)
        self._say(self._fill(due["say"]))
        expect = due.get("expect") or {}
        if "owner" in expect and self.owner != expect["owner"]:
            self.failures.append(f"after {due['say']!r} the owner is {self.owner}")
        if expect.get("any_of") and not any(re.search(one, self.text, re.I) for one in expect["any_of"]):
            self.failures.append(f"after {due['say']!r}: {self.text!r}")
        if due.get("resumes") and self.element() != element:
            self.failures.append(f"after {due['say']!r} it asks for {self.element()}, not again for {element}")
        next_up = self._interruption(self.element(), turn)
        return next_up or (self._answer(self.element(), turn) if self.owner == "assistant" else None)

    def _fill(self, line: str) -> str:
        return filled(line, self.about, self.picked, self.rng)

    def _answer(self, element: str | None, turn: dict[str, Any]) -> str | None:
        told = element in self.conversation.template["answers"]
        trusted = self.session is not None and self.session.trusted
        if self.scenario.get("protect") and "a" not in self.picked and not told and not trusted:
            return None
        if self.asked.count(str(element)) > 5:
            return None
        return super()._answer(element, turn)

    # -- what is sent

    def _say(self, text: str) -> None:
        self._post({"text": text}, str(uuid4()))

    def _post(self, body: dict[str, str], key: str) -> None:
        self.log.append(f"> {next(iter(body.values()))}")
        self.sent = (body, key)
        headers = {"Authorization": f"Bearer {self.token}", "Idempotency-Key": key}
        answer = self.client.post("/chat/messages", json=body, headers=headers)
        assert answer.status_code in self.http_ok or answer.status_code == 200, answer.text
        if answer.status_code == 200:
            self.owner = answer.json()["owner"]
            self._take(answer.json())

    def _take(self, answer: dict[str, Any]) -> None:
        super()._take(answer)
        trusted = self.session is not None and self.session.trusted
        self.heard += [] if trusted else [self.text]
        if self.session is not None:
            self.session.asked.append((self.owner, self.element()))

    def _raw(self, request: dict[str, Any], expect: dict[str, Any]) -> None:
        """A request as somebody without the right token would make it."""
        token = re.sub(r"<id:(\w+)>", lambda m: self.sessions[m[1]].id, str(request.get("token", "none")))
        headers = {"Idempotency-Key": str(uuid4())} | ({} if token == "none" else {"Authorization": token})
        answer = self.client.request(request["method"], request["path"], json=request.get("body"), headers=headers)
        self.heard.append(answer.text)
        if answer.status_code not in expect.get("http", [200]):
            self.failures.append(f"{request['method']} {request['path']}: {answer.status_code}")

    def _flood(self, flood: dict[str, Any]) -> None:
        """The same lines in many new sessions at once."""

        def one(line: str) -> None:
            token = self.client.post("/chat/sessions", json={}).json().get("token", "")
            headers = {"Authorization": f"Bearer {token}", "Idempotency-Key": str(uuid4())}
            self.heard.append(self.client.post("/chat/messages", json={"text": line}, headers=headers).text)

        lines = [self._fill(line) for line in flood["lines"] for _ in range(flood["count"])]
        with ThreadPoolExecutor(FLOOD_WORKERS) as callers:
            list(callers.map(one, lines))


def picked_for(scenario: dict[str, Any], world: World, rng: random.Random) -> dict[str, Claim]:
    """The claims a scenario speaks of; a preference is given up where the world has no such claims."""
    wishes: dict[str, dict[str, Any]] = scenario.get("pick") or {}
    preferred = {name: {**wish, **wish.get("prefer", {})} for name, wish in wishes.items()}
    for attempt in [preferred] * 20 + [wishes] * 40:
        chosen: dict[str, Claim] = {}
        for name, wish in attempt.items():
            fitting = [claim for claim in _pool(wish, world) if fits(claim, wish, chosen, world)]
            if fitting:
                chosen[name] = rng.choice(fitting)
        if len(chosen) == len(wishes):
            alone = scenario.get("protect") or (["a"] if scenario.get("burns") else [])
            world.spent |= {chosen[name].member["id"] for name in alone}
            return chosen
    raise AssertionError("the world has no such claims")


def _pool(wish: dict[str, Any], world: World) -> list[Claim]:
    claims = world.children if wish.get("minor") else world.private if wish.get("sensitive") else world.claims
    return [claim for claim in claims if claim.member["id"] not in world.spent]


def fits(claim: Claim, wish: dict[str, Any], chosen: dict[str, Claim], world: World) -> bool:
    """Whether a claim is as wished, beside those chosen before it."""
    cause = {"cause": wish["root_cause"]} if "root_cause" in wish else {}
    state = {"state": "reversed"} if wish.get("state") == "revised" else {}
    if not claim.fits(wish | cause | state):
        return False
    beside = {
        "same_provider": lambda one: claim.provider["npi"] == one.provider["npi"],
        "other_provider": lambda one: claim.provider["tax_id"] != one.provider["tax_id"],
        "same_member": lambda one: _same(claim, one) and claim.service_from != one.service_from,
        "other_member": lambda one: not _same(claim, one) and claim.member["dob"] != one.member["dob"],
        "differs_from": lambda one: claim.charge != one.charge and claim.service_from != one.service_from,
        "family_of": lambda one: not _same(claim, one) and claim.member["last"] == one.member["last"],
    }
    of_itself = {
        "claims_of_member": lambda least: sum(_same(claim, one) for one in world.claims) >= least,
        "allowed": lambda _: claim.allowed is not None and 0 < float(claim.allowed) < float(claim.charge),
        "denial_code": lambda _: bool(said_of(claim, random.Random(0))["code"]),
        "plan_type": lambda kinds: claim.plan_type in kinds,
        "stay": lambda _: claim.service_to != claim.service_from,
        "age_over": lambda years: (date.today() - date.fromisoformat(claim.member["dob"])).days > years * 365.25,
        "deadline_open": lambda _: ((claim.denial or {}).get("deadline") or "") > f"{date.today()}",
    }
    beside_others = all(beside[name](chosen[value]) for name, value in wish.items() if name in beside)
    return beside_others and all(of_itself[name](value) for name, value in wish.items() if name in of_itself)


def _same(one: Claim, other: Claim) -> bool:
    return bool(one.member["id"] == other.member["id"])
