// Questions to physicians about their notes, and the answers as whoever asked enters them.
import { announce, el, get, moment, post } from "./api.js";
import { act, choice, field, form, words } from "./worklist.js";

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

const told = (error) => announce(error.message);
at("state").addEventListener("change", () => load().catch(told));
load().then(arrive).catch(told);
