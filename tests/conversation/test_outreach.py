"""Letters and their links, chosen channels, quiet hours, texts sent at most once: the wrong person first."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import select

from backend.conversation.letters import service as letters
from backend.conversation.outreach import rules, service
from backend.conversation.outreach.errors import OnePerson
from backend.database import session_scope
from backend.integrations.fax.local import FolderFax
from backend.integrations.twilio.calls import FolderCalls
from backend.integrations.twilio.sender import FolderSender, SendingRefused, SendingUncertain
from backend.kit.clock import FixedClock
from backend.models.outreach import ContactPreference, Letter, LetterLink, OutboundNotice, TextMessage
from backend.models.work_item import WorkItem
from backend.staff.gate import COOKIE
from backend.staff.policy import Role
from tests.conversation.conftest import Person
from tests.conversation.world import CLINIC_NPI, CLINIC_TAX_LAST5, World, make_world

NOON = FixedClock(datetime(2026, 11, 20, 17, 0, tzinfo=UTC))
NIGHT = FixedClock(datetime(2026, 11, 21, 6, 30, tzinfo=UTC))
"""Noon and half past one at night in New York."""
NUMBER = "+13035550142"
MOTHER = {"member_id": "XQP-904-1177", "date_of_birth": date(1980, 5, 17)}


@pytest.fixture
def world(client: TestClient) -> World:
    with session_scope() as session:
        return make_world(session)


def letter_of(world: World, npi: str | None = CLINIC_NPI, kind: str = "status_letter") -> Letter:
    with session_scope() as session:
        made = letters.ask(session, None, letters.NewLetter(kind, f"k:{kind}:{npi}", [world.denied], npi), NOON)
    with session_scope() as session:
        letters.make(session, made.id, FolderFax(Path("/nonexistent")), NOON)
    with session_scope() as session:
        return session.get_one(Letter, made.id)


def link_to(letter: Letter) -> str:
    with session_scope() as session:
        address = letters.make_link(session, session.get_one(Letter, letter.id), NOON)
    return address.split("/letters/")[1].split("?")[0]


@pytest.mark.parametrize("kind", ["status_letter", "remittance_copy", "eob_copy", "batch_results"])
def test_a_letter_is_a_pdf_with_what_stands_in_the_record(world: World, kind: str) -> None:
    letter = letter_of(world, None if kind == "eob_copy" else CLINIC_NPI, kind)
    assert letter.state == "ready"
    assert (letter.pdf or b"").startswith(b"%PDF-")
    assert len(letter.pdf or b"") > 1000


def test_asked_for_twice_it_is_one_letter(world: World) -> None:
    assert letter_of(world).id == letter_of(world).id


@pytest.mark.parametrize(
    "form",
    [
        {},
        {"npi": CLINIC_NPI},
        {"npi": CLINIC_NPI, "tax_id_last5": "00000"},
        {"npi": "1234567893", "tax_id_last5": CLINIC_TAX_LAST5},
        {"date_of_birth": "1980-05-17", "zip_code": "80203"},
    ],
)
def test_who_holds_the_link_but_proves_nothing_sees_nothing(
    client: TestClient, world: World, form: dict[str, str]
) -> None:
    token = link_to(letter_of(world))
    answer = client.post(f"/letters/{token}", data=form)
    assert answer.status_code == 303
    assert "refused=1" in answer.headers["location"]


def test_a_guessed_link_is_like_any_wrong_answer(client: TestClient, world: World) -> None:
    answer = client.post("/letters/guessed", data={"npi": CLINIC_NPI, "tax_id_last5": CLINIC_TAX_LAST5})
    assert answer.status_code == 303
    assert client.get("/letters/guessed?for=provider").status_code == 200


def expire_all() -> None:
    with session_scope() as session:
        for link in session.scalars(select(LetterLink)):
            link.expires_at = datetime.now(UTC) + timedelta(hours=1)


def test_the_reader_opens_it_and_after_five_wrong_tries_nobody_does(client: TestClient, world: World) -> None:
    token = link_to(letter_of(world))
    expire_all()
    right = {"npi": CLINIC_NPI, "tax_id_last5": CLINIC_TAX_LAST5}
    for _ in range(7):
        assert client.post(f"/letters/{token}", data=right).headers["content-type"] == "application/pdf"
    for _ in range(5):
        client.post(f"/letters/{token}", data=right | {"tax_id_last5": "00000"})
    assert client.post(f"/letters/{token}", data=right).status_code == 303


def test_a_link_that_has_expired_opens_nothing(client: TestClient, world: World) -> None:
    token = link_to(letter_of(world))
    with session_scope() as session:
        session.scalars(select(LetterLink)).one().expires_at = datetime.now(UTC) - timedelta(seconds=1)
    right = {"npi": CLINIC_NPI, "tax_id_last5": CLINIC_TAX_LAST5}
    assert client.post(f"/letters/{token}", data=right).status_code == 303


def test_a_members_letter_opens_for_the_member(client: TestClient, world: World) -> None:
    token = link_to(letter_of(world, None, "eob_copy"))
    expire_all()
    wrong = {"date_of_birth": "1980-05-18", "zip_code": "80203"}
    assert client.post(f"/letters/{token}", data=wrong).status_code == 303
    right = {"date_of_birth": "1980-05-17", "zip_code": "80203"}
    assert client.post(f"/letters/{token}", data=right).content.startswith(b"%PDF-")


def test_another_providers_claim_never_stands_on_a_letter(world: World) -> None:
    with session_scope() as session:
        wanted = letters.NewLetter("batch_results", "mixed", [world.elsewhere], CLINIC_NPI)
        made = letters.ask(session, None, wanted, NOON)
    with session_scope() as session:
        assert letters.make(session, made.id, FolderFax(Path("/nonexistent")), NOON) is not None
        both = session.get_one(Letter, made.id).pdf or b""
    assert len(both) < len(letter_of(world, kind="batch_results").pdf or b"")


# -- chosen channels


def choose(channel: str, **more: object) -> ContactPreference:
    known = {"channel": channel, "time_zone": "America/New_York", "number": NUMBER, "npi": CLINIC_NPI}
    with session_scope() as session:
        return service.choose(session, service.Choice(**(known | more)), "staff:test", NOON)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("moment", "zone", "allowed"),
    [
        (datetime(2026, 11, 20, 17, 0, tzinfo=UTC), "America/New_York", datetime(2026, 11, 20, 17, 0, tzinfo=UTC)),
        (datetime(2026, 11, 21, 6, 30, tzinfo=UTC), "America/New_York", datetime(2026, 11, 21, 13, 0, tzinfo=UTC)),
        (datetime(2026, 11, 21, 2, 30, tzinfo=UTC), "America/New_York", datetime(2026, 11, 21, 13, 0, tzinfo=UTC)),
        (datetime(2026, 11, 21, 2, 30, tzinfo=UTC), "America/Los_Angeles", datetime(2026, 11, 21, 2, 30, tzinfo=UTC)),
        (datetime(2026, 3, 8, 8, 0, tzinfo=UTC), "America/New_York", datetime(2026, 3, 8, 12, 0, tzinfo=UTC)),
        (datetime(2026, 11, 21, 18, 30, tzinfo=UTC), "Pacific/Honolulu", datetime(2026, 11, 21, 18, 30, tzinfo=UTC)),
    ],
)
def test_quiet_hours_are_those_of_the_place(moment: datetime, zone: str, allowed: datetime) -> None:
    assert rules.next_allowed(moment, zone, "sms") == allowed
    assert rules.next_allowed(moment, zone, "inbox") == moment


def send(clock: FixedClock, calls: FolderCalls) -> None:
    with session_scope() as session:
        found = list(session.scalars(select(OutboundNotice.id)))
    for one in found:
        service.send_notice(one, calls, clock)


def plan(world: World, clock: FixedClock) -> None:
    letter = letter_of(world)
    with session_scope() as session:
        service.answer_is_ready(session, session.get_one(Letter, letter.id), None, clock)


def test_a_text_says_no_more_than_that_an_answer_is_ready(world: World, tmp_path: Path) -> None:
    choose("sms")
    plan(world, NOON)
    plan(world, NOON)
    send(NOON, FolderCalls(tmp_path))
    send(NOON, FolderCalls(tmp_path))
    with session_scope() as session:
        message = session.scalars(select(TextMessage)).one()
    assert message.number == NUMBER
    assert re.fullmatch(
        r"Your answer is ready: http\S+/letters/\S+ The link works for 48 hours\. Reply STOP .*", message.text
    )
    for told in ("Odessa", "Farrow", "XQP", "240", "denied", "ICN", "CO-197", "Tidewater"):
        assert told.lower() not in message.text.lower()


def test_nothing_goes_out_at_night_and_it_goes_in_the_morning(world: World, tmp_path: Path) -> None:
    choose("sms")
    plan(world, NIGHT)
    send(NIGHT, FolderCalls(tmp_path))
    with session_scope() as session:
        assert session.scalars(select(TextMessage)).all() == []
        assert session.scalars(select(OutboundNotice.send_at)).one() == datetime(2026, 11, 21, 13, 0, tzinfo=UTC)
    send(FixedClock(datetime(2026, 11, 21, 13, 0, tzinfo=UTC)), FolderCalls(tmp_path))
    with session_scope() as session:
        assert len(session.scalars(select(TextMessage)).all()) == 1


def test_who_has_not_consented_hears_nothing_and_a_person_sees_to_the_letter(world: World, tmp_path: Path) -> None:
    plan(world, NOON)
    plan(world, NOON)
    send(NOON, FolderCalls(tmp_path))
    with session_scope() as session:
        assert session.scalars(select(TextMessage)).all() == []
        notice = session.scalars(select(OutboundNotice)).one()
        assert (notice.state, notice.preference_id) == ("no_channel", None)
        item = session.scalars(select(WorkItem).where(WorkItem.subject_id == notice.id)).one()
        assert (item.queue, item.owner, item.due) == ("undelivered_notices", "agent", date(2026, 11, 23))


def test_who_withdrew_hears_nothing(world: World, tmp_path: Path) -> None:
    choose("sms")
    plan(world, NIGHT)
    with session_scope() as session:
        service.withdraw(session, NUMBER, NIGHT)
    send(NOON, FolderCalls(tmp_path))
    with session_scope() as session:
        assert session.scalars(select(OutboundNotice.state)).one() == "withdrawn"
        assert session.scalars(select(TextMessage)).all() == []


def test_a_call_with_news_is_placed_once(world: World, tmp_path: Path) -> None:
    choose("call")
    plan(world, NOON)
    for _ in range(3):
        send(NOON, FolderCalls(tmp_path))
    assert len(list(tmp_path.glob("*.json"))) == 1


class Broken(FolderCalls):
    """A network that takes the call and does not say so."""

    placed = 0

    def place(self, to: str, path: str, key: str) -> str:
        self.placed += 1
        raise SendingUncertain


def test_a_call_nobody_knows_about_is_not_placed_again(world: World, tmp_path: Path) -> None:
    choose("call")
    plan(world, NOON)
    network = Broken(tmp_path)
    for _ in range(3):
        send(NOON, network)
    assert network.placed == 1
    with session_scope() as session:
        assert session.scalars(select(OutboundNotice.state)).one() == "uncertain"


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"channel": "sms", "npi": CLINIC_NPI, "number": "303-555-0142"}, 200),
        ({"channel": "inbox", "npi": CLINIC_NPI}, 200),
        ({"channel": "sms", "npi": CLINIC_NPI}, 422),
        ({"channel": "sms", "npi": CLINIC_NPI, "number": "911"}, 422),
        ({"channel": "sms", "number": NUMBER}, 422),
        ({"channel": "sms", "npi": CLINIC_NPI, "number": NUMBER, "time_zone": "Mars/Olympus"}, 422),
        ({"channel": "pigeon", "npi": CLINIC_NPI}, 422),
    ],
)
def test_a_choice_is_entered_by_staff(
    client: TestClient, world: World, signed_in: Callable[..., Person], body: dict[str, str], status: int
) -> None:
    assert client.put("/api/v1/contact-preferences", json=body).status_code == 401
    cookie = {"Cookie": f"{COOKIE}={signed_in('Ada').token}"}
    assert client.put("/api/v1/contact-preferences", json=body, headers=cookie).status_code == status


# -- text messages of ours


class Sender(FolderSender):
    """A carrier that fails in the ways given, in turn."""

    def __init__(self, folder: Path, *fails: str) -> None:
        super().__init__(folder)
        self.fails = list(fails)

    def send(self, to: str, text: str, key: str) -> str:
        how = self.fails.pop(0) if self.fails else ""
        if how == "refused":
            raise SendingRefused
        sid = super().send(to, text, key)
        if how == "lost":
            raise SendingUncertain
        return sid


def new_text(text: str = "hello") -> TextMessage:
    with session_scope() as session:
        return service.text_message(session, NUMBER, text, f"key:{text}", NOON)


@pytest.mark.parametrize("fails", [(), ("lost",), ("refused",), ("lost", "lost"), ("refused", "lost")])
def test_whatever_the_carrier_does_a_text_is_delivered_at_most_once(
    client: TestClient, tmp_path: Path, fails: tuple[str, ...]
) -> None:
    message, carrier = new_text(), Sender(tmp_path, *fails)
    for _ in range(5):
        if service.send_text(message.id, carrier, NOON):
            break
    assert len(list(tmp_path.glob("*.json"))) == 1
    with session_scope() as session:
        assert session.get_one(TextMessage, message.id).state == "sent"


def test_the_same_key_is_the_same_message(client: TestClient) -> None:
    assert new_text().id == new_text().id


@pytest.mark.parametrize(
    "order", [("sent", "delivered"), ("delivered", "sent"), ("delivered", "queued", "failed", "sent")]
)
def test_the_carriers_word_only_moves_forward(client: TestClient, tmp_path: Path, order: tuple[str, ...]) -> None:
    message = new_text()
    service.send_text(message.id, FolderSender(tmp_path), NOON)
    with session_scope() as session:
        sid = session.get_one(TextMessage, message.id).sid or ""
    for told in order:
        service.delivered(sid, told, NOON)
    with session_scope() as session:
        assert session.get_one(TextMessage, message.id).delivery == "delivered"


def test_roles_that_may_not_are_refused(client: TestClient, signed_in: Callable[..., Person]) -> None:
    ida = signed_in("Ida", Role.AUDITOR)
    assert ida.get("/api/v1/telephone").status_code == 403
    assert client.get("/api/v1/telephone").status_code == 401


def test_twins_under_one_id_are_nobody_to_write_to(world: World) -> None:
    with pytest.raises(OnePerson):
        choose("sms", npi=None, member_id="TWN-100-0001", date_of_birth=date(1990, 6, 6))
