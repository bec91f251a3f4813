// Notes brought in, questions to physicians about them with the answers as whoever asked enters them, and what keeps being left out.
import { announce, el, get, moment, murmur, post, upload } from "./api.js";
import { act, choice, field, form, rowProblems, table, today, words } from "./worklist.js";

const at = (id) => document.getElementById(id);
const MOST = 200;
let asked = 0;

function answering(one) {
  const label = `What the physician said: visit ${one.encounter_number}, ${one.missing}`;
  const control = one.choices.length ? choice([["", "choose"], ...one.choices.map((each) => [each, words(each)])], "", { name: "answer", required: true }) : el("input", { name: "answer", required: true, maxlength: "60", autocomplete: "off" });
  control.setAttribute("aria-label", label);
  return form({ class: "row end noprint" }, (where) => act(where, async () => {
    const done = await post(`/api/v1/coding-queries/${one.id}/answer`, { answer: new FormData(where).get("answer") });
    announce(done.queries ? `Entered. ${done.queries} more about ${done.number} ${done.queries === 1 ? "waits" : "wait"}.` : `Entered. The visit ${done.number} is ${words(done.state)}.`);
    await load();
    at("state").focus();
  }), field("What the physician said", control), el("button", { type: "submit" }, "Enter the answer"));
}

function row(one) {
  const late = one.state === "open" && new Date(one.due) < new Date();
  return el("li", { id: one.encounter_id, tabindex: "-1" }, el("p", {}, el("strong", {}, `Visit ${one.encounter_number}`), one.service ? `, service ${one.service}` : "", " ", el("span", { class: `tag ${late ? "bad" : ""}` }, `by ${moment(one.due)}`)),
    el("p", {}, one.missing), el("p", {}, one.needed), el("p", { class: "soft" }, `Physician NPI ${one.physician_npi}, asked ${moment(one.asked_at)}`), one.state === "open" ? answering(one) : el("p", {}, one.answer ? `Answer: ${words(one.answer)}` : "Nobody answered."));
}

async function load() {
  const turn = ++asked;
  const { queries } = await get(`/api/v1/coding-queries?state=${at("state").value}&limit=${MOST}`);
  if (turn !== asked) return;
  at("count").textContent = queries.length ? `${queries.length === MOST ? "The first " : ""}${queries.length} ${queries.length === 1 ? "question" : "questions"}` : "";
  at("queries").replaceChildren(...(queries.length ? queries.map(row) : [el("li", { class: "empty" }, "Nothing here.")]));
}

// From the work list: the first question about one visit.
function arrive() {
  const wanted = location.hash && document.getElementById(location.hash.slice(1));
  if (wanted) { wanted.scrollIntoView({ block: "center" }); wanted.focus({ preventScroll: true }); }
}

async function bring() {
  const { encounters, problems } = await upload("/api/v1/encounters/file", at("file").files[0], "application/x-ndjson");
  const states = [...Map.groupBy(encounters, (one) => one.state)].map(([state, all]) => `${all.length} ${words(state)}`);
  const wrong = rowProblems(problems);
  at("brought").replaceChildren(el("p", { class: wrong.length ? "notice" : "soft" }, `${encounters.length} ${encounters.length === 1 ? "encounter" : "encounters"} taken${states.length ? `: ${states.join(", ")}` : ""}${wrong.length ? `; ${wrong.length} ${wrong.length === 1 ? "row" : "rows"} not taken:` : "."}`), ...(wrong.length ? [el("ul", { class: "plain" }, wrong)] : []));
  murmur(`${encounters.length} taken, ${wrong.length} not.`);
  at("bring").reset();
  await load();
}

const hours = (one) => (one.hours_to_answer === null ? "never" : one.hours_to_answer < 1 ? "within the hour" : `${Math.round(one.hours_to_answer)} h`);
const amount = (text) => el("td", { class: "amount" }, String(text));

async function patterns() {
  const behind = new Date(`${at("until").value}T12:00`);
  behind.setDate(behind.getDate() + 1);
  const span = new URLSearchParams({ since: at("since").value, until: behind.toLocaleDateString("en-CA") });
  const found = await get(`/api/v1/documentation-report?${span}`);
  at("patterns").replaceChildren(
    table(["Physician", "Left out", "$Notes", "$Of their notes", "$Never answered", "$Answered after"], found.patterns.map((one) => el("tr", {}, el("th", { scope: "row" }, `NPI ${one.physician_npi}`), el("td", {}, words(one.gap), el("p", { class: "soft" }, one.advice)), amount(one.queries), amount(`${one.percent} %`), amount(one.unanswered), amount(hours(one)))), "No physician keeps leaving the same thing out."),
    table(["Physician", "Not billed because", "$Services"], found.left_out.map((one) => el("tr", {}, el("th", { scope: "row" }, `NPI ${one.physician_npi}`), el("td", {}, one.why), amount(one.services))), "Every documented service was billed."),
    table(["Practice", "$Claims", "$Days to the claim, median", "$Nine of ten within"], found.charge_lag.map((one) => el("tr", {}, el("th", { scope: "row" }, `NPI ${one.provider_npi}`), amount(one.claims), amount(one.median_days), amount(`${one.ninety_percent_within_days} days`))), "No claim left in these days."));
}

const told = (error) => announce(error.message);
const ago = new Date();
ago.setDate(ago.getDate() - 90);
at("since").value = ago.toLocaleDateString("en-CA");
at("until").value = today();
at("bring").addEventListener("submit", (event) => { event.preventDefault(); act(at("bring"), bring); });
at("span").addEventListener("submit", (event) => { event.preventDefault(); act(at("span"), patterns); });
patterns().catch(told);
at("state").addEventListener("change", () => load().catch(told));
load().then(arrive).catch(told);
