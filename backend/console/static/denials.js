// Denials: why, what to do, by when; who has it; and the patterns behind them.
import { announce, day, dollars, el, facts, get, post, Refusal } from "./api.js";
import { act, choice, daysLeft, field, form, goTo, lastDay, mark, openRow, today, words } from "./worklist.js";
import { choose, ownerChoice } from "./owners.js";

const at = (id) => document.getElementById(id);
const me = at("page").dataset.me;
const OUTCOMES = [["corrected", "corrected and sent again"], ["paid", "paid"], ["partly_paid", "paid in part"], ["billed", "billed to the patient"], ["upheld", "payer kept its decision"], ["written_off", "given up: a write-off is to be recommended"], ["closed_as_duplicate", "duplicate"]];
let shown = [], size = 50;

function row(one) {
  const last = one.deadline ? day(one.deadline) : "not known";
  const below = one.deadline ? lastDay(one.deadline, one.days_left)[2] : el("span", { class: "tag warn" }, "ask a person");
  return openRow(one.id, last, `${last}: open the denial of claim ${one.claim_number}`, open, below,
    el("td", {}, el("a", { href: `/operate/claims/${one.claim_id}`, class: "mono" }, one.claim_number), el("br"), el("span", { class: "soft" }, one.payer_name)),
    el("td", {}, el("span", { class: "mono" }, `${one.group_code}-${one.carc}`), ` ${words(one.root_cause)}`),
    el("td", {}, words(one.route), one.state === "appealed" ? [" ", el("span", { class: "tag" }, "appealed")] : null),
    el("td", { class: "owner" }, one.owner), el("td", { class: "amount" }, dollars(one.amount)));
}

async function loadQueue() {
  const wanted = new URLSearchParams({ limit: String(size) });
  for (const name of ["skill", "owner"]) if (at(name).value) wanted.set(name, at(name).value);
  const { denials, waiting } = await get(`/api/v1/denials?${wanted}`);
  shown = denials;
  at("denials").replaceChildren(...(denials.length ? denials.map(row) : [el("tr", {}, el("td", { colspan: 6, class: "empty" }, "No open denial.")) ]));
  const chosen = at("skill").value;
  at("skill").replaceChildren(el("option", { value: "" }, "all"), ...waiting.map((one) => el("option", { value: one.skill, selected: one.skill === chosen }, `${one.skill} (${one.count})`)));
  const counted = waiting.filter((one) => !chosen || one.skill === chosen);
  const sum = (name) => counted.reduce((total, one) => total + Number(one[name]), 0);
  at("count").textContent = at("owner").value ? `${denials.length} of yours` : `${sum("count")} open, ${dollars(sum("amount"))} in them, ${sum("late")} past their next date`;
  at("more").hidden = denials.length < size || size >= 500;
  mark(at("denials"), location.hash.slice(1));
}

function checklist(one) {
  if (!one.checklist.length) return null;
  const line = (document) => el("li", {}, el("span", { class: `tag ${document.on_hand ? "good" : "warn"}` }, document.on_hand ? "on hand" : `missing: ${words(document.where)}`), ` ${document.document}`, document.confirmed ? null : el("span", { class: "soft" }, " (not confirmed for this payer)"));
  return el("section", {}, el("h3", {}, "What to send"), el("ul", { class: "checks" }, one.checklist.map(line)));
}

function assignment(one) {
  const owner = ownerChoice(one.owner);
  const next = el("input", { type: "date", value: one.next_date, required: true });
  const take = el("button", { type: "button", class: "quiet", onclick: () => { choose(owner, me); made.requestSubmit(); } }, "Assign to me");
  const made = form({ class: "row end" }, (place) => act(place, async () => { await post(`/api/v1/denials/${one.id}/assignment`, { owner: owner.value, next_date: next.value }); await refresh(one.id); }, "Assigned."),
    field("Owner", owner), field("Look at it next", next), el("button", { type: "submit" }, "Assign"), one.owner === me ? null : take);
  return el("section", {}, el("h3", {}, "Who has it"), made);
}

function settlement(one) {
  const theirs = one.group_code === "PR" || (one.group_code === "OA" && one.responsible === "patient");
  const outcome = choice([["", "choose …"], ...OUTCOMES.filter(([name]) => name !== "billed" || theirs)], "", { required: true });
  const recovered = el("input", { type: "number", min: 0, step: "0.01", inputmode: "decimal" });
  const made = form({ class: "row end" }, (place) => act(place, async () => {
    await post(`/api/v1/denials/${one.id}/settlement`, { outcome: outcome.value, recovered: recovered.value || null });
    closeDetail("The denial is closed."); await loadQueue();
  }, "The denial is closed."), field("What came of it", outcome), field("Money recovered", recovered), el("button", { type: "submit", class: "danger" }, "Close the denial"));
  return el("section", {}, el("h3", {}, "Close it"), made);
}

function appeal(one) {
  if (one.state === "appealed") return el("p", {}, "An appeal of this claim is under way. ", el("a", { href: `/operate/appeals#claim-${one.claim_id}` }, "Open it"));
  if (!one.appealable) return el("p", { class: "soft" }, "This decision carries no appeal right.");
  const reason = el("textarea", { maxlength: 4000, rows: 2 });
  const made = form({}, (place) => act(place, async () => {
    try {
      const started = await post("/api/v1/appeals", { claim_id: one.claim_id, reason: reason.value });
      location.assign(`/operate/appeals#${started.id}`);
    } catch (error) {
      if (error instanceof Refusal && error.code === "appeal_in_progress") return location.assign(`/operate/appeals#claim-${one.claim_id}`);
      throw error;
    }
  }), field("Why the payer is wrong, in your words (goes into the draft)", reason), el("p", {}, el("button", { type: "submit" }, "Draft an appeal")));
  return el("section", {}, el("h3", {}, "Appeal"), made);
}

