"""What a batch of claims does in a turn: begun, counted, passed over, taken up again, finished. The backend keeps the count."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from actions import batch, client
from actions.steps import Ask, Listen, Say, Step
from actions.wording import count, identifier, money

if TYPE_CHECKING:
    from actions.turn import Turn

REQUESTS = frozenset({"skip_claim", "next_claim", "finish_batch", "batch_progress", "resume_batch"})


async def begin(turn: Turn) -> None:
    """So many claims are wanted: said once, with the words that steer."""
    state = dict(turn.memory.batch or {})
    answer = await turn.call("batches/begin", total=state.get("total"))
    turn.memory.batch = _state(answer)
    total = turn.memory.batch["total"]
    turn.says.append(Say("utter_batch_begin", {"count": count(int(total), "claim") if total else "several claims"}))


def left_from_last_call(turn: Turn, left: dict[str, Any]) -> Step:
    """An unfinished batch of the last call is offered before anything else."""
    turn.memory.offer = {"name": "resume_batch", "total": left.get("total"), "done": int(left.get("done") or 0)}
    return Ask("offer")


def offer_words(offer: dict[str, Any]) -> dict[str, str]:
    """What the offer to go on says: how far the last call came."""
    done, total = int(offer.get("done") or 0), offer.get("total")
    return {"progress": f"{done} of {total}" if total else count(done, "claim"), "next": str(done + 1)}


async def headline(turn: Turn) -> dict[str, Any]:
    """The claim at hand in one breath, counted once."""
    memory = turn.memory
    assert memory.claim is not None
    assert memory.batch is not None
    claim_id = memory.claim["id"]
    facts = await turn.call(f"claims/{claim_id}/status")
    turn.says.append(batch.headline(facts, memory.batch, turn.channel))
    memory.told = [*memory.told, claim_id]
    await _count(turn, claim_id)
    return facts


async def answer(request: dict[str, Any], turn: Turn) -> Step | None:
    """Performs a wish about the batch itself."""
    match request["name"]:
        case "skip_claim":
            await _count(turn, None)
            turn.says.append(Say("utter_batch_skipped"))
        case "finish_batch":
            return await finish(turn)
        case "batch_progress":
            turn.says.append(
                Say("utter_batch_progress", {"progress": batch.progress_words(turn.memory.batch or {"done": 0})})
            )
        case "resume_batch":
            turn.memory.batch = _state(await turn.call("batches/take_up"))
            turn.says.append(Say("utter_batch_resumed", {"place": batch.place_words(turn.memory.batch)}))
            if turn.memory.is_waiting_for("list_claims"):
                turn.memory.requests = [{"name": "check_claim_status"}]
    return None


async def next_or_finish(turn: Turn) -> Step | None:
    """After a claim: the next one is asked for; after the last the results are on their way."""
    memory = turn.memory
    assert memory.batch is not None
    total = memory.batch.get("total")
    if total and int(memory.batch["done"]) >= int(total):
        return await finish(turn)
    turn.says.append(Say("utter_batch_next"))
    memory.batch = memory.batch | {"next": True}
    memory.expects = "member_id"
    return Listen()


async def finish(turn: Turn) -> Step:
    """The end of a batch: how many, and where the results are."""
    memory = turn.memory
    done = await turn.call("batches/finish")
    memory.batch = None
    said = {
        "count": count(int(done["done"]) - int(done["skipped"]), "claim"),
        "reference": identifier(str(done.get("reference") or ""), turn.channel),
    }
    turn.says.append(Say("utter_batch_finished" if done.get("reference") else "utter_batch_finished_nothing", said))
    turn.says.append(Say("utter_anything_else"))
    memory.expects = "more"
    return Listen()


async def payment_floor(turn: Turn) -> None:
    """A provider's totals; of no patient's claim in particular."""
    if turn.memory.speaker == "member":
        turn.says.append(Say("utter_floor_provider_only"))
        return
    floor = await turn.call("payment_floor")
    said = {
        "claims": count(int(floor["claims"]), "claim"),
        "amount": money(floor["amount"], turn.channel),
        "undecided": count(int(floor["undecided_claims"]), "claim"),
        "charge": money(floor["undecided_charge"], turn.channel),
    }
    turn.says.append(Say("utter_payment_floor", said))


async def _count(turn: Turn, claim_id: str | None) -> None:
    try:
        counted = await turn.call("batches/count", claim_id=claim_id)
    except client.Refused:
        return
    turn.memory.batch = _state(counted)


def _state(answer: dict[str, Any]) -> dict[str, Any]:
    return {"total": answer.get("total"), "done": int(answer.get("done") or 0), "begun": True, "next": False}
