"""Operations in a browser: the queues by mouse and by keys, a claim's life, a file's findings, a month's report, quality."""

from __future__ import annotations

import re
import secrets
from datetime import date, timedelta

import pytest
from playwright.sync_api import expect

from tests.browser.keyboard import choose, press_through, tab_to
from tests.browser.settling import settled

pytestmark = [pytest.mark.system, pytest.mark.browser]
FALLING = """() => {
  const cells = [...document.querySelectorAll("#work td.amount")];
  const amounts = cells.map((one) => Number(one.textContent.replace(/[$,]/g, "")) || 0);
  return amounts[0] > 0 && amounts.every((one, place) => !place || amounts[place - 1] >= one);
}"""
PAGES = ["/operate", "/operate/files", "/operate/reports", "/operate/quality"]


@pytest.fixture(scope="session")
def sampled(staff) -> None:
    """This month's denials are drawn from."""
    wanted = {"kind": "denial_triage", "month": date.today().strftime("%Y-%m")}
    assert staff("supervisor").post("/api/v1/quality/samples", json=wanted).status_code in (201, 409)


@pytest.mark.parametrize("path", PAGES)
def test_page_has_no_serious_fault(page_of, faults, sampled, path: str) -> None:
    page = settled(page_of("supervisor", path))
    assert faults(page) == []
    page.set_viewport_size({"width": 320, "height": 640})
    settled(page)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert faults(page) == []


def test_queue_is_filtered_sorted_and_added_up(page_of) -> None:
    page = settled(page_of("biller", "/operate"))
    everything = page.locator("#count").inner_text()
    page.locator("#queues button", has_text="rejections").click()
    expect(page.locator("#work-title")).to_have_text("rejections")
    expect(page.locator("#count")).not_to_have_text(everything)
    expect(page.locator("#work tr strong").filter(has_not_text="rejections")).to_have_count(0)
    page.get_by_label("Order").select_option("amount")
    page.wait_for_function(FALLING)
    assert page.evaluate(FALLING)


def test_work_is_chosen_taken_and_finished_by_keys_alone(page_of) -> None:
    page = settled(page_of("biller", "/operate"))
    page.keyboard.press("j")
    expect(page.locator("#work tr").first).to_have_attribute("aria-current", "true")
    page.keyboard.press("j")
    page.keyboard.press("k")
    expect(page.locator("#work tr").first).to_have_attribute("aria-current", "true")
    page.keyboard.press("t")
    expect(page.locator("#announce")).to_have_text("It is yours.")
    page.get_by_label("Owner").select_option(label="me")
    expect(page.locator("#work td.owner").filter(has_not_text="bo@example.test")).to_have_count(0)
    waiting = page.locator("#work tr").count()
    page.locator("h1").click()
    page.keyboard.press("j")
    page.keyboard.press("d")
    expect(page.locator("#announce")).to_contain_text("Once more")
    expect(page.locator("#work tr")).to_have_count(waiting)
    page.keyboard.press("d")
    expect(page.locator("#announce")).to_have_text("It is closed.")
    if waiting > 1:
        expect(page.locator("#work tr")).to_have_count(waiting - 1)
    else:
        expect(page.locator("#work")).to_contain_text("Nothing waits here.")


def test_work_is_handed_to_a_colleague_by_keys_alone_and_stands_with_them_at_once(page_of, staff, faults) -> None:
    colleague = staff("supervisor").get("/api/v1/me").json()["name"]
    page = settled(page_of("biller", "/operate"))
    first = page.locator("#work tr[data-row]").first
    press_through(page, "j", "h")
    expect(page.locator(".handing select")).to_be_focused()
    expect(first.get_by_role("button", name="Hand to a colleague")).to_have_attribute("aria-expanded", "true")
    assert faults(page) == []
    page.keyboard.press("Escape")
    expect(page.locator(".handing")).to_have_count(0)
    expect(first.get_by_role("button", name="Hand to a colleague")).to_be_focused()
    page.keyboard.press("Enter")
    choose(page, ".handing select", colleague)
    tab_to(page, ".handing button[type=submit]")
    with page.expect_response("**/assignment") as answered:
        page.keyboard.press("Enter")
    expect(page.locator("#announce")).to_contain_text(f"Handed to {colleague}")
    given = answered.value.json()
    expect(first.locator("td.owner")).to_have_text(given["owner"])
    theirs = staff("supervisor").get("/api/v1/work-items", params={"owner": given["owner"]}).json()["items"]
    assert given["id"] in {one["id"] for one in theirs}


