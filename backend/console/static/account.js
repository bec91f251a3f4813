// One patient's account: what is owed and why, what was sent, and what a person can do about it.
import { announce, ask, day, dollars, el, facts, get, post } from "./api.js";
import { act, choice, field, form, table, today, words } from "./worklist.js";

const place = document.getElementById("account");
const base = `/api/v1/patient-accounts/${place.dataset.account}`;
const STATES = { cycle: "statements run", plan: "payment plan", hardship: "asked for help", disputed: "disputed", returned_mail: "mail came back", recommended: "waits for a decision", referred: "referred to collection", settled: "settled" };
const AGREED = [["phone", "by phone"], ["in_person", "in person"], ["letter", "by letter"], ["online", "online"]];
const KINDS = { first: "first", reminder: "reminder", last_before_review: "last before a person decides" };

const input = (attributes) => el("input", { required: true, autocomplete: "off", ...attributes });

function line(one) {
  const days = one.service_from === one.service_to ? day(one.service_from) : `${day(one.service_from)} – ${day(one.service_to)}`;
  return el("tr", {}, el("th", { scope: "row" }, el("a", { href: `/operate/claims/${one.claim_id}` }, days)), ...["charge", "plans_paid", "taken_off", "with_plans", "patient_paid", "owed"].map((name) => el("td", { class: "amount" }, dollars(one[name]))));
}

function statement(one) {
  const back = one.returned_on ? el("span", { class: "tag warn" }, `came back ${day(one.returned_on)}`) : el("button", { type: "button", class: "quiet", onclick: (event) => act(event.target.parentElement, () => done(post(`/api/v1/statements/${one.id}/returned`)), "Noted: the mail came back.") }, "Mail came back");
  return el("details", { class: "act" }, el("summary", {}, `${day(one.issued_on)}: ${dollars(one.balance)}, ${KINDS[one.kind] || one.kind}, pay by ${day(one.pay_by)}`),
    table(["Day of care", "$Charge", "$Plan paid", "$Taken off", "$Still with plan", "$Patient paid", "$Owed"], one.lines.map(line), "No lines."),
    el("p", { class: "row" }, el("a", { href: `/api/v1/statements/${one.id}/pdf` }, "PDF as sent"), el("a", { href: `/api/v1/statements/${one.id}/text` }, "text as sent"), back));
}

async function done(answer) {
  show(await answer);
}

function doing(title, fields, path, body, button, said) {
  const made = form({}, (where) => act(where, () => done(post(`${base}/${path}`, body())), said), el("div", { class: "row end" }, fields), el("p", {}, el("button", { type: "submit" }, button)));
  return el("details", { class: "act" }, el("summary", {}, title), made);
}

function payment(one, back = false) {
  const amount = el("input", { type: "number", min: "0.01", step: "0.01", inputmode: "decimal", required: true, value: back ? one.credit : Number(one.balance) > 0 ? one.balance : "" }), method = choice([["check", "check"], ["card", "card"], ["cash", "cash"], ["transfer", "transfer"]], "check");
  const on = el("input", { type: "date", required: true, value: today() }), reference = el("input", { maxlength: 60, autocomplete: "off" });
  const key = crypto.randomUUID();
  let asked = ""; // more than is owed is asked for twice
  const more = () => !back && asked !== amount.value && Number(amount.value) > Number(one.balance);
  const surely = () => {
    if (!more()) return;
    asked = amount.value;
    throw new Error(`That is more than the ${dollars(one.balance)} owed. If it is right, enter it again: the rest is kept as the patient's credit.`);
  };
  const made = form({}, (where) => act(where, async () => { surely(); await done(ask("POST", `${base}/${back ? "refunds" : "payments"}`, { amount: amount.value, method: method.value, received_on: on.value, reference: reference.value }, { "Idempotency-Key": key })); }, back ? "The refund is entered." : "The payment is entered."),
    el("div", { class: "row end" }, field("Amount", amount), field("How", method), field(back ? "Paid back on" : "Received on", on), field("Check or reference number", reference)), el("p", {}, el("button", { type: "submit" }, back ? "Enter the refund" : "Enter the payment")));
  return el("details", { class: "act" }, el("summary", {}, back ? `Pay back ${dollars(one.credit)}` : "Take a payment"), made);
}

