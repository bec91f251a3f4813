// Follow-up: who has which claim until when; a contact is logged with its outcome and the next date.
import { announce, day, dollars, el, facts, get, many, post } from "./api.js";
import { act, choice, field, form, goTo, lastDay, mark, openRow, table, today, words } from "./worklist.js";
import { choose, ownerChoice } from "./owners.js";

const at = (id) => document.getElementById(id);
const me = at("page").dataset.me;
const WAYS = [["phone", "phone"], ["portal", "payer's portal"], ["letter", "letter"], ["fax", "fax"]];
const OUTCOMES = [["", "choose …"], ["in_process", "in process, payment promised"], ["paid", "paid, remittance on its way"], ["not_on_file", "not on file, to be sent again"], ["denied", "denied, letter on its way"], ["more_information", "wants more information"], ["sent_to_review", "sent to review"], ["no_answer", "nobody reached"], ["patient_will_pay", "the patient will pay"], ["other", "something else, see the note"]];
const LEVELS = { worked: "", escalated: "warn", accelerated: "bad" };
let size = 50, asked = 0, looked = 0;

const level = (one) => (one.level ? el("span", { class: `tag ${LEVELS[one.level]}` }, one.level) : null);
const late = (one) => (one.days_late ? el("span", { class: "tag bad" }, one.days_late === 1 ? "1 day late" : `${one.days_late} days late`) : el("span", { class: "soft" }, one.next_date === today() ? "today" : ""));

function row(one) {
  const risk = one.deadline && one.days_to_deadline >= 0 && one.days_to_deadline <= 30 ? [el("br"), "last day ", ...lastDay(one.deadline, one.days_to_deadline)] : [];
  return openRow(one.claim_id, day(one.next_date), `${day(one.next_date)}: open claim ${one.number}`, open, late(one),
    el("td", {}, el("a", { href: `/operate/claims/${one.claim_id}`, class: "mono" }, one.number), el("br"), el("span", { class: "soft" }, one.payer)),
    el("td", {}, one.reason, risk), el("td", {}, `${one.age_days} days `, level(one), el("br"), el("span", { class: "soft" }, one.owner)), el("td", { class: "amount" }, dollars(one.amount)));
}

async function load() {
  const turn = ++asked;
  const wanted = new URLSearchParams({ limit: String(size) });
  if (at("owner").value) wanted.set("owner", at("owner").value);
  if (at("until").value) wanted.set("until", at("until").value);
  const { claims, owners } = await get(`/api/v1/receivables/follow-ups?${wanted}`);
  if (turn !== asked) return;
  at("claims").replaceChildren(...(claims.length ? claims.map(row) : [el("tr", {}, el("td", { colspan: 5, class: "empty" }, "Nothing to follow up."))]));
  const chosen = at("owner").value;
  const listed = owners.map((one) => [one.owner, `${one.owner} (${one.claims})`]);
  at("owner").replaceChildren(...[["people", "people"], ...listed, ["", "everybody and the system"]].map(([value, text]) => el("option", { value, selected: value === chosen }, text)));
  const counted = owners.filter((one) => (chosen === "people" ? one.owner !== "system" : !chosen || one.owner === chosen));
  const sum = (name) => counted.reduce((total, one) => total + Number(one[name]), 0);
  at("count").textContent = `${sum("claims").toLocaleString("en-US")} open, ${dollars(sum("amount"))} in them, ${sum("late").toLocaleString("en-US")} past their next date`;
  at("more").hidden = claims.length < size || size >= 500;
  mark(at("claims"), location.hash.slice(1));
}

