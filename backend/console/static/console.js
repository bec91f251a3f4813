// The agents' desk: the queue, one conversation, and what is known about it on one screen.
import { announce, ask, day, dollars, el, facts, get, moment, post, waited } from "./api.js";
import { daysLeft } from "./worklist.js";
import { cannedReplies, clockTags, desk } from "./desk.js";

const at = (id) => document.getElementById(id);
const state = { queue: { waiting: [], mine: [] }, open: null, transcript: null };
const draftKey = (id) => `draft:${id}`;

// -- the queue

async function loadQueue() {
  state.queue = await get("/api/v1/handoffs");
  for (const list of ["waiting", "mine"]) {
    at(`${list}-count`).textContent = String(list === "waiting" ? state.queue.waiting_count : state.queue.mine.length);
    at(list).replaceChildren(...state.queue[list].map(queueRow));
  }
  document.title = `${state.queue.waiting.length ? `(${state.queue.waiting.length}) ` : ""}Conversations · Claimline`;
}

function queueRow(handoff) {
  const mood = handoff.urgency === "emergency" ? "bad" : handoff.urgency === "urgent" ? "warn" : "";
  const last = handoff.days_left === null ? null : el("span", { class: `tag ${handoff.days_left <= 5 ? "warn" : ""}` }, daysLeft(handoff.days_left));
  return el("li", {}, el("button", { type: "button", "data-handoff": handoff.id, "aria-current": String(state.open?.id === handoff.id), onclick: () => open(handoff.id) },
    el("strong", {}, handoff.reason.replaceAll("_", " ")),
    el("span", { class: "soft" }, `${handoff.reference} · ${waited(handoff.requested_at)}${handoff.role ? ` · ${handoff.role}` : ""} `),
    handoff.urgency !== "ordinary" ? el("span", { class: `tag ${mood}` }, handoff.urgency) : null, last,
    handoff.money_at_risk ? el("span", { class: "tag" }, dollars(handoff.money_at_risk)) : null,
    handoff.snoozed_until ? el("span", { class: "tag" }, `aside until ${moment(handoff.snoozed_until)}`) : clockTags(handoff, true)));
}

// -- one conversation

async function open(id) {
  keepDraft();
  canned.close();
  state.open = await get(`/api/v1/handoffs/${id}`);
  await loadTranscript();
  at("reply").value = sessionStorage.getItem(draftKey(id)) || "";
  at("packet").replaceChildren(packet(state.open));
  showControls();
  side.opened(state.open);
  await loadQueue();
}

async function loadTranscript() {
  state.transcript = await get(`/api/v1/conversations/${state.open.conversation_id}`);
  const list = at("log");
  const nearEnd = list.scrollHeight - list.scrollTop - list.clientHeight < 80;
  at("turns").replaceChildren(...state.transcript.turns.flatMap(bubbles));
  if (nearEnd || list.dataset.of !== state.open.id) list.scrollTop = list.scrollHeight;
  list.dataset.of = state.open.id;
  const talk = state.transcript.conversation;
  at("talk-title").textContent = `${talk.channel} · ${talk.owner === "agent" ? `with ${talk.agent_name}` : talk.owner}`;
}

function bubbles(turn) {
  const out = [];
  if (turn.speaker === "caller" && (turn.said || turn.kind !== "start")) {
    out.push(el("li", { class: "turn caller" }, el("span", { class: "meta" }, `Caller · ${moment(turn.received_at)}`), turn.said || `(${turn.kind.replace("_", " ")})`));
  }
  for (const message of turn.messages) {
    const who = message.from === "agent" || turn.speaker === "agent" ? "agent" : "assistant";
    out.push(el("li", { class: `turn ${who}` }, el("span", { class: "meta" }, who === "agent" ? "Agent" : "Assistant"), message.text));
  }
  return out;
}

