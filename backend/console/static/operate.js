// Work: find a claim; queues with what is late and how much; the list, by mouse and by keys.
import { announce, day, dollars, el, facts, get, murmur, post } from "./api.js";
import { handing } from "./handing.js";
import { claimAsked, today, words } from "./worklist.js";

const at = (id) => document.getElementById(id);
const me = at("page").dataset.me;
const reads = at("page").dataset.reads === "yes", calls = at("page").dataset.calls === "yes";
const PAGE = 50;
let queue = "";
let items = [];
let next = null;
let chosen = -1;
let armed = null; // closing is asked for twice

function claimRow(one) {
  const mood = { denied: "bad", rejected: "warn", paid: "good" }[one.stage] || "";
  return el("tr", {}, el("td", {}, el("a", { href: `/operate/claims/${one.claim_id}`, class: "mono" }, one.payer_claim_control_number || "not numbered yet")),
    el("td", {}, one.patient_last), el("td", {}, day(one.service_from)), el("td", {}, day(one.received)),
    el("td", {}, el("span", { class: `tag ${mood}` }, words(one.stage))), el("td", { class: "amount" }, dollars(one.charge)), el("td", { class: "amount" }, dollars(one.paid)));
}

async function find(event) {
  event.preventDefault();
  try {
    const { claims } = await post("/api/v1/claims/search", claimAsked(at("find")));
    at("claims").replaceChildren(...claims.map(claimRow));
    at("found").hidden = claims.length === 0;
    at("found-count").textContent = claims.length ? `${claims.length} ${claims.length === 1 ? "claim" : "claims"}` : "No claim fits.";
  } catch (error) { at("found-count").textContent = error.message; }
}

// Where a piece of work is done.
function place(one) {
  const paths = { claim: `/operate/claims/${one.subject_id}`, file: `/operate/files/${one.subject_id}`, remittance_claim: `/operate/advices/${one.subject_id}`, denial: `/operate/denials#${one.subject_id}`, appeal: `/operate/appeals#${one.subject_id}`,
    denial_pattern: "/operate/denials", client_month: one.facts.report ? `/operate/reports/${one.facts.report}` : "/operate/reports", quality_check: "/operate/quality", conversation: reads && `/supervise/${one.subject_id}`,
    encounter: `/operate/coding-queries#${one.subject_id}`, enrolment: `/operate/enrolments#${one.subject_id}`, appointment: "/operate/front-desk", patient_account: `/operate/accounts/${one.subject_id}`, quality_sample: "/operate/quality", notice: "/operate/notices" };
  return paths[one.subject_kind] || null;
}

function query(more = {}) {
  const asked = new URLSearchParams();
  const late = at("when").value;
  if (at("owner").value) asked.set("owner", at("owner").value);
  if (late !== "") asked.set("due_before", new Date(Date.now() + Number(late) * 86400000).toLocaleDateString("en-CA"));
  for (const [name, value] of Object.entries(more)) if (value) asked.set(name, value);
  return asked;
}

// What a caller asked for, in words; what other work is about stands on its own page.
const ASKED = { phone: "number", when: "asked for", at: "promised", words: "in their words", reference: "reference", kind: "kind" };
const UNSAID = new Set(["claim_id", "time_zone", "time_zone_from", "earlier", "further"]);
const said = (pairs) => Object.entries(pairs).filter(([name, value]) => !UNSAID.has(name) && value !== null && value !== "" && typeof value !== "object").map(([name, value]) => [ASKED[name] ?? words(name), value]);
const clockOf = (zone) => `${zone.split("/").at(-1).replaceAll("_", " ")} time`;

function request(one) {
  if (one.subject_kind !== "conversation") return null;
  const known = { ...one.facts, at: one.facts.time_zone ? `${day(one.due)}, ${one.facts.at ?? "any time"}, ${clockOf(one.facts.time_zone)}` : null };
  return [facts(said(known)), (one.facts.further ?? []).map((each) => facts([["later", said(each).map(([name, value]) => `${name}: ${value}`).join("; ")]]))];
}

