"""From a corrected turn to a promoted model and back: nobody and the wrong person first, two people always."""

from __future__ import annotations

import json
import uuid
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from backend.conversation.learning import runs
from backend.conversation.learning.endpoints import workshop as the_workshop
from backend.database import session_scope
from backend.integrations.rasa.interface import DialogueAnswer, Entity, Message, Understood
from backend.integrations.rasa.workshop import LocalWorkshop, Reports, perfect
from backend.kit.clock import SystemClock
from backend.models.audit import AuditEvent
from backend.models.learning import TrainingExample
from backend.staff.policy import Role

LEARNING = "/api/v1/learning"
SAID = "could you peek at XQP904551 for Okonkwo"


@pytest.fixture
def talk(chat, assistant):
    """A chat with a turn that was misunderstood."""
    start = SAID.index("XQP904551")
    heard = Understood(
        intent="request_document",
        confidence=0.41,
        entities=(Entity(name="claim_number", value="XQP904551", text_start=start, text_end=start + 9),),
    )
    assistant.reply = lambda turn: DialogueAnswer(turn=turn.turn, messages=(Message(text="Sure."),), understood=heard)
    chat.say(SAID)
    return chat


@pytest.fixture
def shop(app):
    """A workshop whose models are names."""
    made = LocalWorkshop()
    app.dependency_overrides[the_workshop] = lambda: made
    yield made
    del app.dependency_overrides[the_workshop]


def said_turn(person) -> tuple[str, str]:
    one = person.post("/api/v1/transcripts/search", {}).json()["conversations"][0]
    turns = person.get(f"/api/v1/transcripts/{one['id']}").json()["turns"]
    return f"/api/v1/transcripts/{one['id']}/corrections", next(t["id"] for t in turns if t["kind"] == "text")


def propose(person, **more) -> dict:
    address, turn = said_turn(person)
    answer = person.post(address, {"turn_id": turn, "intent": "check_claim_status", **more})
    assert answer.status_code == 201, answer.text
    return answer.json()


def approved(sam, rui) -> dict:
    example = propose(sam)
    answer = rui.post(f"{LEARNING}/examples/{example['id']}/approval")
    assert answer.status_code == 200, answer.text
    return answer.json()


def run_once(shop) -> str:
    with session_scope() as session:
        run = runs.start(session, None, SystemClock(), work_here=True)
    return runs.carry_out(run.id, shop, SystemClock())


def test_nobody_and_the_wrong_person_get_nothing(client, signed_in, talk, sam) -> None:
    address, turn = said_turn(sam)
    example = propose(sam)["id"]
    posts = [
        (address, {"turn_id": turn, "intent": "greet"}),
        (f"{LEARNING}/examples/{example}/approval", {}),
        (f"{LEARNING}/examples/{example}/refusal", {"reason": "no good"}),
        (f"{LEARNING}/runs", {}),
        (f"{LEARNING}/withdrawal", {}),
    ]
    assert client.get(LEARNING).status_code == 401
    assert {client.post(path, json=body).status_code for path, body in posts} == {401}
    for role in (Role.AGENT, Role.BILLER):
        otto = signed_in(f"Otto{role}", role)
        assert [otto.get(LEARNING).status_code, otto.get(f"{LEARNING}/examples/{example}").status_code] == [403, 403]
        assert {otto.post(path, body).status_code for path, body in posts} == {403}
    ida = signed_in("Ida", Role.AUDITOR)
    assert {ida.post(path, body).status_code for path, body in posts} == {403}


def test_correction_proposes_a_likeness_that_holds_nothing_of_the_caller(talk, sam, shop) -> None:
    example = propose(sam)
    with session_scope() as session:
        kept = session.scalars(select(TrainingExample)).one()
        everything = f"{kept.text} {kept.entities} {kept.kept_words}"
    for text in (everything, str(example), sam.get(LEARNING).text):
        assert "904551" not in text
        assert "okonkwo" not in text.lower()
    assert example["text"].startswith("could you peek at ") or "peek" in example["unknown"]
    value = example["entities"][0]
    assert value["name"] == "claim_number"
    assert example["text"][value["text_start"] : value["text_end"]] == value["value"]


