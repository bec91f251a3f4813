// The wall: what happens now, told by the server the moment it changes.
import { announce, el, get, post, waited } from "./api.js";
import { reasonWords } from "./reasons.js";
import { table, words } from "./worklist.js";

const at = (id) => document.getElementById(id);
const AWAKE_MILLISECONDS = 14 * 60 * 1000;
const MOODS = { at_risk: "warn", breached: "bad", kept: "good" };
const STATES = { at_risk: "at risk", breached: "missed" };
let touched = Date.now();
let before = null;
let stream = null;

function figure(name, count, mood = "") {
  return el("li", { class: count ? mood : "" }, el("strong", {}, String(count)), ` ${name}`);
}

function handoffRow(one) {
  const clocks = one.clocks.filter((clock) => STATES[clock.state]).map((clock) => el("span", { class: `tag ${MOODS[clock.state] || ""}` }, `${words(clock.name)} ${STATES[clock.state]}`));
  return el("tr", {}, el("th", { scope: "row" }, el("a", { href: `/supervise/${one.conversation_id}` }, one.reference)), el("td", {}, reasonWords(one.reason)), el("td", {}, one.urgency),
    el("td", {}, one.agent || el("span", { class: "tag warn" }, "waiting")), el("td", { class: "nowrap" }, waited(one.requested_at)), el("td", {}, clocks.length ? clocks.flatMap((tag) => [tag, " "]) : el("span", { class: "soft" }, "in time")));
}

// What a supervisor sees to at once; a new one is said aloud.
const known = new Set();
function alarmRow(one) {
  const seen = el("button", { class: "quiet", type: "button", onclick: () => post(`/api/v1/work-items/${one.id}/outcome`, { outcome: "done" }).then(() => announce("The alarm is closed.")).catch((error) => announce(error.message)) }, "Seen to");
  return el("li", { class: "problem" }, el("strong", {}, "Alarm"), ` ${one.sentence} `, el("span", { class: "soft" }, [one.by.join(", "), waited(one.since)].filter(Boolean).join(" · ")), " ",
    one.conversation_id ? el("a", { href: `/supervise/${one.conversation_id}` }, "The conversation") : el("a", { href: "/operate#alarms" }, "The alarms"), " ", seen);
}

function alarms(open) {
  const rows = JSON.stringify(open);
  if (rows === at("alarms").dataset.shown) return;
  at("alarms").dataset.shown = rows;
  at("alarms").hidden = !open.length;
  at("alarms").replaceChildren(...open.map(alarmRow));
  const fresh = open.filter((one) => !known.has(one.id));
  for (const one of fresh) known.add(one.id);
  if (fresh.length) announce(`Alarm. ${fresh[0].sentence}`, true);
}

function show(now) {
  alarms(now.alarms);
  at("wall").replaceChildren(figure("with the assistant", now.talking), figure("waiting", now.waiting, "warn"), figure("with agents", now.with_agents), figure(now.at_risk === 1 ? "promise at risk" : "promises at risk", now.at_risk, "warn"), figure(now.missed === 1 ? "promise missed" : "promises missed", now.missed, "bad"));
  const rows = JSON.stringify(now.handoffs);
  if (rows !== before && !at("open-handoffs").contains(document.activeElement)) {
    at("open-handoffs").replaceChildren(table(["Handoff", "Why", "Urgency", "With", "Since", "Promises"], now.handoffs.map(handoffRow), "Nobody waits."));
    before = rows;
  }
}

function state(word, mood = "") {
  at("live").textContent = word;
  at("live").className = `tag ${mood}`;
}

function listen() {
  stream = new EventSource("/api/v1/supervision/stream");
  stream.onopen = () => state("live", "good");
  stream.onerror = () => state("connecting …", "warn");
  stream.addEventListener("wall", (event) => show(JSON.parse(event.data)));
}

for (const kind of ["keydown", "pointerdown", "pointermove", "scroll"]) {
  document.addEventListener(kind, () => {
    touched = Date.now();
    if (stream?.readyState === EventSource.CLOSED) listen();
  }, { passive: true, capture: true });
}
// Looking on must not keep an abandoned screen signed in.
setInterval(() => {
  if (stream && Date.now() - touched > AWAKE_MILLISECONDS) { stream.close(); state("paused"); }
}, 5000);

get("/api/v1/supervision/wall").then(show).catch((error) => announce(error.message));
listen();
