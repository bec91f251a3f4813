// Enrolments of providers with payers: applied for, the payer's word, the last day. Claims held for one leave when it comes.
import { announce, day, el, get, post } from "./api.js";
import { act, choice, field, form, today, words } from "./worklist.js";

const at = (id) => document.getElementById(id);
const MOODS = { requested: "warn", confirmed: "good", refused: "bad" };
const MOST = 200;
let asked = 0;

function deciding(one) {
  return form({ class: "row end noprint" }, (where) => act(where, async () => {
    const told = new FormData(where);
    const done = await post(`/api/v1/enrolments/${one.id}/decision`, { decision: told.get("decision"), effective_from: told.get("effective_from") || null });
    announce(`Entered. ${done.ready} ${done.ready === 1 ? "claim leaves" : "claims leave"}, ${done.held} still ${done.held === 1 ? "waits" : "wait"}.`);
    await load();
    at("state").focus();
  }), field("The payer's word", choice([["confirmed", "confirmed"], ["refused", "refused"]], "confirmed", { name: "decision" })), field("In force from", el("input", { name: "effective_from", type: "date" })), el("button", { type: "submit", "aria-label": `Enter the payer's word: ${one.npi}, ${one.payer_name}` }, "Enter it"));
}

function ending(one) {
  return el("details", { class: "noprint" }, el("summary", {}, "End it"), form({ class: "row end" }, (where) => act(where, async () => {
    await post(`/api/v1/enrolments/${one.id}/end`, { last_day: new FormData(where).get("last_day") });
    announce("Its last day is entered.");
    await load();
    at("state").focus();
  }), field("Last day", el("input", { name: "last_day", type: "date", required: true, value: today() })), el("button", { type: "submit", class: "quiet", "aria-label": `End it: ${one.npi}, ${one.payer_name}` }, "End it")));
}

function row(one) {
  const span = one.effective_from ? `in force from ${day(one.effective_from)}${one.effective_to ? ` to ${day(one.effective_to)}` : ""}` : "";
  return el("li", { id: one.id, tabindex: "-1" }, el("p", {}, el("strong", {}, `NPI ${one.npi} with ${one.payer_name}`), ` (${one.payer_identifier}) `, el("span", { class: `tag ${MOODS[one.state] || ""}` }, words(one.state))),
    el("p", { class: "soft" }, [`applied ${day(one.requested_on)}`, span, one.next_date && `${one.owner} asks by ${day(one.next_date)}`].filter(Boolean).join(" · ")),
    one.state === "requested" ? deciding(one) : one.state === "confirmed" && !one.effective_to ? ending(one) : null);
}

async function load() {
  const turn = ++asked;
  const wanted = new URLSearchParams({ limit: MOST });
  if (at("state").value) wanted.set("state", at("state").value);
  if (/^[0-9]{10}$/.test(at("who").value)) wanted.set("npi", at("who").value);
  const { enrolments } = await get(`/api/v1/enrolments?${wanted}`);
  if (turn !== asked) return;
  at("count").textContent = enrolments.length ? `${enrolments.length === MOST ? "The first " : ""}${enrolments.length} ${enrolments.length === 1 ? "enrolment" : "enrolments"}` : "";
  at("enrolments").replaceChildren(...(enrolments.length ? enrolments.map(row) : [el("li", { class: "empty" }, "Nothing here.")]));
}

function arrive() {
  const wanted = location.hash && document.getElementById(location.hash.slice(1));
  if (wanted) { wanted.scrollIntoView({ block: "center" }); wanted.focus({ preventScroll: true }); }
}

const told = (error) => announce(error.message);
at("request").addEventListener("submit", (event) => {
  event.preventDefault();
  act(at("request"), async () => { await post("/api/v1/enrolments", Object.fromEntries(new FormData(at("request")))); at("request").reset(); await load(); }, "The application is noted.");
});
at("state").addEventListener("change", () => load().catch(told));
at("who").addEventListener("change", () => load().catch(told));
load().then(arrive).catch(told);