def test_corrected_values_go_with_the_words_they_stand_in(talk, sam) -> None:
    example = propose(
        sam, entities=[{"name": "member_id", "found": 0}, {"name": "person_name", "words": "okonkwo"}], keep=["peek"]
    )
    found = {one["name"]: example["text"][one["text_start"] : one["text_end"]] for one in example["entities"]}
    assert found.keys() == {"member_id", "person_name"}
    assert found["person_name"] in example["text"]
    assert "peek" in example["text"]


def test_what_cannot_be_corrected_is_refused(talk, sam) -> None:
    address, turn = said_turn(sam)
    refused = [
        ({"turn_id": str(uuid.uuid4()), "intent": "greet"}, 404),
        ({"turn_id": turn, "intent": "make_coffee"}, 422),
        ({"turn_id": turn, "intent": "greet", "entities": [{"name": "npi", "words": "never said"}]}, 422),
    ]
    assert [sam.post(address, body).status_code for body, _ in refused] == [status for _, status in refused]


def test_who_proposed_it_cannot_decide(talk, sam, rui) -> None:
    address = f"{LEARNING}/examples/{propose(sam)['id']}"
    assert sam.post(f"{address}/approval").json()["code"] == "same_person"
    assert sam.post(f"{address}/refusal", {"reason": "changed my mind"}).status_code == 403
    assert rui.post(f"{address}/approval").json()["state"] == "approved"
    assert rui.post(f"{address}/refusal", {"reason": "too late"}).status_code == 409


def test_second_person_sees_a_diff_and_covered_words(talk, sam, rui) -> None:
    seen = rui.get(f"{LEARNING}/examples/{propose(sam)['id']}").json()
    assert "904551" not in str(seen)
    assert "+++ b/nlu_data/nlu/learned.yml" in seen["change"]
    assert "+- intent: check_claim_status" in seen["change"]
    assert "tests/nlu/learned/learned.jsonl" in seen["change"]
    assert seen["problem"] is None
    assert seen["heard"] == ["claim_number"]


def test_words_already_trained_as_something_else_are_refused(chat, sam, rui) -> None:
    chat.say("claim status")
    example = propose_as(sam, "greet")
    address = f"{LEARNING}/examples/{example['id']}"
    assert rui.get(address).json()["problem"]
    assert rui.post(f"{address}/approval").json()["code"] == "contradicts"


def propose_as(person, intent: str) -> dict:
    address, turn = said_turn(person)
    return person.post(address, {"turn_id": turn, "intent": intent}).json()


def test_approved_examples_become_a_model_in_force(talk, sam, rui, shop) -> None:
    example = approved(sam, rui)
    assert run_once(shop) == "promoted"
    assert shop.current.archive == "claimline-1.tar.gz"
    assert example["text"] in shop.trained[0]
    seen = sam.get(LEARNING).json()
    assert (seen["in_force"], seen["learned"], seen["may_go_back"]) == ("claimline-1.tar.gz", 1, True)
    assert [one["state"] for one in seen["examples"]] == ["learned"]
    assert seen["runs"][0]["comparison"]["after"]["learned_right"] == 1
    with session_scope() as session:
        acts = session.scalars(select(AuditEvent.act).order_by(AuditEvent.seq)).all()
    wanted = ["proposed", "approved"]
    assert [act.rpartition(":")[2] for act in acts if "training_example" in act] == wanted
    assert "staff:model:promoted" in acts


def test_worse_model_is_refused_and_the_old_one_stays(talk, sam, rui, shop) -> None:
    approved(sam, rui)

    def deaf(model, learned: str) -> Reports:
        report = perfect(model, learned)
        if model.archive != "claimline-0.tar.gz":
            report.held_out["intents"] = {"request_human": {"recall": 0.9, "count": 40}}
        return report

    shop.reports = deaf
    assert run_once(shop) == "refused"
    assert shop.current.archive == "claimline-0.tar.gz"
    seen = sam.get(LEARNING).json()
    assert any("request_human" in one for one in seen["runs"][0]["reasons"])
    assert [one["state"] for one in seen["examples"]] == ["approved"]


