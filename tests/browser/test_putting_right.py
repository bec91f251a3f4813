"""What only a person ends, ended on the page the work list leads to: a claim put right, a question answered, an enrolment.

The visits are these tests' own, and nothing of them waits afterwards.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator
from copy import deepcopy
from datetime import UTC, datetime
from typing import Any

import pytest
from playwright.sync_api import expect

from backend.pipeline.encounters.schemas import NewEncounter
from tests.browser.settling import settled

pytestmark = [pytest.mark.system, pytest.mark.browser]
FULL: dict[str, Any] = NewEncounter.model_config["json_schema_extra"]["examples"][0]  # type: ignore[index,call-overload,assignment]
VISIT = {"visit": "established", "decision_making": "low", "diagnoses": ["I10"], "charge": "85.00"}
INJECTION = {"procedure": "20610", "side": "left", "diagnoses": ["I10"], "charge": "90.00"}


@pytest.fixture
def practice(staff) -> dict[str, Any]:
    """A provider enrolled with a payer, so that what is put right leaves."""
    found = staff("biller").get("/api/v1/enrolments?state=confirmed").json()["enrolments"]
    return next(one for one in found if one["effective_to"] is None)


@pytest.fixture
def documented(staff, practice) -> Callable[..., str]:
    """Brings a visit of today in; answers its number."""

    def bring(*services: dict[str, Any]) -> str:
        number, now = f"V{secrets.token_hex(6).upper()}", datetime.now(UTC)
        note = deepcopy(FULL) | {
            "number": number, "service_date": now.date().isoformat(), "documented_at": now.isoformat(),
            "services": list(services),
        }  # fmt: skip
        note["practice"]["npi"] = note["physician"]["npi"] = practice["npi"]
        payer = {"payer_identifier": practice["payer_identifier"], "payer_name": practice["payer_name"]}
        note["insurance"] |= payer | {"member_id": f"M{number}"}
        assert staff("biller").post("/api/v1/encounters", json={"encounters": [note]}).status_code == 200
        return number

    return bring


@pytest.fixture
def waiting(staff, system) -> Iterator[Callable[..., str]]:
    """The claim of a visit, once it stands in a state; taken off its way afterwards where it did not leave."""
    seen: list[str] = []

    def claim(number: str, state: str) -> str:
        found: list[str] = []

        def there() -> bool:
            listed = staff("biller").get(f"/api/v1/outgoing-claims?state={state}&limit=500").json()["claims"]
            found.extend(one["claim_id"] for one in listed if one["patient_control_number"] == number)
            return bool(found)

        assert system.wait_until(there, 120)
        seen.append(found[0])
        return found[0]

    yield claim
    for one in seen:
        answer = staff("biller").post(f"/api/v1/claims/{one}/off-the-way", json={"reason": "A visit of the tests."})
        assert answer.status_code in (200, 409)


def test_claim_an_edit_holds_is_put_right_from_the_work_list_by_keys(page_of, faults, documented, waiting) -> None:
    claim = waiting(documented(VISIT, INJECTION), "needs_correction")
    page = settled(page_of("biller", "/operate#scrubbing"))
    row = page.locator("#work tr").filter(has=page.locator(f"a[href='/operate/claims/{claim}']"))
    expect(row).to_contain_text("This closes when the claim is corrected")
    expect(row.get_by_role("button", name="Done")).to_have_count(0)
    row.get_by_role("link").focus()
    page.keyboard.press("Enter")
    waits = page.locator("#waits")
    expect(waits).to_contain_text("It waits to be corrected")
    expect(waits).to_contain_text("add modifier 25")
    expect(waits.get_by_role("button", name="Let it pass")).to_have_count(0)
    expect(waits.get_by_label("Diagnoses, in order")).to_have_accessible_description("now I10")
    expect(waits.get_by_label("Modifiers, line 1")).to_have_accessible_description("now none")
    expect(waits.get_by_label("Units, line 1")).to_have_accessible_description("now 1")
    assert faults(page) == []
    waits.get_by_label("Modifiers, line 1").focus()
    page.keyboard.type("25")
    waits.get_by_label("What was wrong, and how you know").focus()
    page.keyboard.type("Separate visit documented")
    page.keyboard.press("Enter")
    expect(page.locator("#waits .notice")).to_contain_text("It is corrected and goes on its way.")


def test_supervisor_is_told_why_a_finding_stands_and_lets_it_pass(page_of, faults, documented, waiting) -> None:
    claim = waiting(documented(VISIT, INJECTION), "needs_correction")
    page = settled(page_of("supervisor", f"/operate/claims/{claim}"))
    stops = page.locator("#waits li", has_text="modifier 25")
    stops.get_by_label("Why it may pass").fill("The payer said so by telephone.")
    stops.get_by_role("button", name="Let it pass").click()
    expect(page.locator("#waits .notice")).to_contain_text("It may pass.")
    page.locator("#waits summary", has_text="Found before").click()
    expect(page.locator("#waits")).to_contain_text("let pass: The payer said so by telephone.")
    assert faults(page) == []


def test_refusal_of_a_correction_stands_beside_it(page_of, documented, waiting) -> None:
    claim = waiting(documented(VISIT, INJECTION), "needs_correction")
    page = settled(page_of("biller", f"/operate/claims/{claim}"))
    for number in (1, 2):
        page.get_by_label(f"Take line {number} off").check()
    page.get_by_label("What was wrong, and how you know").fill("Billed for nothing")
    page.get_by_role("button", name="Correct and check again").click()
    expect(page.locator("#correct .problem")).to_contain_text("leaves no line on it")
    page.get_by_label("Why it should never leave").fill("Nothing was done that day.")
    page.get_by_role("button", name="Take it off").click()
    expect(page.locator("#waits")).to_contain_text("It was taken off its way")


def test_question_to_a_physician_is_answered_where_the_work_list_leads(page_of, faults, documented, waiting) -> None:
    number = documented({**VISIT, "decision_making": None})
    page = settled(page_of("biller", "/operate#coding_queries"))
    page.locator("#work a[href^='/operate/coding-queries#']").first.click()
    page.wait_for_url("**/operate/coding-queries#*")
    asked = page.locator("#queries > li", has_text=number)
    asked.get_by_label("What the physician said").select_option("low")
    assert faults(page) == []
    asked.get_by_role("button", name="Enter the answer").click()
    expect(page.locator("#announce")).to_contain_text(f"The visit {number} is coded.")
    expect(page.locator("#queries > li", has_text=number)).to_have_count(0)


def test_enrolment_is_asked_for_confirmed_and_ended(page_of, faults, staff) -> None:
    known = staff("biller").get("/api/v1/enrolments").json()["enrolments"]
    payers = {one["payer_identifier"]: one["payer_name"] for one in known}
    npi = "1770002313"
    free = sorted(set(payers) - {one["payer_identifier"] for one in known if one["npi"] == npi})
    page = settled(page_of("biller", "/operate/enrolments"))
    assert faults(page) == []
    page.get_by_label("NPI of who treats or bills").fill(npi)
    page.get_by_label("Payer's identifier").fill(free[0])
    page.get_by_role("button", name="Applied today").click()
    mine = page.locator("#enrolments > li", has_text=f"NPI {npi} with {payers[free[0]]}")
    expect(mine).to_contain_text("requested")
    mine.get_by_label("In force from").fill("2026-01-01")
    mine.get_by_role("button", name="Enter the payer's word").click()
    expect(mine).to_contain_text("in force from Jan 1, 2026")
    mine.locator("summary").click()
    mine.get_by_role("button", name="End it").click()
    expect(page.locator("#announce")).to_contain_text("Its last day is entered.")
    expect(mine).to_contain_text("Jan 1, 2026 to")
