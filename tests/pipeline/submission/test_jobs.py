"""The clearinghouse's folders and the jobs around them, with real commits."""

from __future__ import annotations

import io
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from threading import Barrier

import pytest
from sqlalchemy import Engine, select, text

from backend.database import session_scope
from backend.integrations.clearinghouse.folder import FolderClearinghouse
from backend.kit.clock import FixedClock, SystemClock
from backend.models.appointment import EligibilityInquiry
from backend.models.encounter import Encounter
from backend.models.submission import OutgoingInterchange, Submission
from backend.pipeline.credentialing import tasks as credentialing_tasks
from backend.pipeline.eligibility import service as eligibility
from backend.pipeline.eligibility import tasks as eligibility_tasks
from backend.pipeline.encounters import tasks as encounter_tasks
from backend.pipeline.encounters.service import take_encounters
from backend.pipeline.encounters.service import take_up as encounters_take_up
from backend.pipeline.intake import tasks as intake_tasks
from backend.pipeline.scrubbing import service as scrubbing
from backend.pipeline.scrubbing import tasks as scrubbing_tasks
from backend.pipeline.submission import service, tasks
from backend.pipeline.submission.collecting import collect_files
from backend.settings import get_settings
from backend.x12 import read
from backend.x12.acknowledgement_999.models import FunctionalHeader, SetAcknowledgement
from backend.x12.acknowledgement_999.writing import acknowledgement
from backend.x12.eligibility_270_271.models import Benefit, EligibilityHeader, EligibilityResponse, Trace
from backend.x12.eligibility_270_271.writing import responses
from backend.x12.writer import Envelope, SetToWrite, write
from tests.pipeline.eligibility.practice import appointment
from tests.pipeline.encounters.visits import NOTED, VISIT
from tests.pipeline.submission.claims import NOW, files, note, ready, records


@pytest.fixture
def folder(tmp_path: Path) -> FolderClearinghouse:
    return FolderClearinghouse(tmp_path)


def put(tmp_path: Path, name: str, member: SetToWrite, number: int) -> None:
    out = io.BytesIO()
    write(out, Envelope("ZZ", "CLEARINGHOUSE", "ZZ", "CLAIMLINE", NOW, number), [member])
    (tmp_path / "in" / name).write_bytes(out.getvalue())


def test_file_appears_whole_and_once(tmp_path: Path, folder: FolderClearinghouse) -> None:
    folder.send("000000001-837P.x12", b"first")
    folder.send("000000001-837P.x12", b"second")
    assert [(one.name, one.read_bytes()) for one in (tmp_path / "out").iterdir()] == [("000000001-837P.x12", b"first")]


@pytest.mark.parametrize("name", ["../escape", "a/b", ".hidden"])
def test_name_stays_in_its_folder(folder: FolderClearinghouse, name: str) -> None:
    with pytest.raises(AssertionError):
        folder.send(name, b"x")


def test_settled_file_is_not_offered_again(tmp_path: Path, folder: FolderClearinghouse) -> None:
    (tmp_path / "in" / "one.271").write_bytes(b"x")
    (tmp_path / "in" / "two.part").write_bytes(b"half")
    assert folder.waiting() == ["one.271"]
    folder.settle("one.271")
    assert folder.waiting() == []


def test_files_that_came_in_are_kept_and_handed_to_their_readers(
    committed: Engine, tmp_path: Path, folder: FolderClearinghouse
) -> None:
    with session_scope() as session:
        ready(session, note("V1"))
        number = service.submit_ready(session, NOW)[0].interchange_number
        eligibility.take_appointments(session, [appointment()], NOW)
        eligibility.ask_ahead(session, datetime(2026, 3, 16, 22, tzinfo=UTC))
    with session_scope() as session:
        content = session.scalars(select(OutgoingInterchange.content).where(OutgoingInterchange.kind == "270")).one()
    asked = next(record.model for each in read(content) for record in each.records())
    active = (Benefit("1", "IND", ("30",), "C1", "Harbor Choice PPO"),)
    told = EligibilityResponse(asked.parties, (Trace("2", asked.traces[0].number, "9CLAIMLINE"),), (), (), active)
    put(tmp_path, "a.271", responses(EligibilityHeader("R", NOW.date(), "2300", "11"), [told]), 501)
    word = SetAcknowledgement("837", "0001", "005010X222A1", "A")
    put(tmp_path, "b.999", acknowledgement(FunctionalHeader("HC", str(number), "005010X222A1"), [word]), 502)
    assert collect_files(folder, session_scope, FixedClock(NOW)) == 2
    assert folder.waiting() == []
    with session_scope() as session:
        rows = session.execute(
            text("SELECT task_name, args FROM procrastinate_jobs WHERE args ? 'file_id' ORDER BY id")
        ).all()
    assert [one.task_name for one in rows] == ["intake:read_file", "intake:read_file"]
    for _ in range(2):  # a job taken up again changes nothing
        for row in rows:
            intake_tasks.read_file(row.args["file_id"])
    with session_scope() as session:
        assert session.scalars(select(Submission.acknowledged)).all() == ["A"]
        assert session.scalars(select(EligibilityInquiry.outcome)).all() == ["active"]


