// The front desk's day: who comes, whether their cover is in force, and what to do about it before they come.
import { announce, dollars, el, get, murmur, post, upload } from "./api.js";
import { rowProblems, today, words } from "./worklist.js";

const at = (id) => document.getElementById(id);
const MOODS = { active: "good", lapsed: "bad", not_found: "bad", unwritable: "bad", second_coverage: "warn", changed_plan: "warn", no_answer: "warn", waiting: "warn", not_asked: "warn" };
const NAMES = { active: "in force", lapsed: "not in force", not_found: "not known to the payer", unwritable: "cannot be asked", no_answer: "no answer" };
let asked = 0;

function row(one) {
  const name = one.outcome === "not_asked" ? "Ask now" : "Ask again";
  const again = el("button", { type: "button", class: "quiet", "aria-label": `${name}: ${one.patient}`, onclick: () => ask(one, again) }, name);
  return el("tr", {}, el("td", { class: "day" }, one.time || "–"), el("th", { scope: "row" }, one.patient, el("br"), el("span", { class: "soft nowrap" }, one.number)), el("td", {}, one.payer, one.plan ? [el("br"), el("span", { class: "soft" }, one.plan)] : null),
    el("td", {}, el("span", { class: `tag ${MOODS[one.outcome] || ""}` }, NAMES[one.outcome] || words(one.outcome))), el("td", { class: "why" }, one.what_to_do),
    el("td", { class: "amount" }, one.copay ? dollars(one.copay) : "–"), el("td", { class: "amount" }, one.deductible_left ? dollars(one.deductible_left) : "–"), el("td", { class: "doing" }, again));
}

async function load() {
  const turn = ++asked;
  const found = await get(`/api/v1/front-desk/${at("day").value}`);
  if (turn !== asked) return;
  const todo = found.visits.filter((one) => one.outcome !== "active" || one.findings.length > 1);
  const shown = at("which").value ? todo : found.visits;
  at("visits").replaceChildren(...(shown.length ? shown.map(row) : [el("tr", {}, el("td", { colspan: 8, class: "empty" }, found.visits.length ? "Nothing to do before these visits." : "No visit is on the schedule for this day."))]));
  const copays = found.visits.reduce((sum, one) => sum + Number(one.copay || 0), 0);
  at("count").textContent = found.visits.length ? `${found.visits.length} ${found.visits.length === 1 ? "visit" : "visits"}, ${todo.length} with something to do${copays ? `, ${dollars(copays)} copay to collect` : ""}` : "";
}

async function ask(one, button) {
  button.disabled = true;
  try {
    await post(`/api/v1/appointments/${one.appointment_id}/eligibility`);
    announce(`The payer is asked about ${one.patient}.`);
    await load();
  } catch (error) { announce(error.message); button.disabled = false; }
}

async function bring(event) {
  event.preventDefault();
  const data = await upload("/api/v1/appointments/file", at("file").files[0], "text/csv");
  const problems = rowProblems(data.problems);
  at("problems").replaceChildren(el("p", { class: problems.length ? "notice" : "soft" }, `${data.taken} ${data.taken === 1 ? "visit" : "visits"} on the schedule${problems.length ? `; ${problems.length} ${problems.length === 1 ? "row" : "rows"} not taken:` : "."}`), ...(problems.length ? [el("ul", { class: "plain" }, problems)] : []));
  murmur(`${data.taken} ${data.taken === 1 ? "visit" : "visits"} taken, ${problems.length} not.`);
  await load();
}

const told = (error) => announce(error.message);
at("day").value = today();
at("day").addEventListener("change", () => at("day").value && load().catch(told));
at("which").addEventListener("change", () => load().catch(told));
at("schedule").addEventListener("submit", (event) => bring(event).catch((error) => { event.preventDefault(); told(error); }));
load().catch(told);