function acts(one) {
  const count = input({ type: "number", min: 2, max: 24, value: 4 }), first = input({ type: "date", value: today() }), who = input({ value: one.patient, maxlength: 120 }), how = choice(AGREED, "phone");
  const reason = input({ maxlength: 2000 }), found = input({ maxlength: 2000 }), why = input({ minlength: 3, maxlength: 1000 });
  const household = input({ type: "number", min: 1, value: 1 }), income = input({ type: "number", min: 0, step: "0.01" }), documents = el("textarea", { rows: 2 }, "last tax return\npay stubs of two months");
  const street = input({ maxlength: 120 }), city = input({ maxlength: 60 }), state = input({ maxlength: 2, pattern: "[A-Z]{2}", title: "two letters, like OH", oninput: () => { state.value = state.value.toUpperCase(); } }), zip = input({ inputmode: "numeric", pattern: "[0-9]{5}", title: "five digits" });
  const calm = ["cycle", "recommended", "settled"].includes(one.state);
  return [payment(one), Number(one.credit) > 0 ? payment(one, true) : null,
    calm ? doing("Agree on a payment plan", [field("Monthly payments, 2 to 24", count), field("First on", first), field("Agreed by", who), field("How", how)], "plan", () => ({ count: Number(count.value), first_due: first.value, agreed_by: who.value, agreed_how: how.value }), "Set up the plan", "The plan is set up.") : null,
    calm ? doing("The patient disputes the bill", [field("What is wrong, in the patient's words", reason)], "dispute", () => ({ reason: reason.value }), "Stop the statements", "Statements stop.") : null,
    one.state === "plan" ? changing(one) : null,
    one.dispute ? doing("Answer the dispute", [field("What was found", found)], "dispute/answer", () => ({ answer: found.value }), "Answer", "Answered.") : null,
    calm ? doing("The patient asks for help", [field("Persons in the household", household), field("Income in a year", income), field("Documents to come, one a line", documents)], "hardship", () => ({ household: Number(household.value), income: income.value, documents: documents.value.split("\n").map((name) => name.trim()).filter(Boolean).map((document) => ({ document, here: false })) }), "Take the application", "The application is taken; statements stop.") : null,
    one.hardship ? doing("Close the application for help", [field("Why", why)], "hardship/closure", () => ({ reason: why.value }), "Close it", "Closed: statements go on.") : null,
    doing("Another address", [field("Street", street), field("City", city), field("State", state), field("ZIP", zip)], "address", () => ({ address: street.value, city: city.value, state: state.value, zip: zip.value }), "Use this address", "The address is kept.")];
}

// what was entered by mistake stays in sight, and another entry takes it back
function taking(each) {
  if (each.takes_back) return `takes back an entry: ${each.reason}`;
  if (each.taken_back) return el("span", { class: "tag" }, "taken back");
  if (place.dataset.mayTakeBack !== "yes") return "";
  const why = input({ minlength: 3, maxlength: 500 });
  return doing("Take back", [field("Why it was a mistake", why)], `payments/${each.id}/taking-back`, () => ({ reason: why.value }), "Take the entry back", "Taken back: what it paid is owed again.");
}

function changing(one) {
  const by = choice([["instalment", "amount of each payment"], ["count", "number of payments"]], "instalment"), value = input({ type: "number", min: "1", step: "0.01", inputmode: "decimal" });
  const first = input({ type: "date", value: today() }), who = input({ value: one.patient, maxlength: 120 }), how = choice(AGREED, "phone"), why = input({ minlength: 3, maxlength: 500 });
  const wanted = () => (by.value === "count" ? { count: Number(value.value) } : { instalment: value.value });
  return doing("Change the plan", [field("By", by), field("Which is now", value), field("First on", first), field("Agreed by", who), field("How", how), field("Why", why)], "plan/change", () => ({ ...wanted(), first_due: first.value, agreed_by: who.value, agreed_how: how.value, reason: why.value }), "Change it", "The plan is changed; the old one stays on file.");
}

