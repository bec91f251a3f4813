"""Nothing about a person where it does not belong: the running system is driven on every channel, then everything is searched.

Every member of the demo world is a canary by what is theirs alone (member id, telephone, claim numbers, whole name); what is
said and written here carries words of its own.
"""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import pytest
from playwright.sync_api import BrowserContext, Page, expect
from sqlalchemy import Engine, text
from sqlalchemy.orm import Session

from backend.conversation.retention.repository import RetentionRepository
from backend.database import embedded_url, make_engine
from backend.integrations.twilio.phone import Call
from backend.integrations.twilio.signature import sign
from backend.kit.clock import SystemClock
from tests.browser.settling import settled
from tests.browser.waiting import accept_theirs

pytestmark = [pytest.mark.system, pytest.mark.browser]
WORD = re.compile(r"[A-Za-z0-9][A-Za-z0-9.-]*[A-Za-z0-9]")
ALLOWED_FOLDERS = {"postgres", "world", "clearinghouse", "models", "secrets"}
"""The database's own files, the generated world, X12 on its way to and from payers. Mail is looked at apart."""
WITHOUT_PHI = (
    "attempt_counter audit_event audit_checkpoint procrastinate_jobs procrastinate_events staff staff_session notice presence "
    "conversation_tag sla_breach double_scoring chat_session model_run retention_run outbound_notice machine_score call_leg "
    "training_example monthly_report quality_sample letter_link oidc_attempt"
).split()
"""Tables that hold our own ids, counts, hashes and words of staff about work."""
STORAGE = """async () => {
  const found = [JSON.stringify(localStorage), JSON.stringify(sessionStorage), document.cookie];
  for (const one of await indexedDB.databases()) found.push(one.name);
  for (const name of await caches.keys()) for (const one of await (await caches.open(name)).keys()) found.push(one.url);
  return found.join(" ");
}"""


@dataclass
class Watch:
    """What the browsers and clients of this test sent and got where nobody should see a person."""

    words: list[str]
    addresses: list[str] = field(default_factory=list)
    refusals: list[str] = field(default_factory=list)

    def on(self, context: BrowserContext) -> None:
        context.on("request", lambda one: self.addresses.extend([one.url, one.headers.get("referer", "")]))


@pytest.fixture
def watch() -> Watch:
    return Watch([f"canary{name}{uuid4().hex[:10]}" for name in ("chat", "speech", "sms", "reply", "note", "refused")])


@pytest.fixture(scope="session")
def of_members(truth) -> set[str]:
    """What is one member's alone."""
    found: set[str] = set()
    for row in truth:
        member = row["member"]
        found |= {member["id"], member["phone"], row["claim_number"], row["patient_control_number"]}
        found.add(f"{member['first']} {member['last']}")
    return {one.casefold() for one in found if one and len(one) > 7}


@pytest.fixture
def database(system) -> Iterator[Engine]:
    made = make_engine(
        system.environment().get("CLAIMLINE_DATABASE_URL") or embedded_url(system.var / "postgres", "claimline")
    )
    yield made
    made.dispose()


def hits(body: str, canaries: set[str], words: Iterable[str]) -> set[str]:
    """Which canaries stand in a text."""
    found = WORD.findall(body.casefold())
    pairs = {f"{one} {other}" for one, other in itertools.pairwise(found)}
    return ((set(found) | pairs) & canaries) | {one for one in words if one in body}


def chat_and_desk(page_of, claim: dict[str, Any], watch: Watch) -> list[Page]:
    """A member proves who they are, hears of a denial, reads the paper, asks for a person and is answered."""
    member = page_of(None, "/member")
    watch.on(member.context)
    expect(member.get_by_text("automated").first).to_be_visible()
    born = date.fromisoformat(claim["member"]["dob"]).strftime("%m/%d/%Y")
    served = date.fromisoformat(claim["service_from"]).strftime("%B %-d, %Y")
    place = member.get_by_label("Your message")
    for line in (
        f"Why was my visit on {served} not paid? I'm a member",
        claim["member"]["id"],
        born,
        claim["member"]["zip"],
        f"my dog is called {watch.words[0]}",
        f"{claim['member']['first']} {claim['member']['last']} wants a representative",
    ):
        expect(place).to_be_editable()
        place.fill(line)
        place.press("Enter")
        settled(member)
    expect(member.locator("claimline-chat .state")).to_have_text("Waiting for a person")
    desk = page_of("agent", "/console")
    watch.on(desk.context)
    accept_theirs(desk, member)
    desk.locator("#reply").fill(f"Your claim {claim['claim_number']} {watch.words[3]}")
    desk.locator("#reply").press("Enter")
    desk.locator("#note").fill(f"{watch.words[4]} {claim['member']['id']}")
    desk.get_by_role("button", name="Save the note").click()
    expect(desk.locator("#notes")).to_contain_text(watch.words[4])
    with desk.expect_response(lambda answer: answer.url.endswith("/draft") and answer.ok):
        desk.locator("#reply").fill(f"half written to {claim['member']['first']} {claim['member']['last']}")
    return [member, desk]