def test_a_day_is_handed_on_with_the_work_and_nobody_is_chosen_by_a_slip(page_of) -> None:
    page = settled(page_of("biller", "/operate"))
    page.get_by_role("button", name="Hand to a colleague").nth(1).click()
    page.get_by_role("button", name="Hand over").click()
    expect(page.locator(".handing select")).to_have_js_property("validity.valueMissing", True)
    page.locator(".handing select").select_option("coder")
    later = (date.today() + timedelta(days=400)).isoformat()
    page.locator(".handing input").fill(later)
    page.get_by_label("Order").focus()
    with page.expect_request("**/assignment") as sent:
        page.get_by_role("button", name="Hand over").click()
    assert sent.value.post_data_json == {"owner": "coder", "due": later}
    expect(page.locator("#announce")).to_have_text("Handed to coder.")


def test_a_claim_is_told_from_its_first_day_to_where_it_stands(page_of, faults, truth) -> None:
    denied = next(row for row in truth if row["status"]["category"] == "F2" and row["denial"])
    page = page_of("biller", "/operate")
    page.get_by_label("Claim number, the payer's or ours").fill(denied["claim_number"])
    page.get_by_label("Claim number, the payer's or ours").press("Enter")
    page.locator("#claims a").first.click()
    life = page.locator(".life")
    expect(life.locator("li").first).to_contain_text("The claim came in as billed.")
    expect(life).to_contain_text("Posted in the ledger.")
    expect(life).to_contain_text("Denied")
    expect(page.locator(".standing")).to_contain_text("With")
    assert faults(page) == []


def test_a_claim_tells_the_day_of_its_next_step_beside_the_day_to_appeal(page_of, staff, truth) -> None:
    number = next(row["claim_number"] for row in truth if row["denial"] and row["denial"]["appealable"])
    (found,) = staff("biller").post("/api/v1/claims/search", json={"claim_number": number}).json()["claims"]
    whole = staff("biller").get(f"/api/v1/claims/{found['claim_id']}").json()
    whole["claim"]["denials"][0] |= {"appealable": True, "deadline": "2027-04-18", "route": "correct_and_resubmit"}
    step = {"day": "2027-01-15", "rule": "90 days after the remittance", "source": "the payer's manual"}
    whole["claim"]["step_day"] = step | {"route": "correct_and_resubmit"}
    page = page_of("biller", "/operate")
    page.route(f"**/api/v1/claims/{found['claim_id']}", lambda route: route.fulfill(json=whole))
    page.goto(f"/operate/claims/{found['claim_id']}")
    told = page.locator("dl.facts", has_text="last day for this step").first
    expect(told).to_contain_text("Jan 15, 2027")
    expect(told).to_contain_text("90 days after the remittance")
    expect(told).to_contain_text(re.compile(r"last day to appeal\s*Apr 18, 2027"))


def test_a_files_findings_stand_at_their_segments(page_of, staff, faults) -> None:
    files = staff("biller").get("/api/v1/files?limit=200").json()["files"]
    placed = {one["id"]: [each for each in one["report"].get("problems", ()) if each["segment"]] for one in files}
    found = next(one for one in files if placed[one["id"]])
    page = settled(page_of("biller", f"/operate/files/{found['id']}"))
    first = placed[found["id"]][0]
    place = page.locator(f"#segment-{first['segment']}")
    expect(place).to_contain_text(first["text"])
    page.locator("a[href^='#segment-']").first.click()
    expect(place).to_be_in_viewport()
    assert faults(page) == []


def test_a_report_explains_itself_and_each_figure_opens_its_claims(page_of, faults, report: str) -> None:
    page = settled(page_of("supervisor", report))
    expect(page.locator(".tag.good").first).to_contain_text("published")
    assert page.evaluate(
        "[...document.querySelectorAll('figure img')].every(one => one.complete && one.naturalWidth > 0 && one.alt)"
    )
    page.get_by_role("button", name="Show what each figure means").click()
    expect(page.get_by_text("Source: ").first).to_be_visible()
    assert faults(page) == []
    expect(page.locator("#reconciliation")).to_contain_text("to the cent")
    figure = page.locator(".tiles a", has_text="$").first
    amount = figure.inner_text()
    figure.click()
    expect(page.locator("#totals")).to_contain_text(f"{amount} in all")
    assert faults(settled(page)) == []
    page.locator("#claims a").first.click()
    expect(page.get_by_role("heading", name="What happened")).to_be_visible()


def test_a_report_is_printed_exported_and_made_by_whoever_may(page_of, report: str) -> None:
    page = settled(page_of("supervisor", report))
    for name, beginning in (("PDF", b"%PDF-"), ("CSV", b"section,"), ("JSON", b"{")):
        address = page.get_by_role("link", name=name, exact=True).get_attribute("href") or ""
        assert page.request.get(address).body().startswith(beginning)
    page.goto("/operate/reports")
    expect(page.locator("#client option").first).to_be_attached()
    page.get_by_role("button", name="Make it").click()
    page.wait_for_url(re.compile(r"/operate/reports/[0-9a-f-]{36}$"))
    biller = page_of("biller", "/operate/reports")
    expect(biller.locator("#reports a").first).to_be_visible()
    expect(biller.get_by_role("button", name="Make it")).to_have_count(0)