// Only what its reader may open; the claim by its number beside it.
function why(one) {
  const sentence = one.sentence || words(one.reason), link = place(one), page = one.claim_id && `/operate/claims/${one.claim_id}`;
  return [el("strong", {}, words(one.queue)), one.about ? [" ", page && page !== link ? el("a", { href: page }, one.about) : one.about] : null, el("br"),
    link ? el("a", { href: link }, sentence) : sentence, one.queue === "callbacks" && calls ? [" · ", el("a", { href: "/console" }, "Callbacks at the desk")] : null,
    request(one), one.closes_when ? el("p", { class: "soft" }, one.closes_when) : null];
}

// Calls are made at the desk: who has none there takes none, and passes none on.
const CALLS_ELSEWHERE = "Calls are made by agents, at their desk.";
const mayTake = (one) => one.queue !== "callbacks" || calls;

function workRow(one, index) {
  const late = one.due < today();
  const take = el("button", { type: "button", class: "quiet", "aria-label": `Take: ${what(one)}`, onclick: () => act(index, "take") }, "Take");
  const hand = el("button", { type: "button", class: "quiet hand", "aria-label": `Hand to a colleague: ${what(one)}`, "aria-expanded": "false", onclick: () => offer(index) }, "Hand to …");
  const done = one.closes_when ? null : el("button", { type: "button", class: "quiet finish", "aria-label": `Done: ${what(one)}`, onclick: () => act(index, "done") }, "Done");
  return el("tr", { "data-row": index }, el("td", { class: "day" }, el("span", { class: `tag ${late ? "bad" : one.due === today() ? "warn" : ""}` }, day(one.due))),
    el("td", { class: "why" }, why(one)),
    el("td", { class: "owner" }, one.owner), el("td", { class: "amount" }, one.amount ? dollars(one.amount) : "–"), el("td", { class: "doing" }, one.owner === me || !mayTake(one) ? null : take, " ", mayTake(one) ? hand : null, " ", done));
}

function choose(index) {
  if (!items.length) return;
  chosen = Math.max(0, Math.min(items.length - 1, index));
  for (const row of at("work").querySelectorAll("[data-row]")) row.setAttribute("aria-current", String(Number(row.dataset.row) === chosen));
  at("work").querySelector(`[data-row="${chosen}"]`).scrollIntoView({ block: "nearest" });
  murmur(`${words(items[chosen].queue)}, due ${day(items[chosen].due)}: ${items[chosen].sentence || words(items[chosen].reason)}`);
}

const what = (one) => `${words(one.queue)}, due ${day(one.due)}`;

// The button asks what it is going to do, to eyes and to ears alike; one asks at a time.
function ask(one, index) {
  const name = (button, text, spoken) => { button.textContent = text; button.setAttribute("aria-label", `${text}${spoken}`); };
  for (const row of at("work").querySelectorAll("[data-row]")) {
    const button = row.querySelector(".finish"), each = items[Number(row.dataset.row)];
    if (button && each.id === armed) name(button, "Done", `: ${what(each)}`);
  }
  armed = one.id;
  name(at("work").querySelector(`[data-row="${index}"] .finish`), "Sure?", ` Closes ${what(one)}`);
  announce("Once more to close it.");
}

const handButton = (index) => at("work").querySelector(`[data-row="${index}"] .hand`);

// To whom, below the row; one is open at a time. Where the row has gone the list comes next.
function offer(index) {
  const one = items[index];
  if (!one) return;
  if (!mayTake(one)) return announce(CALLS_ELSEWHERE);
  leave();
  choose(index);
  handButton(index).setAttribute("aria-expanded", "true");
  const made = handing(one, { left: () => { leave(); handButton(index).focus(); }, given: (whom) => handed(index, whom) });
  at("work").querySelector(`[data-row="${index}"]`).after(made);
  made.querySelector("select").focus();
}

function leave() {
  at("work").querySelector(".handing")?.remove();
  at("work").querySelector(".hand[aria-expanded=true]")?.setAttribute("aria-expanded", "false");
}

async function handed(index, whom) {
  const shown = items[index].id;
  await Promise.all([load(), loadQueues()]);
  const place = items.findIndex((one) => one.id === shown);
  choose(place < 0 ? index : place);
  (handButton(chosen) ?? at("work-title")).focus();
  announce(`Handed to ${whom}.`);
}

