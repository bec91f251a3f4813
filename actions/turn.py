"""One turn being answered: performs the planned steps one after another until a question, a person or the end."""

from __future__ import annotations

from typing import Any

from actions import batch_steps, claim_answers, client, general_answers, office_answers, pending, pointed_answers
from actions.another import STANDS
from actions.answer_table import FROM_CLAIM, IN_HEADLINE, LEFT_TO_A_PERSON
from actions.claim_answers import said_name
from actions.further import turn_to
from actions.general_answers import NO_PLAN_NOTED, OTHER_PLAN_NOTED
from actions.history import remember, side_by_side, turn_back, turned_to
from actions.memory import Memory
from actions.reasons import NEAR_DAYS, URGENT
from actions.requests import GENERAL, NEEDS_CLAIM, OPTIONAL_CLAIM
from actions.searching import SearchResult, take_search
from actions.steps import (
    Answer,
    Ask,
    BeginBatch,
    Close,
    HandOff,
    Listen,
    LoadSession,
    Say,
    Search,
    Session,
    Step,
    Stuck,
    TurnTo,
    Verify,
)  # fmt: skip
from actions.still_to_say import OF_AMOUNTS, each_once, key, still_to_say
from actions.taken_back import is_for_a_person
from actions.turn_plan import next_step
from actions.wording import claim_line, count, is_zero, spelled

STEPS_MAX = 28
ASKED_AGAIN, AGAIN_MAX = "which_again", 2
"""How often a list may be read again to somebody who chose nothing from it, before a person is offered."""


