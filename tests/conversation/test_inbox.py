"""The list of answers behind a link: no key, a forged and an old one first; then what lies there and what does not."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import select, update

from backend.conversation.letters import inbox
from backend.conversation.letters import service as letters
from backend.conversation.outreach import service
from backend.database import session_scope
from backend.integrations.fax.local import FolderFax
from backend.kit.clock import SystemClock
from backend.models.member import Member
from backend.models.outreach import Letter, LetterLink
from tests.conversation.world import CLINIC_NPI, CLINIC_TAX_LAST5, World, make_world

CLOCK = SystemClock()
OFFICE = {"npi": CLINIC_NPI, "tax_id_last5": CLINIC_TAX_LAST5}
MOTHERS = {"date_of_birth": "1980-05-17", "zip_code": "80203"}


@pytest.fixture
def world(client: TestClient) -> World:
    with session_scope() as session:
        return make_world(session)


def choose(number: str, claim_id: UUID | None = None, member: bool = False) -> UUID:
    whose = {"member_id": "XQP-904-1177", "date_of_birth": date(1980, 5, 17)} if member else {"npi": CLINIC_NPI}
    with session_scope() as session:
        choice = service.Choice("sms", number=number, claim_id=claim_id, **whose)  # type: ignore[arg-type]
        return service.choose(session, choice, "staff:test", CLOCK).id


def sent(claim_id: UUID, preference_id: UUID | None, npi: str | None = CLINIC_NPI) -> tuple[str, Letter]:
    """A letter and the link that went out; the link's token."""
    with session_scope() as session:
        wanted = letters.NewLetter("status_letter", f"{claim_id}:{preference_id}:{npi}", [claim_id], npi)
        made = letters.ask(session, None, wanted, CLOCK)
        assert letters.make(session, made.id, FolderFax(Path("/nonexistent")), CLOCK) is not None
        address = letters.make_link(session, made, CLOCK, preference_id)
    return address.split("/letters/")[1].split("?")[0], made


def open_with(client: TestClient, token: str, proof: dict[str, str]) -> str:
    """Prove whose it is; where that leads."""
    answer = client.post(f"/letters/{token}", data=proof)
    return answer.headers.get("location") or answer.headers["content-type"]


@pytest.mark.parametrize("key", ["", "x", "AAAA" * 20, "ü"])
def test_without_a_key_of_ours_there_is_no_list_and_no_letter(client: TestClient, world: World, key: str) -> None:
    _, letter = sent(world.denied, None)
    headers = {"Cookie": f"{inbox.COOKIE}={key}".encode("latin-1")}
    page = client.get("/inbox", headers=headers)
    assert page.status_code == 200
    assert letter.reference not in page.text
    assert client.get(f"/inbox/{letter.id}", headers=headers).status_code == 404


def test_a_wrong_proof_opens_no_inbox(client: TestClient, world: World) -> None:
    token, letter = sent(world.denied, choose("+13035550142"))
    assert "refused=1" in open_with(client, token, OFFICE | {"tax_id_last5": "00000"})
    assert inbox.COOKIE not in client.cookies
    assert letter.reference not in client.get("/inbox").text


def test_where_no_zip_is_on_file_an_empty_one_opens_nothing(client: TestClient, world: World) -> None:
    token, letter = sent(world.denied, choose("+13035550142", member=True), None)
    with session_scope() as session:
        session.execute(update(Member).values(zip=""))
    assert "refused=1" in open_with(client, token, MOTHERS | {"zip_code": ""})
    assert inbox.COOKIE not in client.cookies
    assert letter.reference not in client.get("/inbox").text


def test_one_answer_opens_at_once_and_several_are_a_list(client: TestClient, world: World) -> None:
    number = choose("+13035550142")
    first, one = sent(world.denied, number)
    assert open_with(client, first, OFFICE) == "application/pdf"
    second, other = sent(world.paid, number)
    assert open_with(client, second, OFFICE) == "/inbox"
    page = client.get("/inbox").text
    assert one.reference in page
    assert other.reference in page
    assert client.get(f"/inbox/{one.id}").content.startswith(b"%PDF-")


def test_what_went_to_another_number_of_the_same_office_lies_elsewhere(client: TestClient, world: World) -> None:
    """A caller who proved a right to one claim holds a link; the office's other letters are not theirs."""
    sent(world.denied, choose("+13035550142"))
    token, own = sent(world.paid, choose("+13035550199", world.paid))
    assert open_with(client, token, OFFICE) == "application/pdf"
    page = client.get("/inbox").text
    assert own.reference in page
    assert page.count("reference") == 1


def test_a_member_sees_their_own_and_nobody_elses(client: TestClient, world: World) -> None:
    token, own = sent(world.denied, choose("+13035550142", member=True), None)
    _, asked_for = sent(world.paid, None, None)
    _, others = sent(world.namesake, None, None)
    assert open_with(client, token, MOTHERS) == "/inbox"
    page = client.get("/inbox").text
    assert own.reference in page
    assert asked_for.reference in page
    assert others.reference not in page
    assert client.get(f"/inbox/{others.id}").status_code == 404


def test_after_fifteen_minutes_it_has_closed(client: TestClient, world: World) -> None:
    token, letter = sent(world.denied, choose("+13035550142"))
    with session_scope() as session:
        link = session.scalars(select(LetterLink)).one()
        old = inbox.key_of(link.token_hash, CLOCK.now() - inbox.OPEN_FOR - timedelta(seconds=1))
    assert inbox.answers(old, CLOCK) is None
    assert open_with(client, token, OFFICE) == "application/pdf"
    assert letter.reference in client.get("/inbox").text
    client.post("/inbox/closed")
    assert letter.reference not in client.get("/inbox").text


def test_a_link_that_has_expired_closes_the_inbox_too(client: TestClient, world: World) -> None:
    token, letter = sent(world.denied, choose("+13035550142"))
    open_with(client, token, OFFICE)
    with session_scope() as session:
        session.scalars(select(LetterLink)).one().expires_at = CLOCK.now() - timedelta(seconds=1)
    assert letter.reference not in client.get("/inbox").text
    assert client.get(f"/inbox/{letter.id}").status_code == 404
