"""Following up claims, reading the ageing, deciding a recommendation, working a patient's account."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.settling import settled

pytestmark = [pytest.mark.system, pytest.mark.browser]
PAGES = ["/operate/receivables", "/operate/approvals", "/operate/accounts"]


def dollars(text: str) -> float:
    return float(text.replace("$", "").replace(",", ""))


def tab_to(page: Page, selector: str, most: int = 80) -> None:
    """Go there by the tab key alone."""
    for _ in range(most):
        if page.evaluate("selector => !!document.activeElement?.matches(selector)", selector):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{selector} is not reached by the tab key")


@pytest.mark.parametrize("path", PAGES)
def test_page_has_no_serious_fault_and_fits_a_small_screen(page_of, faults, path: str) -> None:
    page = page_of("supervisor", path)
    settled(page)
    assert faults(page) == []
    page.set_viewport_size({"width": 320, "height": 700})
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert "Not yours to open" in page_of("agent", path).content()


def test_contact_is_logged_and_the_claim_gets_its_next_date(page_of, faults) -> None:
    page = page_of("biller", "/operate/receivables")
    page.locator("#claims button").first.click()
    detail = page.locator("#claim")
    expect(detail).to_contain_text("looked at next")
    page.get_by_label("What came of it", exact=True).select_option("in_process")
    page.get_by_label("Spoke with").fill("Mr. Vale")
    page.get_by_label("Note").fill("Promised for Friday.")
    page.get_by_role("button", name="Log the contact").click()
    expect(detail).to_contain_text("in process, payment promised")
    expect(detail).to_contain_text("Promised for Friday.")
    expect(detail).to_contain_text("chosen by a person")
    assert faults(page) == []
    page.get_by_role("link", name="The claim's whole story").click()
    expect(page.locator("main")).to_contain_text("Mr. Vale")


def test_claim_opened_while_another_is_on_its_way_is_the_one_that_stays(page_of) -> None:
    page = settled(page_of("biller", "/operate/receivables"))
    slow, wanted = (page.locator("#claims [data-open]").nth(one) for one in (0, 1))
    number = page.locator("#claims tr").nth(1).locator("a").inner_text()
    held: list[Route] = []
    address = f"**/api/v1/receivables/follow-ups/{slow.get_attribute('data-open')}"
    page.route(address, lambda route: held.append(route))
    slow.click()
    expect(page.locator("#claim")).to_have_text("…")
    wanted.click()
    expect(page.locator("#detail-title")).to_have_text(f"Claim {number}")
    with page.expect_response(address):
        held[0].continue_()
    settled(page)
    expect(page.locator("#detail-title")).to_have_text(f"Claim {number}")
    expect(wanted).to_have_attribute("aria-expanded", "true")


def test_claim_that_cannot_be_opened_says_so_and_leaves_no_other_ones_forms(page_of, faults) -> None:
    page = settled(page_of("biller", "/operate/receivables"))
    first, other = (page.locator("#claims [data-open]").nth(one) for one in (0, 1))
    first.click()
    expect(page.get_by_role("button", name="Log the contact")).to_be_visible()
    refusal = {"code": "busy", "message": "The claim cannot be read just now."}
    address = f"**/api/v1/receivables/follow-ups/{other.get_attribute('data-open')}"
    page.route(address, lambda route: route.fulfill(json=refusal, status=503))
    other.click()
    expect(page.locator("#claim .problem")).to_have_text(refusal["message"])
    expect(page.locator("#announce")).to_have_text(refusal["message"])
    expect(page.locator("#claim form")).to_have_count(0)
    assert faults(page) == []


def test_ageing_agrees_with_the_ledger_and_opens_its_claims(page_of, faults) -> None:
    page = page_of("supervisor", "/operate/receivables")
    expect(page.locator("#agrees")).to_contain_text("agrees with the ledger to the cent")
    rows = page.locator("#rows tr:not(.group)")
    sums = [dollars(one.locator("td").last.inner_text()) for one in rows.all()]
    total = dollars(page.locator("#totals td").last.inner_text())
    assert abs(sum(sums) - total) < 0.005
    cell = page.locator("#rows td button").first
    wanted = dollars(cell.inner_text())
    cell.click()
    expect(page.locator("#behind")).to_be_visible()
    amounts = [dollars(one.inner_text()) for one in page.locator("#aged tbody td.amount").all()]
    assert len(amounts) == 200 or abs(sum(amounts) - wanted) < 0.005
    assert faults(page) == []


def test_recommendation_is_refused_by_keyboard_with_a_reason(page_of, faults) -> None:
    page = page_of("supervisor", "/operate/approvals")
    expect(page.locator("#approvals button").first).to_be_visible()
    page.get_by_label("Who decides").select_option("supervisor")
    expect(page.locator("#approvals td.owner").first).to_have_text("supervisor")
    id = page.locator("#approvals [data-row]").first.get_attribute("data-row")
    tab_to(page, f"[data-open='{id}']")
    page.keyboard.press("Enter")
    expect(page.locator("#approval")).to_contain_text("Your decision")
    assert faults(page) == []
    tab_to(page, "#approval button.danger", 700)
    page.keyboard.press("Enter")
    expect(page.locator("#approval .problem")).to_contain_text("needs a reason")
    page.get_by_label("Reason (needed to refuse)").focus()
    page.keyboard.type("Call the payer once more first.")
    tab_to(page, "#approval button.danger")
    page.keyboard.press("Enter")
    expect(page.locator("#approval")).to_contain_text("refused")
    expect(page.locator("#approval")).to_contain_text("Call the payer once more first.")


@pytest.fixture
def one_to_decide(page_of) -> tuple[Page, str]:
    """The page of approvals with one the supervisor decides chosen, and its id."""
    page = page_of("supervisor", "/operate/approvals")
    page.get_by_label("Who decides").select_option("supervisor")
    expect(page.locator("#approvals td.owner").first).to_have_text("supervisor")
    id = page.locator("#approvals [data-row]").first.get_attribute("data-row") or ""
    page.locator(f"[data-open='{id}']").click()
    page.get_by_label("Reason (needed to refuse)").fill("Call the payer once more first.")
    return settled(page), id


def test_what_is_decided_leaves_the_list_and_shows_its_decision_at_once(one_to_decide) -> None:
    page, id = one_to_decide
    held: list[Route] = []
    page.route("**/api/v1/approvals?*", lambda route: held.append(route))
    page.get_by_role("button", name="Refuse").click()
    expect(page.locator("#approval")).to_contain_text("refused")
    expect(page.locator(f"[data-row='{id}']")).to_have_count(0)
    held[0].continue_()
    page.unroute("**/api/v1/approvals?*")
    expect(settled(page).locator(f"[data-row='{id}']")).to_have_count(0)


def test_what_another_has_decided_meanwhile_leaves_the_list_too(one_to_decide, staff) -> None:
    page, id = one_to_decide
    decision = {"approve": False, "reason": "Decided on another screen."}
    assert staff("supervisor").post(f"/api/v1/approvals/{id}/decision", json=decision).status_code == 200
    page.get_by_role("button", name="Refuse").click()
    expect(page.locator("#approval .problem")).to_be_visible()
    expect(page.locator(f"[data-row='{id}']")).to_have_count(0)


def test_biller_cannot_decide_above_the_threshold(page_of) -> None:
    page = page_of("biller", "/operate/approvals")
    page.get_by_label("Who decides").select_option("practice approver")
    expect(page.locator("#approvals td.owner").first).to_have_text("practice approver")
    page.locator("#approvals button").first.click()
    page.get_by_role("button", name=re.compile("^Approve")).click()
    expect(page.locator("#approval .problem")).to_contain_text(re.compile("decides"))


def test_account_shows_what_was_sent_and_takes_a_payment(page_of, faults) -> None:
    page = page_of("biller", "/operate/accounts")
    page.locator("#accounts a").first.click()
    expect(page.get_by_role("heading", name="Where it stands")).to_be_visible()
    page.locator("#account details summary").last.click()
    pdf = page.request.get(page.get_by_role("link", name="PDF as sent").last.get_attribute("href") or "")
    assert pdf.body().startswith(b"%PDF-")
    page.get_by_text("Take a payment").click()
    page.get_by_label("Amount", exact=True).fill("999999.00")
    page.get_by_role("button", name="Enter the payment").click()
    expect(page.locator("#account .problem")).to_contain_text("more than the")
    page.get_by_label("Amount", exact=True).fill("5.00")
    page.get_by_role("button", name="Enter the payment").click()
    expect(page.locator("#account section").last).to_contain_text("$5.00")
    assert faults(page) == []


def test_a_payment_entered_by_mistake_is_taken_back_by_a_supervisor_and_stays_in_sight(page_of, faults) -> None:
    biller = page_of("biller", "/operate/accounts")
    biller.locator("#accounts a").last.click()
    biller.get_by_text("Take a payment").click()
    biller.get_by_label("Amount", exact=True).fill("1.23")
    biller.get_by_role("button", name="Enter the payment").click()
    payments = biller.locator("#account section").last
    expect(payments).to_contain_text("$1.23")
    assert payments.get_by_text("Take back", exact=True).count() == 0
    page = page_of("supervisor", biller.url.replace(biller.url.split("/operate")[0], ""))
    row = page.locator("#account section").last.get_by_role("row").filter(has_text="$1.23").first
    row.get_by_text("Take back", exact=True).click()
    row.get_by_label("Why it was a mistake").fill("Meant for another patient's account.")
    row.get_by_role("button", name="Take the entry back").click()
    expect(page.locator("#account section").last).to_contain_text("takes back an entry: Meant for another")
    assert faults(page) == []


def test_a_payment_plan_is_changed_and_shows_its_new_payments(page_of, staff, faults) -> None:
    accounts = staff("biller").get("/api/v1/patient-accounts?limit=100").json()["accounts"]
    calm = max((one for one in accounts if one["state"] == "cycle"), key=lambda one: float(one["open"]))
    page = page_of("biller", f"/operate/accounts/{calm['id']}")
    page.get_by_text("Agree on a payment plan").click()
    page.get_by_role("button", name="Set up the plan").click()
    page.get_by_text("Change the plan").click()
    page.get_by_label("By", exact=True).select_option("count")
    page.get_by_label("Which is now").fill("2")
    page.get_by_label("Why", exact=True).fill("Earns more since June.")
    page.get_by_role("button", name="Change it").click()
    expect(
        page.locator("#account section", has=page.get_by_role("heading", name="Payment plan")).last.locator("tbody tr")
    ).to_have_count(2)
    assert faults(page) == []


def test_what_waits_is_counted_for_who_is_chosen(page_of, staff) -> None:
    page = page_of("biller", "/operate/approvals")
    for who in ("supervisor", "practice approver"):
        page.get_by_label("Who decides").select_option(who)
        waiting = staff("biller").get(f"/api/v1/approvals?owner={who}").json()["waiting"]
        expect(page.locator("#count")).to_contain_text(f"{waiting[0]['count']} × " if waiting else "Nothing waits.")
    page.get_by_label("Show").select_option("decided")
    expect(page.locator("#count")).to_contain_text("decided or withdrawn")


def test_an_account_is_found_by_its_patient_and_no_name_is_in_the_address(page_of, staff, faults) -> None:
    listed = staff("biller").get("/api/v1/patient-accounts?limit=1").json()["accounts"][0]
    page = page_of("biller", "/operate/accounts")
    expect(page.locator("#accounts a").first).to_be_visible()
    page.get_by_label("Patient's name, member ID or account number").fill(listed["patient"])
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Found")).to_be_visible()
    expect(page.locator("#accounts")).to_contain_text(listed["number"])
    expect(page.locator("#count")).to_contain_text(re.compile("accounts? fits?"))
    assert listed["patient"].split(",")[0].lower() not in page.url.lower()
    assert faults(page) == []
    page.get_by_label("Patient's name, member ID or account number").fill("x")
    page.get_by_role("button", name="Find").click()
    expect(page.locator("#announce")).to_contain_text("at least two letters")
    page.get_by_role("button", name="All open").click()
    expect(page.get_by_role("heading", name="By next date")).to_be_visible()


@pytest.mark.parametrize(
    ("path", "rows", "place"),
    [("/operate/receivables", "#claims", "#claim"), ("/operate/denials", "#denials", "#denial")],
)
def test_work_is_given_to_a_team_or_a_person_who_works_there(page_of, faults, path: str, rows: str, place: str) -> None:
    page = page_of("biller", path)
    page.locator(f"{rows} button").first.click()
    box = page.locator(place)
    if path.endswith("receivables"):
        box.get_by_text("Who has it").click()
    owner = box.get_by_label("Owner")
    expect(owner.locator("optgroup")).to_have_count(2)
    names = owner.locator("option").all_inner_texts()
    assert "supervisor" in names
    assert any("Bo Marsh" in one for one in names)
    assert not any("Ana Ruiz" in one for one in names)
    assert faults(page) == []
    owner.select_option("coder")
    box.get_by_role("button", name="Assign", exact=True).click()
    expect(page.locator("#announce")).to_have_text("Assigned.")
