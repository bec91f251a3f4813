"""Takes a picture of every page of a running demo: ``make demo`` in one terminal, ``make screenshots`` in another."""

from __future__ import annotations

import json
import re
import secrets
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from copy import deepcopy
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any
from uuid import UUID

from playwright.sync_api import Browser, Page, ViewportSize, expect, sync_playwright

from backend.conversation.letters import service as letters
from backend.conversation.letters.service import NewLetter
from backend.database import session_scope
from backend.integrations.fax.local import fax_sender
from backend.kit.clock import SystemClock
from backend.pipeline.encounters.schemas import NewEncounter
from backend.settings import Settings, get_settings
from backend.staff.policy import ROUTES, Role
from tests.browser.settling import settled, watch

PROJECT = Path(__file__).resolve().parents[2]
PICTURES = PROJECT / "pictures"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]


ROLES = {"biller": "bo", "agent": "ana", "supervisor": "sam", "auditor": "ida", "admin": "root"}
NAMES = {"/supervise": "review-list", "/operate": "operations", "/sign-in": "sign-in"}
"""Pages whose picture is not called as the page is."""
TOLD = {
    "/console",
    "/scores",
    "/operate/denials",
    "/operate/appeals",
    "/operate/front-desk",
    "/operate/quality",
    "/operate/receivables",
    "/operate/approvals",
    "/operate/coding-queries",
    "/supervise/learning",
}
"""Pages shown in the middle of somebody's work."""
ENCOUNTER: dict[str, Any] = NewEncounter.model_config["json_schema_extra"]["examples"][0]  # type: ignore[index,call-overload,assignment]
VISIT_FIELDS = (
    "number,provider_npi,provider_name,provider_tax_id,payer_identifier,payer_name,member_id,first_name,last_name,"
    "date_of_birth,day"
)


def main() -> None:
    settings = get_settings()
    address = f"http://127.0.0.1:{settings.port}"
    PICTURES.mkdir(exist_ok=True)
    rows = [json.loads(line) for line in (settings.var / "world" / "truth.jsonl").read_text().splitlines()]
    soon = (date.today() + timedelta(days=20)).isoformat()
    claim = next(
        r
        for r in rows
        if r["denial"]
        and (r["denial"]["deadline"] or "") > soon
        and r["member"]["dob"] < "2000"
        and r["status"]["category"] == "F2"
    )
    chromium = next(
        found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))
    )
    expect.set_options(timeout=60_000)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        desks = {role: signed_in(browser, address, settings, f"{who}@example.test") for role, who in ROLES.items()}
        misheard(browser, address)
        member_and_agent(browser, address, claim, desks["agent"])
        reviewing(desks["supervisor"], desks["agent"])
        learning(desks["supervisor"], desks["admin"])
        operations(desks["biller"], claim)
        denials_and_appeals(desks["biller"])
        front_desk(desks["biller"], rows)
        month(desks["supervisor"], rows)
        one_of_many(desks["biller"])
        put_right(desks["biller"])
        payment_that_waits(desks["biller"], settings.var / "world")
        beneath(desks["biller"])
        page = opened(browser, address)
        page.goto("/sign-in")
        picture(page, "sign-in")
        page.goto("/docs")
        picture(page, "interfaces")
        letter(opened(browser, address), desks["biller"], claim)
        for role, page_path in pages():
            page = desks[role]
            page.goto(page_path)
            picture(page, NAMES.get(page_path, page_path.strip("/").replace("/", "-")))
        browser.close()


def pages() -> Iterator[tuple[str, str]]:
    """Every other page of staff that needs no further name, with a role for it."""
    for entry, who in ROUTES.items():
        method, path = entry.split(" ", 1)
        page = method == "GET" and "{" not in path and "." not in path and not path.startswith("/api/")
        if page and isinstance(who, frozenset) and path not in TOLD:
            yield next(role for role in ROLES if Role(role) in who), path


def picture(page: Page, name: str) -> None:
    settled(page).screenshot(path=PICTURES / f"{name}.png")


# -- members and agents


def misheard(browser: Browser, address: str) -> None:
    """Somebody who is not understood, and waits for a person."""
    member = opened(browser, address)
    chat(member, "could you have a peek for me", "I want a representative")