// The claim at hand as an agent reads it: where it stands, the money, why it was denied, what comes next.
const claimFacts = (claim) => [
  ["claim", claim.last_four && `ending ${claim.last_four}`], ["stands", [claim.stage, claim.status_text].filter(Boolean).join(": ").replaceAll("_", " ")],
  ["service", [...new Set([claim.service_from, claim.service_to])].filter(Boolean).map(day).join(" – ")],
  ["received", claim.received && day(claim.received)], ["decided", claim.finalized && day(claim.finalized)],
  ["charge", dollars(claim.charge)], ["allowed", claim.allowed && dollars(claim.allowed)], ["paid", dollars(claim.paid)], ["patient's share", claim.patient_share && dollars(claim.patient_share)],
  ["payer", claim.payer_name], ["provider", claim.provider_name],
  ["denied because", claim.denial_reason], ["code", claim.denial_carc && `${claim.denial_group}-${claim.denial_carc}`], ["next step", claim.denial_next_step],
  ["appeal", claim.appeal_number && `${claim.appeal_number}, ${claim.appeal_state}`]];

function packet(handoff) {
  const known = handoff.packet;
  const claim = known.claim;
  const level = known.verification.level;
  return el("div", {},
    el("p", { class: known.verification.level === "none" ? "notice" : "" }, el("strong", {}, known.reason_sentence)),
    el("h3", {}, "Who"),
    facts([["proved", el("span", { class: `tag ${level === "none" ? "bad" : "good"}` }, level.replace("_", " "))], ["by", known.verification.elements.join(", ").replaceAll("_", " ")],
      ["when", known.verification.verified_at && moment(known.verification.verified_at)], ["failed tries", known.verification.failures || null],
      ["provider", known.who.provider_name], ["NPI", known.who.npi], ["member id", known.who.member_id], ["patients", known.who.patients.join(", ")]]),
    claim ? el("div", {}, el("h3", {}, "Claim"), facts(claimFacts(claim)),
      handoff.claim_id ? el("p", {}, el("a", { href: `/operate/claims/${handoff.claim_id}`, target: "_blank", rel: "noopener" }, "The claim's whole history")) : null) : null,
    el("h3", {}, "So far"),
    facts([["asked for", known.intents.join(", ").replaceAll("_", " ")], ["last said", known.question?.said], ["tried", known.tried.join(", ").replaceAll("_", " ")],
      ["last day", known.deadline && `${day(known.deadline)} (${daysLeft(known.days_left)})`], ["at risk", known.money_at_risk && dollars(known.money_at_risk)]]),
    el("h3", {}, "Best next step"), el("p", {}, known.recommended),
    el("h3", {}, "Opening line"), el("p", {}, known.opening_line));
}

function showControls() {
  const held = state.open.state === "accepted" && state.open.agent_id === document.querySelector(".desk").dataset.staff;
  at("composer").hidden = !held;
  at("closing").hidden = !held;
  at("passing").hidden = !held;
  at("accept").hidden = state.open.state !== "waiting";
  at("clocks").replaceChildren(...clockTags(state.open).map((one) => el("li", {}, one)));
}

async function act(work, said) {
  try {
    await work();
    if (said) announce(said);
  } catch (error) {
    announce(error.message);
    at("talk-title").textContent = error.message;
    await loadQueue();
  }
}

const accept = () => act(async () => {
  await post(`/api/v1/handoffs/${state.open.id}/accept`);
  await open(state.open.id);
  at("reply").value ||= state.open.packet.opening_line;
  at("reply").focus();
}, "The conversation is yours.");

const send = () => act(async () => {
  const text = at("reply").value.trim();
  if (!text) return;
  await ask("POST", `/api/v1/conversations/${state.open.conversation_id}/messages`, { text, version: state.transcript.conversation.version }, { "Idempotency-Key": crypto.randomUUID() });
  at("reply").value = "";
  keepDraft();
  await loadTranscript();
});

async function leave(path, body, said, keep = false) {
  await act(async () => {
    await post(`/api/v1/handoffs/${state.open.id}/${path}`, body);
    if (!keep) {
      sessionStorage.removeItem(draftKey(state.open.id));
      at("reply").value = "";
    }
    state.open = await get(`/api/v1/handoffs/${state.open.id}`);
    await loadTranscript();
    showControls();
    await loadQueue();
  }, said);
}