function contactForm(one) {
  const way = choice(WAYS, "phone"), outcome = choice(OUTCOMES, "", { required: true });
  const spoke = el("input", { maxlength: 120, autocomplete: "off" }), reference = el("input", { maxlength: 60, autocomplete: "off" });
  const note = el("textarea", { maxlength: 4000, rows: 2 }), next = el("input", { type: "date" });
  const made = form({}, (place) => act(place, async () => {
    const given = { way: way.value, outcome: outcome.value, spoke_with: spoke.value, reference: reference.value, note: note.value };
    if (next.value) given.next_date = next.value;
    const mine = looked, found = await post(`/api/v1/receivables/follow-ups/${one.claim_id}/contacts`, given);
    await load();
    if (mine === looked) detail(found);
    announce("The contact is logged.");
  }), el("div", { class: "row end" }, field("How", way), field("What came of it", outcome)), el("div", { class: "row end" }, field("Spoke with", spoke), field("The payer's reference", reference)), field("Note", note),
  el("div", { class: "row end" }, field("Look at it next (empty: by its level)", next), el("button", { type: "submit" }, "Log the contact")));
  return el("section", {}, el("h4", {}, "Log a contact"), made);
}

function assignment(one) {
  const owner = ownerChoice(one.owner), next = el("input", { type: "date", value: one.next_date, required: true });
  const give = (place) => act(place, async () => {
    const mine = looked, found = await post(`/api/v1/receivables/follow-ups/${one.claim_id}/assignment`, { owner: owner.value, next_date: next.value });
    await load();
    if (mine === looked) detail(found);
  }, "Assigned.");
  const take = el("button", { type: "button", class: "quiet", onclick: () => { choose(owner, me); made.requestSubmit(); } }, "Assign to me");
  const made = form({ class: "row end" }, give, field("Owner", owner), field("Look at it next", next), el("button", { type: "submit" }, "Assign"), one.owner === me ? null : take);
  return el("details", { class: "act" }, el("summary", {}, "Who has it"), made);
}

function logged(contacts) {
  const line = (one) => el("tr", {}, el("th", { scope: "row" }, day(one.contact_on), el("br"), el("span", { class: "soft" }, one.by_name)), el("td", {}, one.way === "file" ? "276" : one.way), el("td", {}, words(one.outcome_words), one.note ? [el("br"), el("span", { class: "soft" }, one.note)] : null), el("td", {}, [one.spoke_with, one.reference].filter(Boolean).join(", ")), el("td", {}, day(one.next_date)));
  return el("section", {}, el("h4", {}, "Contacts"), table(["Day", "How", "What came of it", "With", "Next"], contacts.map(line), "None yet."));
}

function detail({ claim: one, contacts }) {
  at("detail-title").textContent = `Claim ${one.number}`;
  at("claim").replaceChildren(el("p", {}, el("strong", {}, one.reason), " ", level(one)),
    one.recommendation ? el("p", { class: "notice" }, `Recommended: ${words(one.recommendation)}.`) : null,
    facts([["open", dollars(one.amount)], ["payer", one.payer], ["practice", one.provider], ["patient", one.patient], ["stage", words(one.stage)], ["service", `${day(one.service_to)}, ${many(one.age_days, "day")} ago`], ["owner", `${one.owner}${one.chosen ? " (chosen by a person)" : ""}`], ["looked at next", day(one.next_date)], ["last day of a right", one.deadline && day(one.deadline)]]),
    el("p", {}, el("a", { href: `/operate/claims/${one.claim_id}` }, "The claim's whole story")), contactForm(one), assignment(one), logged(contacts));
}

// Until the claim that was asked for is there, no other one's forms stand beside its row.
async function open(id) {
  const mine = ++looked;
  history.replaceState(null, "", `#${id}`);
  mark(at("claims"), id);
  at("detail-title").textContent = "One claim";
  at("claim").replaceChildren(el("p", { class: "empty" }, "…"));
  try {
    const found = await get(`/api/v1/receivables/follow-ups/${id}`);
    if (mine !== looked) return;
    detail(found);
    goTo(at("detail"));
  } catch (error) {
    if (mine !== looked) return;
    at("claim").replaceChildren(el("p", { class: "problem" }, error.message));
    announce(error.message);
  }
}

const start = new URLSearchParams(location.search).get("owner");
if (start) at("owner").append(el("option", { value: start, selected: true }, start));
for (const id of ["owner", "until"]) at(id).addEventListener("change", () => { size = 50; load().catch((error) => announce(error.message)); });
at("more").addEventListener("click", () => { size += 100; load().catch((error) => announce(error.message)); });
load().then(() => location.hash && open(location.hash.slice(1))).catch((error) => { at("count").textContent = error.message; });