def member_and_agent(browser: Browser, address: str, claim: dict[str, Any], agent: Page) -> None:
    member = opened(browser, address, {"width": 1200, "height": 860})
    birth = date.fromisoformat(claim["member"]["dob"]).strftime("%m/%d/%Y")
    service = date.fromisoformat(claim["service_from"]).strftime("%B %-d, %Y")
    asked = f"Why was my visit on {service} not paid? I'm a member"
    chat(member, asked, claim["member"]["id"], birth, claim["member"]["zip"])
    picture(member, "chat")
    member.get_by_role("button", name="My explanations").click()
    member.locator("claimline-chat .claims button", has_text=claim["claim_number"][-4:]).first.click()
    member.locator("claimline-chat article").wait_for()
    picture(member, "explanation")
    say(member, "I want to dispute this with a representative")
    told = re.search(r"H\d{5,}", " ".join(member.locator("claimline-chat li").all_inner_texts()))
    assert told, "whoever is to be handed over gets a reference"
    agent.goto("/console")
    agent.locator("#waiting button", has_text=told[0]).click()
    agent.get_by_role("button", name="Accept this conversation").click()
    expect(agent.locator("#suggestion")).to_be_visible()
    picture(agent, "console")
    agent.get_by_role("button", name="Send", exact=True).click()
    expect(agent.locator("#turns")).to_contain_text("thank you for waiting")


def chat(page: Page, *lines: str) -> None:
    page.goto("/member")
    expect(page.get_by_text("automated").first).to_be_visible()
    for line in lines:
        say(page, line)


def say(page: Page, text: str) -> None:
    """The words, and all of the answer."""
    page.get_by_label("Your message").fill(text)
    before = page.locator("claimline-chat li.assistant").count()
    page.get_by_label("Your message").press("Enter")
    expect(page.locator("claimline-chat li.assistant").nth(before)).to_be_visible()
    settled(page)


def letter(page: Page, desk: Page, claim: dict[str, Any]) -> None:
    """A member's letter: the link to it asks whose it is, and then shows it among their others."""
    found = desk.request.post("/api/v1/claims/search", data={"claim_number": claim["claim_number"]}).json()["claims"]
    clock = SystemClock()
    with session_scope() as session:
        for kind in ("eob_copy", "status_letter"):
            wanted = NewLetter(kind, f"picture:{secrets.token_hex(8)}", [UUID(found[0]["claim_id"])])
            made = letters.ask(session, None, wanted, clock)
            letters.make(session, made.id, fax_sender(), clock)
        link = letters.make_link(session, made, clock)
    page.goto(link[link.index("/letters/") :])
    picture(page, "letter")
    page.get_by_label("Date of birth").fill(claim["member"]["dob"])
    page.get_by_label("ZIP code").fill(claim["member"]["zip"])
    page.get_by_role("button", name="Open", exact=True).click()
    expect(page.get_by_role("link", name="Claim status letter").first).to_be_visible()
    picture(page, "inbox")


# -- reviewers


def reviewing(page: Page, agent: Page) -> None:
    """The newest conversation is played back and scored; its agent reads the score."""
    page.goto("/supervise")
    page.locator("#rows a").first.click()
    page.locator(".turn.caller summary").first.click()
    picture(page, "review")
    page.get_by_label("Note").fill("Read the record before answering; a warm first line.")
    page.get_by_role("button", name="Save the score").click()
    expect(page.locator("#given")).to_contain_text("a warm first line")
    agent.goto("/scores")
    expect(agent.locator(".score").first).to_be_visible()
    picture(agent, "scores")


def learning(page: Page, second: Page) -> None:
    """The misheard turn becomes an example; a second person has it before them."""
    page.goto("/supervise")
    page.locator("#rows a").nth(1).click()
    turn = page.locator(".turn.caller", has_text="peek").first
    turn.locator("summary").click()
    turn.get_by_label("It should have been understood as").select_option("check_claim_status")
    turn.get_by_role("button", name="Make an example").click()
    expect(turn.locator("input[name=keep]").first).to_be_visible()
    for box in turn.locator("input[name=keep]").all():
        box.check()
        settled(page)
    turn.get_by_role("button", name="Propose to a second person").click()
    expect(page.locator("#announce")).to_contain_text("Proposed as an example")
    second.goto("/supervise/learning")
    second.locator("#examples [data-open]").first.click()
    expect(second.locator(".diff")).to_be_visible()
    picture(second, "supervise-learning")


