// The reviewer's list: every conversation, found by what was said, understood, decided or scored. Words stay out of addresses.
import { announce, el, get, moment, post } from "./api.js";

const form = document.getElementById("search");
const rows = document.getElementById("rows");
const more = document.getElementById("more");
const WORDS = { open: "open", contained: "assistant", waiting: "waiting", with_agent: "with agent", handed_off: "given back" };
const BOOLEANS = new Set(["reviewed", "failed_check", "corrected"]);
const NUMBERS = new Set(["confidence_below", "score_below"]);
const PAGE = 50;
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
    el("td", { class: "nowrap" }, el("a", { href: `/supervise/${one.id}` }, moment(one.started_at))),
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

async function search(next = false) {
  const answer = await post("/api/v1/transcripts/search", { ...wanted(), ...(next && last ? { before: last } : {}) });
  if (!next) rows.replaceChildren();
  rows.append(...answer.conversations.map(row));
  last = answer.conversations.at(-1)?.started_at;
  more.hidden = answer.conversations.length < PAGE;
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
told(() => search())();