class Turn:
    """The state of one turn; what was said before it stands in ``memory``."""

    def __init__(self, conversation: str, channel: str, memory: Memory) -> None:
        self.conversation, self.channel, self.memory = conversation, channel, memory
        self.session: Session | None = None
        self.says: list[Say] = []
        self.evidence: list[dict[str, Any]] = []
        self.actions: list[str] = []
        self.answered: list[dict[str, Any]] = []
        self.handoff: dict[str, Any] | None = None
        self.end = False
        self.meanwhile: list[Say] = []
        """What is said to a turn that leaves the question open: what was wanted is not forgotten, what was given is kept."""
        self.missed = False
        """The turn was not understood; the backend counts."""
        self.words = ""
        """What was said in this turn; kept nowhere."""
        self.headed: dict[str, dict[str, Any]] = {}
        """The claims whose headline was told in this turn, with its facts."""

    def account(self) -> dict[str, Any]:
        """What the backend is told of the turn beside its words."""
        return {
            "actions": self.actions,
            "evidence": self.evidence,
            "expects": self.memory.expects,
            "handoff": self.handoff,
            "end": self.end,
            "missed": self.missed,
        }

    def give_up(self) -> None:
        """Something of ours is down: an apology and a person, nothing invented."""
        self.says = [Say("utter_backend_down")]
        self.handoff = {"reason": "backend_down"}

    async def go_on(self, step: Step | None) -> None:
        """Performs steps until the turn is over."""
        for _ in range(STEPS_MAX):
            step = step or next_step(self.memory, self.session)
            self.actions.append(_label(step))
            try:
                step = await self._perform(step)
            except client.Refused as refusal:
                step = self._refused(refusal)
            if self.handoff or isinstance(step, Listen):
                break
        if self.answered:
            self.memory.answered = self.answered
        self.says = each_once(self.says)

    async def _perform(self, step: Step) -> Step | None:
        match step:
            case LoadSession():
                await self.call("sessions")
            case Verify(role=role, elements=elements):
                return await self._verify(role, elements)
            case BeginBatch():
                await batch_steps.begin(self)
            case TurnTo(patient=patient):
                turn_to(self.memory, patient)
            case Search(criteria=criteria, listing=listing):
                return await self._search(criteria, listing=listing)
            case Answer(request=request):
                return await self._answer(request)
            case HandOff(reason=reason):
                return await self._hand_off(reason)
            case Ask(element=element):
                return self._ask(element)
            case Stuck(element=element):
                return self._stuck(element)
            case Close():
                return await self._close()
            case Listen(end=end):
                self.end = end
                return step
        return None

    async def call(self, path: str, **body: Any) -> dict[str, Any]:
        """Asks the backend, and keeps what it says of the session and of the evidence."""
        answer = await client.call(self.conversation, path, **body)
        if "session" in answer:
            self.session = Session.from_answer(answer)
        self.evidence += answer.get("evidence") or []
        return answer

    async def _verify(self, role: str, elements: dict[str, str]) -> Step | None:
        answer = await self.call("verifications", role=role, **elements)
        memory, outcome = self.memory, answer.get("outcome")
        if outcome == "verified":
            memory.proved = {**elements, **_named(memory)} if role == "member" else {"npi": memory.npi}
            memory.refusals, memory.tried = 0, None
            name = self.session.provider_name if self.session else None
            self.says.append(
                Say("utter_verified_provider", {"provider": name})
                if role == "provider" and name
                else Say("utter_verified")
            )
            left = answer.get("batch")
            return batch_steps.left_from_last_call(self, left) if left else None
        if outcome == "step_up" and role == "member":
            return await self._send_code(elements)
        if outcome != "refused":
            return HandOff("failed_verification")
        names = (
            ("npi", "tax_id")
            if role == "provider"
            else ("member_id", "date_of_birth", "zip_code", "last_name", "claim_number")
        )
        kept = [name for name in names if getattr(memory, name) and not (name == "claim_number" and name in elements)]
        memory.tried = {name: getattr(memory, name) for name in kept}  # a number that proved nothing is not tried again
        for name in names:
            setattr(memory, name, None)
        memory.refusals += 1
        memory.dont_have = []
        self.says.append(Say("utter_refused"))
        return None

    async def _send_code(self, elements: dict[str, str]) -> Step:
        """Too often tried: only a code to the phone on file opens this member's claims now."""
        await self.call("one_time_codes", member_id=elements["member_id"], date_of_birth=elements["date_of_birth"])
        self.says.append(Say("utter_code_sent"))
        return Ask("one_time_code")

    async def _check_code(self, code: str) -> Step | None:
        answer = await self.call("one_time_codes/check", code=code)
        if answer.get("outcome") == "verified":
            self.memory.proved = {"member_id": self.memory.member_id, **_named(self.memory)}
            self.says.append(Say("utter_verified"))
            return None
        if answer.get("outcome") == "refused":
            self.says.append(Say("utter_code_refused"))
            return Ask("one_time_code")
        return HandOff("failed_verification")

    async def _search(self, criteria: dict[str, Any], *, listing: bool = False) -> Step | None:
        answer = await self.call("claims/search", **criteria)
        result: SearchResult = take_search(self.memory, answer, criteria, listing=listing)
        self.says += result.says
        if result.unverified:
            self.session = Session()
        return result.step

    async def _answer(self, request: dict[str, Any]) -> Step | None:
        memory, name = self.memory, request["name"]
        turn_back(memory, request.get("of"))
        if name == "more_details" and self._in_batch():
            name = "check_claim_status"  # after the short headline, all there is
        memory.requests = [r for r in memory.requests if r is not request and r != request]
        if name == "check_code":
            return await self._check_code(request["code"])
        if name in batch_steps.REQUESTS:
            return await batch_steps.answer(request, self)
        if name == "ask_payment_floor":
            await batch_steps.payment_floor(self)
        elif name == "list_claims":
            self._list(memory.claims)
        elif name == "compare_claims":
            await self._compare()
        elif name in ("find_original", "others_of_the_day") and memory.claim is not None:
            await self._of_the_day(name, memory.claim)
        elif name in FROM_CLAIM and memory.claim is not None:
            if (then := await self._from_claim(request | {"name": name})) is not None:
                return then
            if request.get("beyond") and not self._in_batch():
                memory.offer = {"name": "request_human"}
        elif name in general_answers.ANSWERED | GENERAL | OPTIONAL_CLAIM:
            if name in general_answers.WITH_CLAIM:
                await self._headline()
            asked = {"words": self.words} | request if name == "identify_representative" else request
            told = await general_answers.answer(asked, memory, self.conversation, self.channel)
            self.says += told.says
            self.evidence += told.evidence
            memory.offer = told.offer or memory.offer
            self.answered.append(request)
            return told.then
        self.answered.append(request)
        return None

    async def _from_claim(self, request: dict[str, Any]) -> Step | None:
        assert self.memory.claim is not None
        name, asked = request["name"], {"parts_asked": request.get("parts") or [], "words": self.words} | self._noted()
        purpose, tell = FROM_CLAIM[name]
        claim_id = self.memory.claim["id"]
        headline = await self._headline() or self._denial_told(claim_id)
        self.says += turned_to(self.memory, self.channel) if name != "check_claim_status" else []
        facts = headline if headline is not None and name in IN_HEADLINE else None
        if facts is None:
            facts = await self.call(f"claims/{claim_id}/{purpose}") | asked
        paid = name == "ask_denial_reason" and facts.get("stage") in claim_answers.PAID_OR_SHARED
        if paid and not facts.get("denied"):
            facts = await self.call(f"claims/{claim_id}/explanation")
            tell, headline = claim_answers.why_not_all, None
        nothing_paid = name == "ask_payment" and (headline or {}).get("denied") and is_zero(facts.get("paid"))
        if headline is None or not (name in IN_HEADLINE or nothing_paid):
            self._tell(name, tell(facts, self.memory.speaker, self.channel), whole=bool(request.get("whole")))
        remember(self.memory, self.memory.claim)
        if not self._in_batch():
            self._offer_way_on(name, facts)
        # a sum that does not come out is looked at by a person, never explained away
        return HandOff("policy") if facts.get("adds_up") is False else None

    def _tell(self, name: str, says: list[Say], *, whole: bool) -> None:
        """Says an answer; to a member not word for word what was said of this claim before, unless it is to be repeated."""
        memory = self.memory
        assert memory.claim is not None
        if name in OF_AMOUNTS and memory.speaker == "member":
            claim_id = memory.claim["id"]
            says = says if whole else still_to_say(says, memory.told, claim_id, self.words)
            memory.told = [*memory.told, *(one for say in says if (one := key(claim_id, say)) not in memory.told)]
        self.says += says

    def _noted(self) -> dict[str, Any]:
        """Whether another plan was told of in this conversation."""
        return {"noted": OTHER_PLAN_NOTED in self.memory.told, "no_plan": NO_PLAN_NOTED in self.memory.told}

    async def _compare(self) -> None:
        """The claims told last, side by side."""
        last = side_by_side(self.memory, self.words)
        facts = [await self.call(f"claims/{one['claim']['id']}/explanation") for one in last]
        self.says += pointed_answers.compared(facts, self.channel)

    async def _of_the_day(self, name: str, claim: dict[str, Any]) -> None:
        """The patient's other claims of those days this caller may hear of: what a duplicate is one of, what was sent again."""
        facts = await self.call(f"claims/{claim['id']}/denial")
        memory, days = (
            self.memory,
            {"start": claim["service_from"], "end": claim.get("service_to") or claim["service_from"]},
        )
        patient = {"member_id": memory.member_id, "date_of_birth": memory.date_of_birth}
        found = await self.call("claims/search", date_of_service=days, **{k: v for k, v in patient.items() if v})
        others = [one for one in found.get("claims") or [] if one["id"] != claim["id"]]
        self.says += office_answers.of_the_day(name, facts, others, memory.speaker, self.words, self.channel)
        if LEFT_TO_A_PERSON & {say.response for say in self.says}:
            memory.offer = {"name": "request_human"}

    def _offer_way_on(self, name: str, facts: dict[str, Any]) -> None:
        """What is left to do: a person where nothing is known of a denial, its right to appeal is gone, or money is not found;
        the appeal while its day is open."""
        memory = self.memory
        assert memory.claim is not None
        if name not in IN_HEADLINE:
            told = {say.response for say in self.says}
            if told & LEFT_TO_A_PERSON or (name == "ask_if_cashed" and not is_zero(facts.get("paid"))):
                memory.offer = {"name": "request_human"}
            return
        if is_for_a_person(name, facts) or claim_answers.unexplained(facts) or pending.waits_for(facts) == "not_said":
            memory.offer = {"name": "request_human"}
            return
        offered, near = f"appeal:{memory.claim['id']}", f"near:{memory.claim['id']}"
        again = name == "ask_appeal_rights" and memory.expects != "offer"
        open_still = facts.get("denial_appealable") and (facts.get("denial_days_left") or 0) >= 0
        if (again or offered not in memory.told) and open_still and not facts.get("appeal_number"):
            memory.offer = {"name": "start_appeal"}
            memory.told = [*(one for one in memory.told if one != offered), offered]
        elif 0 <= _days_left(facts) <= NEAR_DAYS and not facts.get("appeal_number") and near not in memory.told:
            memory.offer = {"name": "request_human", "reason": "deadline"}
            memory.told = [*memory.told, near]
        elif facts.get("denied") and not open_still and (again or (name == "ask_next_step" and _is_over(facts))):
            memory.offer = {"name": "request_human"}

    def _denial_told(self, claim_id: str) -> dict[str, Any] | None:
        """The facts of a denial this turn has told whole: reason, next step and right are not said twice."""
        facts = self.headed.get(claim_id)
        return facts if facts is not None and facts.get("denied") else None

    async def _headline(self) -> dict[str, Any] | None:
        """Where a claim stands, before anything else is said of it for the first time; None where that was done."""
        assert self.memory.claim is not None
        claim_id = self.memory.claim["id"]
        if claim_id in self.memory.told:
            return None
        if self.headed:  # what was offered of the claim before it is none of this one
            self.memory.offer = None
        if self._in_batch():
            return await batch_steps.headline(self)
        facts = await self.call(f"claims/{claim_id}/status") | self._noted()
        self.says += claim_answers.status(facts, self.memory.speaker, self.channel)
        self.memory.told = [*self.memory.told, claim_id]
        self.headed[claim_id] = facts
        remember(self.memory, self.memory.claim, facts.get("patient_last"))
        return facts

    def _in_batch(self) -> bool:
        return bool(self.memory.batch and self.memory.batch.get("begun"))

    def _line(self, claim: dict[str, Any], *, with_stage: bool) -> str:
        """One claim of a list; a member knows a visit by who was seen."""
        return claim_line(claim, self.channel, with_stage, with_provider=self.memory.speaker == "member")

    def _list(self, claims: list[dict[str, Any]]) -> None:
        limit = 4 if self.channel == "voice" else 12
        told = [f"{place}. {self._line(c, with_stage=True)}." for place, c in enumerate(claims[:limit], 1)]
        more = f" And {len(claims) - limit} more." if len(claims) > limit else ""
        self.says.append(
            Say("utter_claim_list", {"count": count(len(claims), "claim"), "list": "\n".join(told) + more})
        )
        self.memory.told = [*self.memory.told, "list"]

    async def _hand_off(self, reason: str) -> Step | None:
        memory, wish = self.memory, self._wish_for_a_person()
        memory.requests, memory.offer, memory.expects = [], None, None
        if reason == "medical_emergency":
            self.says = [Say("utter_emergency")]
        try:
            claim_id = memory.claim["id"] if memory.claim else None
            made = await self.call("handoffs", reason=reason, claim_id=claim_id, **wish)
        except (client.BackendDown, client.Refused):
            made = {}
        said = "asked" if reason in _SAID_AS_ASKED else reason if reason in _NAMED_REASONS else "policy"
        self.says.append(Say(f"utter_handoff_{said}"))
        if made.get("reference"):
            self.says.append(Say("utter_handoff_reference", {"reference": str(made["reference"])}))
        if made.get("wait_minutes"):
            self.says.append(Say("utter_handoff_wait", {"minutes": count(int(made["wait_minutes"]), "minute")}))
        self.handoff = {"reason": reason}
        return Listen()

    def _wish_for_a_person(self) -> dict[str, Any]:
        """What the person is told: what is wanted and open still, what was given and what failed; no value of it."""
        memory = self.memory
        wanted = [*self.answered, *memory.requests]
        summary = {
            "speaker": memory.speaker,
            "wanted": list(dict.fromkeys(str(one["name"]) for one in wanted or memory.answered)),
            "failed_attempts": memory.refusals,
            "given": list(memory.filled),
            "lacking": list(memory.dont_have),
            "not_understood": memory.misses,
        }
        if memory.for_another == STANDS:
            summary["acts_for_another"] = True
        language = next((one["language"] for one in wanted if one.get("language")), None)
        urgent = any(one.get("urgent") or one.get("reason") in URGENT for one in wanted)
        return {"summary": summary, "language": language, "urgency": "urgent" if urgent else None}

    def _ask(self, element: str) -> Step:
        memory = self.memory
        if element == "offer" and (memory.offer or {}).get("name") == "resume_batch":
            self.says.append(Say("utter_offer_resume_batch", batch_steps.offer_words(memory.offer or {})))
        elif element == "date_of_birth" and self._in_batch() and not (memory.date_of_service or memory.claim_number):
            self.says.append(Say("utter_ask_birth_and_service"))
        elif element == "date_of_service" and memory.requests and memory.requests[0].get("whose") == "open":
            self.says.append(Say("utter_ask_next_claim"))
        elif element == "offer":
            self._ask_offer(str((memory.offer or {}).get("name")))
        elif element == "which_claim":
            return self._ask_which()
        elif element in _PROOFS and memory.expects == element and memory.requests and not self.says:
            asked = (
                said_name(f"utter_ask_{element}", memory.speaker) if element in _BY_LISTENER else f"utter_ask_{element}"
            )
            self.says += [*self.meanwhile, Say(asked)]
        elif element in _BY_LISTENER:
            self.says.append(Say(said_name(f"utter_ask_{element}", memory.speaker)))
        else:
            self.says.append(Say(f"utter_ask_{element}"))
        memory.expects = element
        return Listen()

    def _ask_offer(self, offer: str) -> None:
        memory = self.memory
        again = offer == "request_human" and offer in memory.offered
        if not _OFFERING & {say.response for say in self.says}:
            name = f"utter_offer_{offer}"
            self.says.append(
                Say(said_name(name, memory.speaker) if offer == "start_appeal" else f"{name}_again" if again else name)
            )
        memory.offered = memory.offered if offer in memory.offered else [*memory.offered, offer]

    def _ask_which(self) -> Step:
        memory, claims, limit = self.memory, self.memory.claims, 3 if self.channel == "voice" else 8
        alike = len({(c.get("service_from"), c.get("charge")) for c in claims}) < len(claims)
        told = [f"{place}. {self._line(c, with_stage=alike)}." for place, c in enumerate(claims[:limit], 1)]
        name = (
            said_name("utter_ask_which_newest", self.memory.speaker) if len(claims) > limit else "utter_ask_which_claim"
        )
        self.says.append(Say(name, {"list": "\n".join(told)}))
        again = memory.told.count(ASKED_AGAIN) + 1 if memory.expects == "which_claim" else 0
        memory.told = [*(one for one in memory.told if one != ASKED_AGAIN), *[ASKED_AGAIN] * again]
        if again >= AGAIN_MAX:  # a list that is answered with other things twice helps nobody
            memory.offer = {"name": "request_human"}
            self.says.append(Say("utter_offer_request_human"))
        memory.expects = "which_claim"
        return Listen()

    def _stuck(self, element: str) -> Step:
        """Nothing else would do: time to look for it first, a person when it cannot be found."""
        memory, looked = self.memory, f"looked_for_{element}"
        self.says.append(Say(f"utter_stuck_{element}"))
        memory.dont_have = [name for name in memory.dont_have if name != element]
        if looked not in memory.told:
            memory.told = [*memory.told, looked]
            self.says.append(Say("utter_time_to_look"))
            return self._ask(element)
        memory.offer = {"name": "request_human"}
        self._ask_offer("request_human")
        memory.expects = element
        return Listen()

    async def _close(self) -> Step | None:
        if self._in_batch():
            return await batch_steps.next_or_finish(self)
        self.says.append(Say("utter_anything_else"))
        self.memory.expects = "more"
        return Listen()

    def _refused(self, refusal: client.Refused) -> Step | None:
        """The backend will not tell: without a grant the proof starts anew, else a person is brought."""
        memory = self.memory
        if refusal.code in ("no_grant", "no_verification", "verification_needed"):
            memory.requests = [*self.answered, *memory.requests] or [{"name": "check_claim_status"}]
            memory.forget_claim()
            memory.proved, self.session = None, None
            return None
        return HandOff(refusal.reason or "policy")