async function act(index, wanted) {
  const one = items[index];
  if (!one) return;
  if (wanted === "take" && !mayTake(one)) return announce(CALLS_ELSEWHERE);
  if (wanted === "done" && one.closes_when) return announce(one.closes_when);
  if (wanted === "done" && armed !== one.id) return ask(one, index);
  armed = null;
  try {
    if (wanted === "take") await post(`/api/v1/work-items/${one.id}/assignment`, { owner: me });
    else await post(`/api/v1/work-items/${one.id}/outcome`, { outcome: "done" });
    await Promise.all([load(), loadQueues()]);
    choose(Math.min(index, items.length - 1));
    announce(wanted === "take" ? "It is yours." : "It is closed.");
  } catch (error) { announce(error.message); }
}

function draw() {
  at("work").replaceChildren(...(items.length ? items.map(workRow) : [el("tr", {}, el("td", { colspan: 5, class: "empty" }, "Nothing waits here."))]));
  at("more").hidden = !next;
}

async function load(after = null) {
  const found = await get(`/api/v1/work-items?${query({ queue, order: at("order").value, after, limit: PAGE })}`);
  items = after ? [...items, ...found.items] : found.items;
  next = found.next;
  if (!after) chosen = -1;
  draw();
}

function queueButton(name, sums) {
  const pressed = name === queue;
  return el("li", {}, el("button", { type: "button", "aria-pressed": String(pressed), onclick: () => pick(name) },
    el("span", {}, name ? words(name) : "everything"), el("span", { class: "sum" }, sums.count.toLocaleString("en-US")),
    el("span", { class: "soft" }, [sums.late ? `${sums.late.toLocaleString("en-US")} late` : sums.earliest ? `first ${day(sums.earliest)}` : null, sums.amount ? dollars(sums.amount) : null].filter(Boolean).join(" · "))));
}

function sum(rows) {
  return rows.reduce((all, one) => ({ count: all.count + one.count, late: all.late + one.late, amount: all.amount + Number(one.amount), earliest: all.earliest && all.earliest < one.earliest ? all.earliest : one.earliest }), { count: 0, late: 0, amount: 0, earliest: "" });
}

async function loadQueues() {
  const { queues } = await get(`/api/v1/work-queues?${query()}`);
  const names = [...new Set(queues.map((one) => one.queue))];
  if (queue && !names.includes(queue)) names.push(queue);
  at("queues").replaceChildren(queueButton("", sum(queues)), ...names.map((name) => queueButton(name, sum(queues.filter((one) => one.queue === name)))));
  const known = new Set([...at("owner").options].map((one) => one.value));
  for (const owner of new Set(queues.map((one) => one.owner))) if (!known.has(owner)) at("owner").append(el("option", { value: owner }, owner));
  const here = sum(queues.filter((one) => !queue || one.queue === queue));
  at("work-title").textContent = queue ? words(queue) : "Everything that waits";
  at("count").textContent = here.count ? `${here.count.toLocaleString("en-US")} waiting, ${here.late.toLocaleString("en-US")} late${here.amount ? `, ${dollars(here.amount)} in them` : ""}` : "Nothing waits.";
}

const told = (error) => announce(error.message);
const refresh = () => Promise.all([load(), loadQueues()]).catch(told);
function pick(name) { queue = name; history.replaceState(null, "", name ? `#${name}` : location.pathname); refresh().then(() => at("queues").querySelector("[aria-pressed=true]")?.focus()); }

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input, select, textarea")) return;
  const keys = { j: () => choose(chosen + 1), k: () => choose(chosen - 1), t: () => act(chosen, "take"), h: () => offer(chosen), d: () => act(chosen, "done"), o: () => { const link = items[chosen] && place(items[chosen]); if (link) location.assign(link); } };
  if (keys[event.key]) { event.preventDefault(); keys[event.key](); }
});
at("find").addEventListener("submit", find);
for (const name of ["owner", "when", "order"]) at(name).addEventListener("change", refresh);
at("more").addEventListener("click", () => load(next).catch(told));
queue = decodeURIComponent(location.hash.slice(1));
refresh();
