// The reviewer's list: every conversation, found by what was said, understood or decided.
import { announce, el, moment, post } from "./api.js";

const form = document.getElementById("search");
const rows = document.getElementById("rows");
const more = document.getElementById("more");
const WORDS = { open: "open", contained: "assistant", waiting: "waiting", with_agent: "with agent", handed_off: "given back" };
let last = null;

function wanted() {
  const asked = {};
  for (const [name, value] of new FormData(form)) {
    if (value === "") continue;
    asked[name] = name === "reviewed" ? value === "true" : name === "confidence_below" ? Number(value) : value;
  }
  return asked;
}

function row(one) {
  const mood = one.outcome === "waiting" ? "warn" : one.outcome === "contained" ? "good" : "";
  return el("tr", {},
    el("td", {}, el("a", { href: `/supervise/${one.id}` }, moment(one.started_at))),
    el("td", {}, one.channel),
    el("td", {}, el("span", { class: `tag ${mood}` }, WORDS[one.outcome])),
    el("td", {}, one.level),
    el("td", {}, one.intents.join(", ").replaceAll("_", " ")),
    el("td", {}, [one.handoff_reason, one.agent].filter(Boolean).join(" · ").replaceAll("_", " ")),
    el("td", { class: "amount" }, String(one.turns)),
    el("td", { class: "amount" }, one.score === null ? "–" : String(one.score)));
}

async function search(next = false) {
  const answer = await post("/api/v1/transcripts/search", { ...wanted(), ...(next && last ? { before: last } : {}) });
  if (!next) rows.replaceChildren();
  rows.append(...answer.conversations.map(row));
  last = answer.conversations.at(-1)?.started_at;
  more.hidden = answer.conversations.length < 50;
  const sentence = rows.children.length ? `${rows.children.length} ${rows.children.length === 1 ? "conversation" : "conversations"} shown` : "No conversation fits.";
  document.getElementById("count").textContent = sentence;
}

form.addEventListener("submit", (event) => { event.preventDefault(); search().catch((error) => announce(error.message)); });
more.addEventListener("click", () => search(true).catch((error) => announce(error.message)));
search().catch((error) => announce(error.message));