def review_and_operations(page_of, claim: dict[str, Any], watch: Watch) -> list[Page]:
    review = page_of("supervisor", "/supervise")
    watch.on(review.context)
    review.get_by_label("Words said").fill(watch.words[0])
    review.get_by_label("Claim number").fill(claim["claim_number"])
    review.get_by_role("button", name="Search").click()
    review.get_by_label("Claim number").fill("")
    review.get_by_role("button", name="Search").click()
    review.locator("#rows a").first.click()
    expect(review.get_by_role("heading", name="Score")).to_be_visible()
    work = page_of("biller", "/operate")
    watch.on(work.context)
    work.get_by_label("Claim number, the payer's or ours").fill(claim["claim_number"])
    work.get_by_role("button", name="Find").click()
    work.locator("#claims a").first.click()
    expect(work.get_by_role("heading", name="What happened")).to_be_visible()
    for path in ("/operate/denials", "/operate/accounts", "/operate/receivables"):
        work.goto(path)
        settled(work)
    return [review, work]


def call(system, claim: dict[str, Any], watch: Watch) -> None:
    line = Call(system.address, (system.var / "secrets" / "twilio_token").read_text())
    line.dial()
    for said in (
        "i'm calling from a provider's office about a claim",
        "#" + claim["provider"]["npi"],
        "#" + claim["provider"]["tax_id"][-5:],
        " ".join(claim["member"]["id"].lower()),
        date.fromisoformat(claim["member"]["dob"]).strftime("%B %d %Y").lower(),
        date.fromisoformat(claim["service_from"]).strftime("%B %d %Y").lower(),
        f"my dog is called {watch.words[1]}",
        "representative",
    ):
        line.say(said)


def texts(system, claim: dict[str, Any], watch: Watch) -> None:
    token = (system.var / "secrets" / "twilio_token").read_text()
    for said in (f"hello {watch.words[2]}", claim["member"]["id"], f"claim {claim['claim_number']}", "representative"):
        form = {"MessageSid": f"SM{uuid4().hex}", "From": "+13035550177", "To": "+15550199", "Body": said}
        url = f"{system.address}/sms/incoming"
        answer = httpx.post(url, data=form, headers={"X-Twilio-Signature": sign(token, url, form.items())}, timeout=20)
        assert answer.status_code == 200
        watch.refusals.append(answer.text)


def mistakes(system, staff, claim: dict[str, Any], watch: Watch) -> None:
    """Requests that are refused, break or are malformed, each holding something of a member."""
    theirs = f"{claim['member']['id']} {claim['claim_number']} {watch.words[5]}"
    biller, agent = staff("biller"), staff("agent")
    nobody = httpx.Client(base_url=system.address)
    tried = [
        nobody.post("/chat/messages", content=theirs),
        nobody.post("/chat/messages", json={"text": theirs}, headers={"Authorization": f"Bearer {theirs}"}),
        nobody.post("/sign-in", data={"email": theirs, "password": theirs, "code": theirs}),
        nobody.post("/voice/incoming", data={"CallSid": theirs, "From": claim["member"]["phone"]}),
        nobody.post("/internal/claims/search", json={"claim_number": theirs}),
        biller.post("/api/v1/claims/search", json={"claim_number": theirs, theirs: theirs}),
        biller.post("/api/v1/claims/search", json={"claim_number": theirs + "\0"}),
        biller.post("/api/v1/claims/search", content='{"claim_number": "' + theirs),
        biller.post("/api/v1/files", files={"file": ("a.x12", b"ISA*00*" + theirs.encode() + b"~")}),
        agent.post("/api/v1/transcripts/search", json={"text": theirs}),
        agent.put("/api/v1/telephone", json={"number": theirs}),
        biller.post("/api/v1/appeals", json={"denial_id": theirs}),
    ]
    assert all(one.status_code < 500 for one in tried)
    watch.refusals += [one.text + str(one.headers) for one in tried]


