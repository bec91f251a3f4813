// Claims on their way to payers: what holds each, send now, and what became of the batches that left.
import { announce, day, dollars, el, get, moment, post } from "./api.js";
import { choice } from "./worklist.js";

const at = (id) => document.getElementById(id);
const MOST = 200;
const STATES = { needs_correction: "waits to be put right", not_enrolled: "waits for an enrolment", ready: "ready to leave", scrubbed: "scrubbed", built: "built", withdrawn: "given up" };
const SAID = { A: ["taken", "good"], E: ["taken with errors", "warn"], P: ["taken in part", "warn"], R: ["refused", "bad"], "": ["nothing yet", ""] };
const MOODS = { needs_correction: "bad", not_enrolled: "warn", ready: "good" };
let asked = 0;

function leaving(one) {
  const claim = el("a", { href: `/operate/claims/${one.claim_id}` }, one.patient_control_number);
  return el("tr", {}, el("th", { scope: "row" }, claim), el("td", {}, one.payer), el("td", {}, day(one.service_from)), el("td", { class: "amount" }, dollars(one.charge)),
    el("td", {}, el("span", { class: `tag ${MOODS[one.state] || ""}` }, STATES[one.state])), el("td", {}, moment(one.changed_at)), el("td", { class: "amount" }, one.attempts ? String(one.attempts) : "–"));
}

function batch(one) {
  const [said, mood] = SAID[one.acknowledged];
  return el("tr", {}, el("td", {}, moment(one.submitted_at)), el("th", { scope: "row" }, String(one.control_number)), el("td", {}, one.payer), el("td", {}, one.form === "I" ? "institutional" : "professional"),
    el("td", { class: "amount" }, one.claims.toLocaleString("en-US")), el("td", { class: "amount" }, dollars(one.charge)), el("td", {}, el("span", { class: `tag ${mood}` }, said), one.acknowledged_on ? ` ${day(one.acknowledged_on)}` : ""));
}

const nothing = (columns, sentence) => el("tr", {}, el("td", { colspan: columns, class: "empty" }, sentence));

function offer(counts) {
  const chosen = at("state").value || Object.keys(STATES).find((state) => counts[state]) || "ready";
  at("state").replaceChildren(...choice(Object.entries(STATES).map(([state, name]) => [state, `${name} (${(counts[state] || 0).toLocaleString("en-US")})`]), chosen).children);
  at("send").disabled = !counts.ready;
  return chosen;
}

async function load() {
  const turn = ++asked;
  const state = offer((await get("/api/v1/outgoing-claims?limit=1")).counts);
  const [{ claims }, { submissions }] = await Promise.all([get(`/api/v1/outgoing-claims?state=${state}&limit=${MOST}`), get("/api/v1/submissions")]);
  if (turn !== asked) return;
  at("count").textContent = claims.length === MOST ? `The first ${MOST}, longest in their state first.` : "";
  at("leaving").replaceChildren(...(claims.length ? claims.map(leaving) : [nothing(7, "No claim here.")]));
  at("batches").replaceChildren(...(submissions.length ? submissions.map(batch) : [nothing(7, "Nothing has left yet.")]));
}

async function send() {
  at("send").disabled = true;
  const { submissions } = await post("/api/v1/submissions").finally(() => load().catch(told));
  const claims = submissions.reduce((sum, one) => sum + one.claims, 0);
  announce(claims ? `${claims} ${claims === 1 ? "claim has" : "claims have"} left in ${submissions.length} ${submissions.length === 1 ? "batch" : "batches"}.` : "Nothing was ready.");
}

const told = (error) => announce(error.message);
at("state").addEventListener("change", () => load().catch(told));
at("send").addEventListener("click", () => send().catch(told));
load().catch(told);