def test_a_check_is_judged_blind_and_counts(page_of, sampled, faults) -> None:
    page = settled(page_of("supervisor", "/operate/quality"))
    expect(page.locator("#coverage")).to_contain_text("each with its person")
    page.locator("#samples summary", has_text="denial triage").click()
    page.locator("#samples details[open] button").click()
    expect(page.locator("#detail-title")).to_have_text("To judge: denial triage")
    page.get_by_label("Your verdict").select_option("route_wrong")
    expect(page.locator("#hint")).to_contain_text("Say where it shows")
    page.get_by_label("Where it shows").fill("The remark asks for records.")
    page.get_by_role("button", name="Keep the verdict").click()
    expect(page.locator("#announce")).to_have_text("Your verdict is kept.")
    page.locator("#samples summary", has_text="denial triage").click()
    expect(page.locator("#samples")).to_contain_text(re.compile(r"Sent the wrong way: \d"))
    assert faults(page) == []


def test_a_finding_leads_only_to_a_segment_that_is_shown(page_of, staff) -> None:
    one = staff("biller").get("/api/v1/files?limit=1").json()["files"][0]["id"]
    whole = staff("biller").get(f"/api/v1/files/{one}").json()
    finding = {"severity": "warning", "loop": None, "element": None, "code": "x", "text": "odd"}
    whole["report"]["problems"] = [{**finding, "segment": 3}, {**finding, "segment": 70000}]
    whole["segments"] = [{"number": number, "text": f"SEG*{number}"} for number in range(1, 6)]
    page = page_of("biller", "/operate")
    page.route(f"**/api/v1/files/{one}", lambda route: route.fulfill(json=whole))
    page.goto(f"/operate/files/{one}")
    expect(page.get_by_text("segment 70,000")).to_be_visible()
    for link in page.locator("#one a[href^='#']").all():
        assert page.locator(link.get_attribute("href") or "").count() == 1
    expect(page.locator("#one a[href^='#']")).to_have_count(1)
    expect(page.get_by_text("that of one later finding is not")).to_be_visible()


def test_the_second_row_of_links_shows_what_the_role_may_open(page_of) -> None:
    names = page_of("auditor", "/operate/reports").locator("nav.under .roomy a").all_inner_texts()
    assert names == ["Reports", "Quality"]
    assert "Work" in page_of("biller", "/operate").locator("nav.under a").all_inner_texts()


def test_an_agents_one_page_of_operations_is_a_link_of_its_own(page_of) -> None:
    page = page_of("agent", "/console")
    page.get_by_role("link", name="Notices").click()
    expect(page.get_by_role("heading", name="Notices")).to_be_visible()
    expect(page.locator("nav.under")).to_have_count(0)


@pytest.mark.parametrize(("role", "path"), [("biller", "/operate/files"), ("auditor", "/operate/quality")])
def test_the_name_of_the_house_leads_where_the_role_may_go(page_of, role: str, path: str) -> None:
    page = page_of(role, path)
    page.get_by_role("link", name="Claimline", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert "Not yours to open" not in page.content()


FIELDS = "number provider_npi provider_name provider_tax_id payer_identifier payer_name member_id first_name last_name".split()
VISIT = "V-{n},1770002313,Tidewater Clinic,123456789,HRB01,Harborlight Health Insurance,H0041287{n},{first},Farrow,{born},{day}"


def test_the_front_desk_brings_in_a_day_and_asks_the_payer(page_of, faults) -> None:
    page = page_of("biller", "/operate/front-desk")
    day = (date.today() + timedelta(days=40 + secrets.randbelow(2000))).isoformat()
    page.get_by_label("Day", exact=True).fill(day)
    expect(page.get_by_text("No visit is on the schedule for this day.")).to_be_visible()
    lines = [
        ",".join([*FIELDS, "date_of_birth", "day"]),
        VISIT.format(n=1, first="Odessa", born="1980-05-17", day=day),
        VISIT.format(n=2, first="Theo", born="not a day", day=day),
    ]
    content = "\n".join(lines).encode()
    page.set_input_files("#file", {"name": "visits.csv", "mimeType": "text/csv", "buffer": content})
    page.get_by_role("button", name="Bring in", exact=True).click()
    expect(page.locator("#problems")).to_contain_text("1 visit on the schedule; 1 row not taken")
    expect(page.locator("#problems")).to_contain_text("row 2: date of birth does not fit")
    row = page.locator("#visits tr", has_text="Odessa Farrow")
    expect(row).to_contain_text("not asked")
    assert faults(page) == []
    row.get_by_role("button", name="Ask").click()
    expect(row).to_contain_text(re.compile("waiting|in force|not known|no answer"))
    assert "Not yours to open" in page_of("agent", "/operate/front-desk").content()