# -- operations


def operations(page: Page, claim: dict[str, Any]) -> None:
    page.goto("/operate")
    page.get_by_label("Claim number, the payer's or ours").fill(claim["claim_number"])
    page.get_by_role("button", name="Find").click()
    page.locator("#claims a").first.click()
    expect(page.get_by_role("heading", name="What happened")).to_be_visible()
    picture(page, "claim")
    page.goto(f"{page.url.split('?')[0]}/explanation-of-benefits")
    picture(page, "operate-explanation")


def denials_and_appeals(page: Page) -> None:
    page.goto("/operate/denials")
    page.locator("#denials button").first.click()
    expect(page.locator("#denial")).to_contain_text("Next:")
    picture(page, "denials")
    for row in page.locator("#denials button").all():
        row.click()
        settled(page)
        if page.get_by_role("button", name="Draft an appeal").is_visible():
            break
    page.get_by_role("button", name="Draft an appeal").click()
    page.get_by_role("textbox", name="The letter").wait_for()
    picture(page, "appeals")


def front_desk(page: Page, rows: list[dict[str, Any]]) -> None:
    """Today's schedule is brought in, and the first payers are asked."""
    page.goto("/operate/front-desk")
    known = {row["member"]["id"]: row for row in rows if row["payer"] == rows[0]["payer"]}
    lines = [VISIT_FIELDS, *(visit(number, row) for number, row in enumerate(list(known.values())[:6], 1))]
    content = "\n".join(lines).encode()
    page.set_input_files("#file", {"name": "visits.csv", "mimeType": "text/csv", "buffer": content})
    page.get_by_role("button", name="Bring in", exact=True).click()
    expect(page.locator("#visits tr").nth(1)).to_be_visible()
    for number in range(2):
        page.locator("#visits button").nth(number).click()
        expect(page.locator("#visits tr").nth(number)).not_to_contain_text("not asked")
    picture(page, "operate-front-desk")


def visit(number: int, row: dict[str, Any]) -> str:
    member, provider = row["member"], row["provider"]
    theirs = f"{member['id']},{member['first']},{member['last']},{member['dob']}"
    ours = f"{provider['npi']},{provider['name']},{provider['tax_id']}"
    return f"V-{number},{ours},EVA88,{row['payer']},{theirs},{date.today().isoformat()}"


def month(page: Page, rows: list[dict[str, Any]]) -> None:
    """The busiest practice's report of the month just ended, and a sample of this month's denials, the first one open."""
    last = (date.today().replace(day=1) - timedelta(days=1)).isoformat()[:7]
    practices = Counter(row["provider"]["name"] for row in rows if (row["finalized"] or "").startswith(last))
    page.goto("/operate/reports")
    expect(page.locator("#client option").first).to_be_attached()
    page.locator("#client").select_option(label=practices.most_common(1)[0][0])
    page.get_by_role("button", name="Make it").click()
    page.wait_for_url(re.compile(r"/operate/reports/[0-9a-f-]{36}$"))
    expect(page.locator("#reconciliation")).to_contain_text("to the cent")
    picture(page, "report")
    page.locator("a[href*='/lists/']").first.click()
    page.wait_for_url("**/lists/*")
    picture(page, "report-list")
    page.goto("/operate/quality")
    page.get_by_label("Kind of work").select_option("denial_triage")
    page.get_by_role("button", name="Draw").click()
    page.locator("#samples summary", has_text="denial triage").click()
    expect(page.get_by_role("button", name="Keep the verdict")).to_be_visible()
    picture(page, "operate-quality")


def one_of_many(page: Page) -> None:
    """Lists with one of theirs open beside them."""
    for path, rows, place in (
        ("/operate/receivables", "#claims button", "#claim"),
        ("/operate/approvals", "#approvals button", "#approval"),
    ):
        page.goto(path)
        page.locator(rows).first.click()
        expect(page.locator(f"{place} dl.facts").first).to_be_visible()
        picture(page, path.strip("/").replace("/", "-"))