def test_no_canary_is_found_outside_the_allowed_stores(
    system, page_of, staff, truth, of_members, watch, database: Engine
) -> None:
    denied = [row for row in truth if row["denial"] and "1950" < row["member"]["dob"] < "2000"]
    claim = next(row for row in denied if row["status"]["category"] == "F2")
    pages = chat_and_desk(page_of, claim, watch)
    pages += review_and_operations(page_of, claim, watch)
    call(system, next(row for row in denied if row["member"]["id"] != claim["member"]["id"]), watch)
    texts(system, claim, watch)
    mistakes(system, staff, claim, watch)

    found: dict[str, set[str]] = {}

    def look(where: str, body: str, words: Iterable[str] = watch.words) -> None:
        if seen := hits(body, of_members, words):
            found[where] = seen

    for number, page in enumerate(pages):
        look(f"browser storage of page {number}", page.evaluate(STORAGE))
        look(
            f"history of page {number}", page.evaluate("JSON.stringify(history.state) + location.href + document.title")
        )
    look("addresses and referrers", " ".join(watch.addresses))
    for answer in watch.refusals:
        look(f"the answer {answer[:60]}", answer)
    token = (system.var / "secrets" / "service_token").read_text()
    metrics = httpx.get(f"{system.address}/metrics", headers={"Authorization": f"Bearer {token}"})
    assert metrics.status_code == 200
    look("metrics", metrics.text)
    searched = list(files(system.var))
    assert {"backend.log", "rasa.log", "actions.log", "worker-1.log"} <= {path.name for path in searched}
    for path in searched:
        look(str(path.relative_to(system.var)), unaddressed(path, system.var))
    with database.connect() as connection:
        for name in WITHOUT_PHI:
            rows = connection.scalars(text(f'SELECT row::text FROM "{name}" AS row'))
            look(f"table {name}", "\n".join(rows))
    assert found == {}


def unaddressed(path: Path, var: Path) -> str:
    """What a file says; of a notice on its way all but the number it goes to."""
    body = path.read_text(encoding="utf-8", errors="replace")
    if path.parent != var / "outbox" / "notices":
        return body
    return json.dumps({name: value for name, value in json.loads(body).items() if name != "to"})


def replied(path: Path) -> bool:
    return path.parent.name == "sms" and path.name.startswith("turn:")


def files(var: Path) -> Iterator[Path]:
    """Every file the system wrote outside the stores that may know people.

    Letters on their way to the post are left out, and an agent's reply to somebody who wrote a text message themselves;
    also what the demo showed on its terminal: callers to play, once, to whoever started it.
    """
    yield var / "postgres" / "log"
    for path in sorted(var.rglob("*")):
        inside = path.relative_to(var).parts
        told = inside == ("demo.log",) or path.suffix == ".pdf" or replied(path)
        if path.is_file() and inside[0] not in ALLOWED_FOLDERS and not told:
            yield path


def test_the_dialogue_engine_knows_nothing_once_its_days_are_over(
    system, page_of, truth, of_members, watch, database: Engine
) -> None:
    claim = next(row for row in truth if row["denial"] and row["status"]["category"] == "F2")
    with httpx.Client(base_url=system.address, timeout=20) as client:
        token = client.post("/chat/sessions", json={}).json()["token"]
        for said in ("why was my claim denied, I am a member", claim["member"]["id"], watch.words[0]):
            headers = {"Authorization": f"Bearer {token}", "Idempotency-Key": str(uuid4())}
            assert client.post("/chat/messages", json={"text": said}, headers=headers).status_code == 200
    with Session(database) as session, session.begin():
        before = "\n".join(session.scalars(text("SELECT data FROM rasa.events")))
        assert hits(before, of_members, watch.words), "it knew while it had to"
        assert RetentionRepository(session).forget_dialogues(SystemClock().now()) > 0
        after = "\n".join(session.scalars(text("SELECT data FROM rasa.events")))
        assert hits(after, of_members, watch.words) == set()


def test_mail_and_messages_that_go_out_by_themselves_name_nobody(system, of_members) -> None:
    """A text message goes over an open network: a link or a callback, never a member, a claim or an amount."""
    outbox = system.var / "outbox"
    words = [json.loads(path.read_text()) for path in outbox.rglob("*.json") if not replied(path)]
    told = [str(one.get("text") or one.get("body") or "") for one in words if isinstance(one, dict)]
    assert [hits(one, of_members, []) for one in told if hits(one, of_members, [])] == []
    assert [one for one in told if re.search(r"\$\s?\d", one)] == []