function answered(one) {
  if (!one.disputes.length) return null;
  const each = (dispute) => el("li", {}, `${day(dispute.opened_on)}: “${dispute.reason}” Answered ${day(dispute.closed_on)}: ${dispute.answer}`);
  return el("section", {}, el("h3", {}, "Disputes answered"), el("ul", {}, one.disputes.map(each)));
}

function hardship(one) {
  if (!one.hardship) return null;
  const item = (each) => el("li", {}, el("span", { class: `tag ${each.received_on ? "good" : "warn"}` }, each.received_on ? `here since ${day(each.received_on)}` : "missing"), ` ${each.document} `, each.received_on ? null : el("button", { type: "button", class: "quiet", onclick: (event) => act(event.target.parentElement, () => done(post(`${base}/hardship/documents`, { document: each.document })), "Noted.") }, "It came"));
  return el("section", {}, el("h3", {}, "Application for help"), facts([["applied", day(one.hardship.applied_on)], ["household", String(one.hardship.household)], ["income in a year", dollars(one.hardship.income)]]), el("ul", { class: "checks" }, one.hardship.documents.map(item)), el("p", { class: "soft" }, "When every document is here, a named person at the practice decides."));
}

function plan(one) {
  if (!one.plan) return null;
  const part = (each) => el("tr", {}, el("th", { scope: "row" }, day(each.due)), el("td", { class: "amount" }, dollars(each.amount)), el("td", { class: "amount" }, dollars(each.paid)));
  return el("section", {}, el("h3", {}, "Payment plan ", el("span", { class: "tag" }, one.plan.state)), facts([["agreed", `${day(one.plan.agreed_on)} by ${one.plan.agreed_by}, ${words(one.plan.agreed_how)}`], ["in all", dollars(one.plan.total)]]), table(["Due", "$Amount", "$Paid"], one.plan.instalments.map(part), "None."));
}

function show(one) {
  const paid = (each) => el("tr", {}, el("th", { scope: "row" }, day(each.received_on)), el("td", {}, each.method), el("td", {}, each.reference), el("td", { class: "amount" }, dollars(each.amount)), el("td", { class: "amount" }, Number(each.kept_as_credit) ? dollars(each.kept_as_credit) : "–"), el("td", {}, taking(each)));
  place.replaceChildren(el("div", { class: "row" }, el("h1", { class: "grow" }, "Account ", el("span", { class: "mono" }, one.number)), el("span", { class: "tag" }, STATES[one.state])),
    el("div", { class: "columns" },
      el("section", { class: "card" }, el("h2", {}, "Where it stands"), facts([["owed now", el("span", { class: "sum" }, dollars(one.balance))], ["waits for a payer", Number(one.waiting) ? dollars(one.waiting) : ""], ["paid too much", Number(one.credit) ? dollars(one.credit) : ""], ["patient", one.patient], ["address", one.address.join(", ")], ["practice", one.practice], ["statements sent", String(one.notices)], ["owner", one.owner], ["looked at next", day(one.next_date)]]),
        one.dispute ? el("section", {}, el("h3", {}, "Disputed"), el("p", {}, one.dispute)) : null, answered(one), hardship(one), plan(one)),
      el("section", { class: "card" }, el("h2", {}, "What to do"), acts(one).filter(Boolean))),
    el("section", { class: "card" }, el("h2", {}, "Statements"), one.statements.length ? one.statements.map(statement) : el("p", { class: "empty" }, "None was sent yet.")),
    el("section", { class: "card" }, el("h2", {}, "Payments of the patient"), table(["Received", "How", "Reference", "$Amount", "$Kept as credit", "Mistakes"], one.payments.map(paid), "None yet.")));
}

get(base).then(show).catch((error) => { place.replaceChildren(el("p", { class: "problem" }, error.message)); announce(error.message); });
