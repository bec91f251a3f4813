// Approvals: what the system recommends, what it rests on, and a named person's decision.
import { announce, day, dollars, el, facts, get, moment, post } from "./api.js";
import { act, field, form, goTo, mark, openRow, table, today, words } from "./worklist.js";

const FACTS = { first: "first statement", last: "last statement" };
const at = (id) => document.getElementById(id);
const KINDS = { write_off: "write-off", collection_referral: "referral to collection", hardship: "help with the bill", small_balance: "small balance" };
const kind = (name) => KINDS[name] || words(name);
const told = (error) => announce(error.message);
let shown = [], size = 100, asked = 0;

const address = (one) => (one.subject_kind === "claim" ? `/operate/claims/${one.subject_id}` : `/operate/accounts/${one.subject_id}`);

function row(one) {
  const due = one.state === "open" ? day(one.due) : one.decided_at ? day(one.decided_at) : day(one.due);
  const below = one.state !== "open" ? el("span", { class: `tag ${one.state === "approved" ? "good" : ""}` }, one.state) : one.due < today() ? el("span", { class: "tag bad" }, "late") : null;
  return openRow(one.id, due, `${due}: open the ${kind(one.kind)} of ${dollars(one.amount)}, ${one.number}`, open, below,
    el("td", {}, kind(one.kind)), el("td", {}, el("a", { href: address(one), class: "mono" }, one.number), one.payer ? [el("br"), el("span", { class: "soft" }, one.payer)] : null),
    el("td", {}, one.practice), el("td", { class: "owner" }, one.state === "open" ? one.owner : one.decided_name || "–"), el("td", { class: "amount" }, dollars(one.amount)));
}

async function load() {
  const turn = ++asked;
  const decided = at("which").value === "decided";
  const { approvals, waiting } = await get(`/api/v1/approvals?limit=${size}${decided ? "&decided=true" : ""}${at("who").value ? `&owner=${encodeURIComponent(at("who").value)}` : ""}`);
  if (turn !== asked) return;
  shown = approvals;
  at("approvals").replaceChildren(...(approvals.length ? approvals.map(row) : [el("tr", {}, el("td", { colspan: 6, class: "empty" }, decided ? "Nothing was decided yet." : "Nothing waits for a decision."))]));
  at("count").textContent = decided ? `${approvals.length === size ? "the last " : ""}${approvals.length} decided or withdrawn` : waiting.map((one) => `${one.count} × ${kind(one.kind)}, ${dollars(one.amount)}`).join("; ") || "Nothing waits.";
  at("more").hidden = approvals.length < size || size >= 500;
  mark(at("approvals"), location.hash.slice(1));
}

function decision(one) {
  const reason = el("textarea", { maxlength: 1000, rows: 2 });
  const send = (approve) => (place) => act(place, async () => {
    try {
      const found = await post(`/api/v1/approvals/${one.id}/decision`, { approve, reason: reason.value });
      at("approvals").querySelector(`[data-row="${one.id}"]`)?.remove();
      show(found);
      at("detail").focus({ preventScroll: true });
    } finally {
      load().catch(told); // refused, it may be another's decision already
    }
  }, approve ? "Approved and entered in the ledger." : "Refused.");
  const made = form({}, send(true), field("Reason (needed to refuse)", reason), el("p", { class: "decide" }, el("button", { type: "submit" }, `Approve ${dollars(one.amount)}`), el("button", { type: "button", class: "danger", onclick: () => send(false)(made) }, "Refuse")));
  return el("section", {}, el("h3", {}, "Your decision"), one.above ? el("p", { class: "notice" }, `Above ${dollars(one.threshold)}: only an approver the practice has named decides.`) : el("p", { class: "soft" }, `Up to ${dollars(one.threshold)} a supervisor decides.`), made);
}

function grounds(one) {
  const told = Object.entries(one.facts).filter(([name, value]) => value !== null && value !== "" && name !== "application").map(([name, value]) => [FACTS[name] || words(name), /^\d{4}-\d\d-\d\d$/.test(value) ? day(value) : words(String(value))]);
  return facts([["amount", el("span", { class: "sum" }, dollars(one.amount))], ["about", el("a", { href: address(one) }, `${one.subject_kind === "claim" ? "claim" : "account"} ${one.number}`)], ["payer", one.payer], ["practice", one.practice], ["recommended on", day(one.recommended_on)], ["due", day(one.due)], ...told]);
}

function show(one) {
  at("detail-title").textContent = `${kind(one.kind)[0].toUpperCase()}${kind(one.kind).slice(1)}, ${one.number}`;
  const after = one.state === "open" ? decision(one) : el("section", {}, el("h3", {}, "Decided"), facts([["outcome", el("span", { class: "tag" }, one.state)], ["by", one.decided_name], ["when", one.decided_at && moment(one.decided_at)], ["reason", one.decision_reason], ["entered in the ledger", one.state === "approved" ? dollars(one.posted) : ""]]));
  at("approval").replaceChildren(el("p", {}, one.sentence), grounds(one), after);
}

function open(id) {
  const one = shown.find((each) => each.id === id);
  if (!one) return;
  history.replaceState(null, "", `#${id}`);
  mark(at("approvals"), id);
  show(one);
  goTo(at("detail"));
}

async function people() {
  const { approvers } = await get("/api/v1/approvers");
  const line = (one) => el("tr", {}, el("th", { scope: "row" }, one.name), el("td", {}, one.practice), el("td", {}, one.most ? `up to ${dollars(one.most)}` : "any amount"), el("td", {}, `from ${day(one.effective_from)}${one.effective_to ? ` to ${day(one.effective_to)}` : ""}`));
  const list = table(["Person", "Practice", "Amount", "In force"], approvers.map(line), "No practice has named anybody yet: nothing above the threshold can be decided.");
  at("approvers").replaceChildren(list, ...(at("page").dataset.role === "admin" ? [naming()] : []));
}

function naming() {
  const npi = el("input", { inputmode: "numeric", pattern: "[0-9]{10}", title: "ten digits", required: true }), email = el("input", { type: "email", required: true }), most = el("input", { type: "number", min: "0.01", step: "0.01" }), from = el("input", { type: "date", value: today(), required: true });
  return form({ class: "row end" }, (place) => act(place, async () => { await post("/api/v1/approvers", { npi: npi.value, email: email.value, most: most.value || null, effective_from: from.value }); await people(); }, "Named."),
    field("Practice's NPI", npi), field("E-mail", email), field("Up to (empty: any)", most), field("From", from), el("button", { type: "submit" }, "Name an approver"));
}

for (const id of ["which", "who"]) at(id).addEventListener("change", () => { size = 100; load().catch(told); });
at("more").addEventListener("click", () => { size += 200; load().catch(told); });
load().then(() => location.hash && open(location.hash.slice(1))).catch((error) => { at("count").textContent = error.message; });
people().catch((error) => { at("approvers").textContent = error.message; });