def test_file_that_cannot_be_read_is_still_kept_and_settled(
    committed: Engine, tmp_path: Path, folder: FolderClearinghouse
) -> None:
    (tmp_path / "in" / "noise.txt").write_bytes(b"not X12 at all")
    assert collect_files(folder, session_scope, FixedClock(NOW)) == 1
    with session_scope() as session:
        assert session.scalars(text("SELECT task_name FROM procrastinate_jobs")).all() == ["intake:read_file"]
        assert session.scalars(text("SELECT name FROM file")).all() == ["noise.txt"]


def test_two_senders_at_once_send_every_claim_once(committed: Engine) -> None:
    with session_scope() as session:
        built = ready(session, *(note(f"V{n}") for n in range(12)))
    meet = Barrier(2)

    def send() -> int:
        with session_scope() as session:
            meet.wait(timeout=10)
            sent = sum(one.claims for one in service.submit_ready(session, NOW, limit=8))
        return sent

    with ThreadPoolExecutor(2) as pool:
        counts = [one.result(timeout=30) for one in [pool.submit(send), pool.submit(send)]]
    with session_scope() as session:
        service.submit_ready(session, NOW)
        numbers = [one.patient_control_number for file in files(session) for one in records(file)]
    assert sum(counts) >= 8
    assert sorted(numbers) == sorted({f"V{n}" for n in range(12)})
    assert len(numbers) == len(built)


def test_two_builders_at_once_build_one_claim(committed: Engine) -> None:
    with session_scope() as session:
        taken = take_encounters(session, [note("V1")], NOTED)
    meet = Barrier(2)

    def build() -> int:
        with session_scope() as session:
            meet.wait(timeout=10)
            return len(scrubbing.build(session, [taken[0].id], NOW))

    with ThreadPoolExecutor(2) as pool:
        counts = [one.result(timeout=30) for one in [pool.submit(build), pool.submit(build)]]
    assert sorted(counts) == [0, 1]


def test_claim_whose_jobs_were_lost_goes_on(committed: Engine) -> None:
    with session_scope() as session:
        ready(session, note("V0"))
        service.submit_ready(session, NOW)
        take_encounters(session, [note("V1")], NOTED)
        lost = take_encounters(session, [note("V2")], NOTED)
        scrubbing.build(session, [one.id for one in lost], NOW)
        session.execute(text("UPDATE outgoing_claim SET changed_at = now() - interval '1 hour'"))
        session.execute(text("DELETE FROM procrastinate_jobs"))
    with session_scope() as session:
        assert encounters_take_up(session, SystemClock().now()) == 1
        again = session.scalars(text("SELECT args FROM procrastinate_jobs WHERE task_name = 'scrubbing:build'")).one()
    scrubbing_tasks.build(again["encounter_ids"])
    scrubbing_tasks.take_up(0)
    with session_scope() as session:
        session.execute(
            text("UPDATE outgoing_claim SET changed_at = now() - interval '1 hour' WHERE state = 'scrubbed'")
        )
    credentialing_tasks.take_up(0)
    with session_scope() as session:
        counts = scrubbing.outgoing_claims(session)[0]
    assert counts == {"submitted": 1, "ready": 2}
    tasks.take_up(0)
    with session_scope() as session:
        assert service.files_left_behind(session, SystemClock().now()) == []
        name = session.scalars(select(OutgoingInterchange.name)).one()
    (get_settings().var / "clearinghouse" / "out" / name).unlink()


def test_every_job_of_the_clock_runs_on_an_empty_and_on_a_full_day(committed: Engine) -> None:
    rounds: list[Callable[[int], None]] = [
        scrubbing_tasks.take_up, credentialing_tasks.take_up, tasks.take_up,
        eligibility_tasks.ask_ahead, eligibility_tasks.open_unanswered, encounter_tasks.close_overdue,
        credentialing_tasks.ask_again, tasks.submit, tasks.collect, tasks.ask_silent,
    ]  # fmt: skip
    for one in rounds:
        one(0)
    today = SystemClock().today()
    with session_scope() as session:
        ready(session, note("V1"))
        eligibility.take_appointments(session, [appointment(day=today.isoformat())], datetime.now(UTC))
        open_visit = note("V2", {**VISIT, "decision_making": None})
        take_encounters(session, [open_visit], NOTED)
    for one in rounds:
        one(0)
    with session_scope() as session:
        kinds = sorted(session.scalars(select(OutgoingInterchange.kind)))
        numbers = list(session.scalars(select(OutgoingInterchange.number)))
        coded = {one.number: one.state for one in session.scalars(select(Encounter))}
    assert kinds == ["270", "837P"]
    assert coded == {"V1": "billed", "V2": "coded"}
    for number in [*numbers, *numbers]:
        tasks.send_file(number)
    with session_scope() as session:
        assert (
            session.scalars(select(OutgoingInterchange.sent_at).where(OutgoingInterchange.sent_at.is_(None))).all()
            == []
        )
        sent = {one.name: one.content for one in session.scalars(select(OutgoingInterchange))}
    folder = get_settings().var / "clearinghouse" / "out"
    assert {name: (folder / name).read_bytes() for name in sent} == sent
    for name in sent:
        (folder / name).unlink()