// A reply half written survives a reload; it goes with the tab.
function keepDraft() {
  if (!state.open) return;
  const text = at("reply").value;
  if (text) sessionStorage.setItem(draftKey(state.open.id), text);
  else sessionStorage.removeItem(draftKey(state.open.id));
}

function move(step) {
  const all = [...state.queue.waiting, ...state.queue.mine];
  const place = all.findIndex((one) => one.id === state.open?.id);
  const next = all[Math.min(all.length - 1, Math.max(0, place + step))];
  if (next) act(() => open(next.id));
}

// -- events

const side = desk({ opened: () => state.open, leave: (...asked) => leave(...asked) });
const canned = cannedReplies(at("reply"), at("canned"), () => get(`/api/v1/handoffs/${state.open.id}/canned-replies`), () => keepDraft());
at("accept").addEventListener("click", accept);
at("composer").addEventListener("submit", (event) => { event.preventDefault(); send(); });
at("use-opening").addEventListener("click", () => { at("reply").value = state.open.packet.opening_line; at("reply").focus(); });
at("give-back").addEventListener("click", () => leave("give-back", {}, "The assistant goes on."));
at("release").addEventListener("click", () => leave("release", {}, "Back in the queue."));
at("closing").addEventListener("submit", (event) => {
  event.preventDefault();
  leave("close", { wrap_up_code: at("wrap-up").value, note: at("closing-note").value || null }, "Closed.");
});

let typed = 0;
at("reply").addEventListener("input", () => {
  keepDraft();
  side.typing();
  if (state.open && Date.now() - typed > 3000) {
    typed = Date.now();
    ask("POST", `/api/v1/conversations/${state.open.conversation_id}/typing`).catch(() => {});
  }
});
at("reply").addEventListener("keydown", (event) => {
  if (canned.key(event)) return;
  if (event.key === "Enter" && !event.shiftKey) { event.preventDefault(); send(); }
  if (event.key === "Escape") at("log").focus();
});

document.addEventListener("keydown", (event) => {
  if (event.target.closest("input, textarea, select, dialog") || event.ctrlKey || event.metaKey || event.altKey) return;
  const keys = { j: () => move(1), k: () => move(-1), a: () => !at("accept").hidden && accept(), r: () => at("reply").focus(),
    n: () => at("note").focus(), p: () => side.passing(), o: () => at("use-opening").click(), e: () => at("wrap-up").focus(), "?": () => at("keys").showModal() };
  const chosen = keys[event.key.toLowerCase()];
  if (chosen) { event.preventDefault(); chosen(); }
});

function listen() {
  const stream = new EventSource("/api/v1/conversations/stream");
  stream.addEventListener("changed", (event) => {
    const data = JSON.parse(event.data);
    if (!side.awake()) return;
    loadQueue().catch(() => {});
    if (state.open?.conversation_id === data.conversation_id) refreshOpen().catch(() => {});
  });
  stream.addEventListener("typing", (event) => {
    const data = JSON.parse(event.data);
    if (data.who === "caller" && state.open?.conversation_id === data.conversation_id) {
      at("typing").textContent = "The caller is typing …";
      setTimeout(() => { at("typing").textContent = ""; }, 4000);
    }
  });
}

async function refreshOpen() {
  const before = state.transcript.turns.length;
  state.open = await get(`/api/v1/handoffs/${state.open.id}`);
  await loadTranscript();
  showControls();
  side.refresh(state.open);
  const fresh = state.transcript.turns.slice(before).filter((turn) => turn.speaker === "caller" && turn.said);
  if (fresh.length) announce(`Caller: ${fresh.at(-1).said}`);
}

async function start() {
  const { codes } = await get("/api/v1/handoffs/wrap-up-codes");
  at("wrap-up").append(...Object.entries(codes).map(([code, words]) => el("option", { value: code }, words)));
  await loadQueue();
  listen();
  await side.loadCallbacks();
  setInterval(() => side.awake() && loadQueue().then(() => state.open && showControls()).catch(() => {}), 30000);
}

start().catch((error) => announce(error.message));
