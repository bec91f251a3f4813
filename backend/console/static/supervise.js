// The reviewer's list: every conversation, found by what was said, understood, decided or scored. Words stay out of addresses.
import { announce, el, get, moment, post } from "./api.js";
import { OUTCOMES } from "./did.js";

const form = document.getElementById("search");
const rows = document.getElementById("rows");
const more = document.getElementById("more");
const WORDS = { ...OUTCOMES, contained: "assistant", waiting: "waiting", with_agent: "with agent", handed_off: "given back" };
const BOOLEANS = new Set(["reviewed", "failed_check", "corrected"]);
const NUMBERS = new Set(["confidence_below", "score_below"]);
const PAGE = 50;
const MOST = 200;
let last = null;

function wanted() {
  const asked = {};
  for (const [name, value] of new FormData(form)) {
    if (value.trim() === "") continue;
    asked[name] = BOOLEANS.has(name) ? value === "true" : NUMBERS.has(name) ? Number(value) : value.trim();
  }
  return asked;
}

const dull = new Set(["event_start", "inform", "affirm", "greet", "thank"]);
const asked = (intents) => intents.filter((one) => !dull.has(one)).join(", ").replaceAll("_", " ");

function row(one) {
  const mood = one.outcome === "waiting" ? "warn" : one.outcome === "contained" ? "good" : "";
  return el("tr", {},
    el("td", { class: "nowrap" }, el("a", { href: `/supervise/${one.id}`, onclick: (event) => leave(one.id, event) }, moment(one.started_at))),
    el("td", {}, one.channel),
    el("td", {}, el("span", { class: `tag ${mood}` }, WORDS[one.outcome])),
    el("td", {}, one.level),
    el("td", {}, asked(one.intents)),
    el("td", {}, [one.handoff_reason, one.agent].filter(Boolean).join(" · ").replaceAll("_", " ")),
    el("td", {}, one.tags.map((tag) => el("span", { class: "tag" }, tag))),
    el("td", { class: "amount" }, String(one.turns)),
    el("td", { class: "amount" }, one.automatic === null ? "–" : one.automatic === 0 ? el("span", { class: "tag bad" }, "0") : String(one.automatic)),
    el("td", { class: "amount" }, one.score === null ? "–" : String(one.score)));
}

// This entry of the browser's history keeps the search for the way back: sealed by the server, legible to nobody here.
const keep = (more) => history.replaceState({ ...history.state, ...more }, "");

function leave(id, event) {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  keep({ opened: id });
  sessionStorage.setItem("opened-from-list", id);
}

function fill(asked) {
  for (const [name, value] of Object.entries(asked)) if (form.elements[name]) form.elements[name].value = String(value);
  for (const box of form.querySelectorAll("details")) box.open ||= [...box.querySelectorAll("input, select")].some((one) => one.value);
}

async function search(next = false) {
  show(await post("/api/v1/transcripts/search", { ...wanted(), ...(next && last ? { before: last } : {}) }), PAGE, next);
  keep({ shown: rows.children.length, opened: null });
}

async function again({ find, shown, opened }) {
  const limit = Math.min(MOST, Math.max(PAGE, shown || 0));
  const answer = await post("/api/v1/transcripts/search", { again: find, limit }).catch((error) => { if (error.status !== 422) throw error; });
  if (!answer) return search();
  fill(answer.asked);
  show(answer, limit);
  rows.querySelector(`a[href="/supervise/${opened}"]`)?.focus();
}

function show(answer, limit, next = false) {
  if (!next) rows.replaceChildren();
  rows.append(...answer.conversations.map(row));
  keep({ find: answer.again });
  last = answer.conversations.at(-1)?.started_at ?? last;
  more.hidden = answer.conversations.length < limit;
  const count = rows.children.length;
  document.getElementById("count").textContent = count ? `${count}${more.hidden ? "" : " and more"} ${count === 1 ? "conversation" : "conversations"}` : "No conversation fits.";
}

const told = (work) => (event) => { event?.preventDefault(); work().catch((error) => announce(error.message)); };
form.addEventListener("submit", told(() => search()));
form.addEventListener("reset", () => setTimeout(told(() => search())));
more.addEventListener("click", told(() => search(true)));
document.getElementById("intent").addEventListener("focus", async () => {
  const list = document.getElementById("intents");
  if (!list.children.length) list.append(...(await get("/api/v1/learning")).intents.map((one) => el("option", { value: one })));
}, { once: true });
told(() => (history.state?.find ? again(history.state) : search()))();