def put_right(page: Page) -> None:
    """A visit of which the note does not say all comes in; its physician is asked."""
    confirmed = page.request.get("/api/v1/enrolments?state=confirmed").json()["enrolments"]
    practice = next(one for one in confirmed if one["effective_to"] is None)
    note = deepcopy(ENCOUNTER) | {
        "number": f"V{secrets.token_hex(4).upper()}",
        "service_date": date.today().isoformat(),
        "documented_at": datetime.now(UTC).isoformat(),
        "services": [{"visit": "established", "decision_making": None, "diagnoses": ["I10"], "charge": "85.00"}],
    }
    note["practice"]["npi"] = note["physician"]["npi"] = practice["npi"]
    note["insurance"] |= {one: practice[one] for one in ("payer_identifier", "payer_name")}
    answer = page.request.post("/api/v1/encounters", data={"encounters": [note]})
    assert answer.ok, answer.text()
    page.goto("/operate/coding-queries")
    expect(page.locator("#queries > li").first).to_be_visible(timeout=120_000)
    picture(page, "operate-coding-queries")


def payment_that_waits(page: Page, world: Path) -> None:
    """A payment for a claim nobody knows comes in; a person is asked which claim it is about."""
    page.goto("/operate/files")
    content = unknown_payment(next(iter(sorted(world.glob("*-835.x12")))).read_text())
    page.set_input_files("#file", {"name": "unknown.x12", "mimeType": "text/plain", "buffer": content.encode()})
    page.get_by_role("button", name="Import").click()
    link = page.locator("#work a[href^='/operate/advices/']").first
    for _ in range(60):  # the file is read by a job
        page.goto("/operate/files")
        page.goto("/operate#unmatched_remittances")
        settled(page)
        if link.count():
            break
    link.click()
    page.wait_for_url("**/operate/advices/*")
    picture(page, "operate-payment")


def unknown_payment(file: str) -> str:
    """The first claim of the first payment of a remittance that pays one claim alone, under numbers nobody has."""
    segments = [one.strip() for one in file.split("~")]
    begins = [at for at, one in enumerate(segments) if one.startswith("ST*")]
    ends = [at for at, one in enumerate(segments) if one.startswith("SE*")]
    sets = (segments[begin : end + 1] for begin, end in zip(begins, ends, strict=True))
    (mine,) = islice((one for one in sets if sum(each.startswith("CLP*") for each in one) == 1), 1)
    new = f"{secrets.randbelow(10**9):09}"
    changed = {"TRN": (2, f"T{new}"), "CLP": (1, f"N{new}"), "ISA": (13, new)}
    lines = [segments[0], segments[1], *mine, *segments[-3:]]
    made = []
    for parts in (one.split("*") for one in lines if one):
        if parts[0] in changed:
            place, value = changed[parts[0]]
            parts[place] = value
        if parts[0] == "CLP":
            parts[7] = f"P{new}"
        made.append("*".join(parts))
    made[-1] = f"IEA*1*{new}"
    made[-2] = f"GE*1*{segments[1].split('*')[6]}"
    return "~".join(made) + "~"


def beneath(page: Page) -> None:
    """What the lists of accounts and files lead to."""
    for path, name in (("/operate/accounts", "operate-account"), ("/operate/files", "operate-file")):
        page.goto(path)
        page.locator(f"a[href^='{path}/']").first.click()
        page.wait_for_url(f"**{path}/*")
        picture(page, name)


def opened(browser: Browser, address: str, viewport: ViewportSize | None = None) -> Page:
    """A page in a browser of its own, followed until it is quiet."""
    page = browser.new_context(base_url=address, viewport=viewport or {"width": 1440, "height": 900}).new_page()
    watch(page)
    page.set_default_timeout(60_000)
    return page


def signed_in(browser: Browser, address: str, settings: Settings, email: str) -> Page:
    page = opened(browser, address)
    command = [str(Path(sys.executable).parent / "claimline"), "user", "code", email]
    for _ in range(3):  # a code is good once, and for half a minute
        page.goto("/sign-in")
        code = subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
        page.get_by_label("E-mail").fill(email)
        page.get_by_label("Password").fill((settings.var / "secrets" / "demo_password").read_text())
        page.get_by_label("Six-digit code").fill(code)
        page.get_by_role("button", name="Sign in").click()
        page.wait_for_load_state()
        if "/sign-in" not in page.url:
            return page
        page.wait_for_timeout(10_000)
    raise AssertionError(f"{email} cannot sign in")


if __name__ == "__main__":
    main()