function detail(one) {
  at("detail-title").textContent = `${one.group_code}-${one.carc} on claim ${one.claim_number}`;
  at("denial").replaceChildren(el("p", {}, el("span", { class: "tag bad" }, words(one.root_cause)), one.remarks.length ? ` remarks ${one.remarks.join(", ")}` : ""),
    one.reason ? el("p", {}, one.reason) : null, el("p", { class: "notice" }, el("strong", {}, "Next: "), one.next_step),
    facts([["amount", dollars(one.amount)], ["expected value", dollars(one.expected_value)], ["payer", one.payer_name], ["provider", one.provider_name],
      ["service line", one.line_number ? `${one.line_number}, ${one.procedure}` : "whole claim"], ["who bears it or acts", words(one.responsible)],
      ["last day", one.deadline && `${day(one.deadline)}, ${daysLeft(one.days_left)}`], ["why none", one.deadline ? null : one.deadline_unknown],
      ["by rule", words(one.deadline_rule)], ["source", one.deadline_source], ["skill", one.skill], ["look next", day(one.next_date)],
      ["claim", el("a", { href: `/operate/claims/${one.claim_id}` }, "its whole story")]]),
    ...[checklist(one), assignment(one), appeal(one), settlement(one)].filter(Boolean));
}

function open(id) {
  const one = shown.find((each) => each.id === id);
  if (!one) return;
  history.replaceState(null, "", `#${id}`);
  mark(at("denials"), id);
  detail(one);
  goTo(at("detail"));
}

function closeDetail(sentence) {
  history.replaceState(null, "", location.pathname);
  at("detail-title").textContent = "One denial";
  at("denial").replaceChildren(el("p", { class: "empty" }, sentence));
}

async function refresh(id) {
  await loadQueue();
  const one = shown.find((each) => each.id === id);
  if (one) detail(one); else closeDetail("It is no longer in this list.");
}

function worked(one) {
  if (one.state === "closed" || one.worked === true) return el("span", { class: "tag good" }, "the fix worked");
  if (one.worked === false) return el("span", { class: "tag bad" }, "the fix did not work");
  return one.fixed_on ? el("span", { class: "tag" }, "being watched") : el("span", { class: "tag warn" }, "not fixed yet");
}

function fixing(one) {
  if (one.state === "closed" || (one.state === "fixed" && one.worked === null)) return null;
  const since = el("input", { type: "date", value: today(), required: true });
  return form({ class: "row end" }, (place) => act(place, async () => { await post(`/api/v1/denials/patterns/${one.id}/fix`, { effective: since.value }); await loadPatterns(); }, "From that day it is watched."),
    field("Fixed at the source since", since), el("button", { type: "submit", class: "quiet" }, "It is fixed"));
}

function pattern(one) {
  const where = { procedure: ` for procedure ${one.scope_value}`, place_of_service: ` at place of service ${one.scope_value}` }[one.scope] || "";
  const rate = (denied, billed) => `${denied} of ${billed} claims (${billed ? ((100 * denied) / billed).toFixed(1) : "0.0"} %)`;
  return el("article", { class: "pattern" },
    el("div", { class: "row" }, el("h3", { class: "grow" }, `${one.payer_name} denies with ${one.carc}${where}`), worked(one), el("strong", {}, dollars(one.amount))),
    el("p", {}, one.reason, " ", el("span", { class: "soft" }, one.provider_name)),
    facts([["in the month", `${rate(one.denied, one.billed)}; ${Number(one.expected).toFixed(1)} were to be expected`], ["in the year before", rate(one.past_denied, one.past_billed)],
      ["likely cause", one.cause], ["who can fix it", one.fixer], ["found in", new Date(`${one.month}T00:00:00`).toLocaleDateString("en-US", { month: "long", year: "numeric" })], ["fixed since", one.fixed_on && day(one.fixed_on)],
      ["since then", one.after_billed ? rate(one.after_denied, one.after_billed) : null]]),
    fixing(one));
}

async function loadPatterns() {
  const { patterns } = await get(`/api/v1/denials/patterns?month=${at("month").value || today().slice(0, 7)}-01`);
  at("patterns").replaceChildren(...(patterns.length ? patterns.map(pattern) : [el("p", { class: "empty" }, "No pattern: nothing lies above its own past.")]));
}

async function scan() {
  const { patterns } = await post("/api/v1/denials/patterns/scan");
  announce(patterns.length === 1 ? "One new pattern." : `${patterns.length} new patterns.`);
  at("month").value = today().slice(0, 7);
  await loadPatterns();
}

const told = (error) => announce(error.message);
at("month").value = today().slice(0, 7);
for (const name of ["skill", "owner"]) at(name).addEventListener("change", () => loadQueue().catch(told));
at("more").addEventListener("click", () => { size = Math.min(500, size * 2); loadQueue().catch(told); });
at("month").addEventListener("change", () => loadPatterns().catch(told));
at("scan")?.addEventListener("click", () => act(at("scan").parentElement, scan));
loadQueue().then(() => location.hash && open(location.hash.slice(1))).catch(told);
loadPatterns().catch(told);