_OFFERING = frozenset({"utter_id_card", "utter_below_contract"})
"""Answers that end with the offer of a person themselves."""
_BY_LISTENER = frozenset({"member_id", "date_of_birth", "date_of_service", "wish"})
_PROOFS = frozenset({"role", "npi", "tax_id", "member_id", "date_of_birth", "zip_code"})
_SAID_AS_ASKED = frozenset({"legal", "deadline", "peer_to_peer"})
"""What the caller spoke of is not named back to them: they hear that a person comes."""
_NAMED_REASONS = frozenset(
    {"asked", "failed_verification", "medical_emergency", "language", "silence", "no_understanding", "dispute",
     "complaint", "distress", "fraud", "representative", "urgent_care"}
)  # fmt: skip


def _named(memory: Memory) -> dict[str, Any]:
    """The caller's name as it was said up to the proof."""
    return {"first_name": memory.first_name, "last_name": memory.last_name, "npi": memory.npi}


def _days_left(facts: dict[str, Any]) -> int:
    """To the last day of the claim's denial; below zero where there is none, or it is past."""
    return int(facts["denial_days_left"]) if facts.get("denial_days_left") is not None else -1


def _is_over(facts: dict[str, Any]) -> bool:
    """A right to appeal there was, whose last day has passed."""
    return bool(facts.get("denial_appealable")) and _days_left(facts) < 0


def _label(step: Step) -> str:
    """The step's name for the transcript."""
    name = {
        "Answer": f"answer_{getattr(step, 'request', {}).get('name', '')}",
        "Ask": f"ask_{getattr(step, 'element', '')}",
    }
    return name.get(type(step).__name__, type(step).__name__.lower())


__all__ = ["NEEDS_CLAIM", "Turn", "spelled"]