def test_going_back_puts_the_old_model_in_force_and_the_examples_before_people_again(talk, sam, rui, shop) -> None:
    approved(sam, rui)
    run_once(shop)
    assert sam.post(f"{LEARNING}/withdrawal").json()["in_force"] == "claimline-0.tar.gz"
    assert [one["state"] for one in sam.get(LEARNING).json()["examples"]] == ["proposed"]
    assert sam.post(f"{LEARNING}/withdrawal").json()["code"] == "nothing_to_go_back_to"


def test_one_run_at_a_time_and_none_for_nothing(talk, sam, rui, shop) -> None:
    assert sam.post(f"{LEARNING}/runs").json()["code"] == "nothing_to_learn"
    approved(sam, rui)
    assert sam.post(f"{LEARNING}/runs").json()["state"] == "queued"
    assert rui.post(f"{LEARNING}/runs").json()["code"] == "run_under_way"


def test_run_that_was_interrupted_is_taken_up_again_and_a_finished_one_is_not(talk, sam, rui, shop) -> None:
    approved(sam, rui)
    with session_scope() as session:
        run = runs.start(session, None, SystemClock(), work_here=True)
        run.state = "comparing"
    assert runs.carry_out(run.id, shop, SystemClock()) == "promoted"
    assert runs.carry_out(run.id, shop, SystemClock()) == "finished"


def test_export_writes_a_change_to_review(talk, sam, rui, shop, tmp_path: Path) -> None:
    example = approved(sam, rui)
    run_once(shop)
    with session_scope() as session:
        written = runs.export(session, tmp_path, SystemClock())
    assert [str(path.relative_to(tmp_path)) for path in written] == [
        "nlu_data/nlu/learned.yml",
        "tests/nlu/learned/learned.jsonl",
    ]
    assert all(example["text"] in path.read_text() for path in written)


def test_run_whose_process_died_long_ago_blocks_nobody(talk, sam, rui, shop) -> None:
    approved(sam, rui)
    with session_scope() as session:
        run = runs.start(session, None, SystemClock(), work_here=True)
        run.state = "training"
        run.requested_at = run.started_at = SystemClock().now() - timedelta(minutes=31)
    assert sam.post(f"{LEARNING}/runs").json()["state"] == "queued"
    assert [one["state"] for one in sam.get(LEARNING).json()["runs"]] == ["queued", "failed"]


def test_likeness_is_seen_before_it_is_proposed_and_keeps_nothing(talk, sam) -> None:
    address, turn = said_turn(sam)
    asked = {"turn_id": turn, "intent": "check_claim_status"}
    seen = sam.post(address.replace("corrections", "likeness"), asked).json()
    assert "904551" not in seen["text"]
    assert "peek" in seen["unknown"]
    kept = sam.post(address.replace("corrections", "likeness"), {**asked, "keep": ["peek", "Okonkwo"]}).json()["text"]
    assert "peek" in kept
    assert "okonkwo" not in kept.lower()
    with session_scope() as session:
        assert session.scalars(select(TrainingExample)).all() == []


def test_export_keeps_what_earlier_exports_wrote(talk, sam, rui, shop, tmp_path: Path) -> None:
    earlier = {"id": "learned-elsewhere", "text": "any news on it", "intent": "check_claim_status", "speaker": "member"}
    path = tmp_path / "tests" / "nlu" / "learned" / "learned.jsonl"
    path.parent.mkdir(parents=True)
    path.write_text(json.dumps(earlier) + "\n")
    approved(sam, rui)
    run_once(shop)
    for _ in range(2):
        with session_scope() as session:
            written = runs.export(session, tmp_path, SystemClock())
    assert [len(one.read_text().splitlines()) for one in written] == [6, 2]
    assert all("any news on it" in one.read_text() for one in written)
