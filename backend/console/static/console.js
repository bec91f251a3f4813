// The agents' desk: the queue, one conversation, and what is known about it on one screen.
import { announce, ask, el, get, murmur, post } from "./api.js";
import { amongColleagues } from "./colleagues.js";
import { clockTags, desk, entered, finished } from "./desk.js";
import { lookup } from "./lookup.js";
import { owed } from "./owed.js";
import { packet } from "./packet.js";
import { endWords, finding } from "./finding.js";
import { queue } from "./queue.js";
import { reading } from "./reading.js";
import { reasonWords } from "./reasons.js";
import { sending } from "./sending.js";
import { talk } from "./talk.js";
import { callWords, telephone } from "./telephone.js";
import { writing } from "./writing.js";

const at = (id) => document.getElementById(id);
const { staff: me, role } = document.querySelector(".desk").dataset;
const SINGLE_KEYS = "claimline-single-keys";
const TYPING_MILLISECONDS = 3000;
const AGAIN_MILLISECONDS = 5000;
const state = { open: null, wanted: 0, told: "", codes: {}, asked: 0, fresh: 0 };

const held = () => state.open?.state === "accepted" && state.open.agent_id === me;
const opened = () => state.open;
const isCovered = (handoff) => role !== "agent" && !(handoff.state === "accepted" && handoff.agent_id === me);

// -- one conversation

async function open(id) {
  const mine = (state.wanted += 1);
  writer.keep(true);
  const known = lists.find(id);
  const [handoff, ready] = await Promise.all([get(`/api/v1/handoffs/${id}`), known && role === "agent" && turns.load(known.conversation_id)]);
  const draw = ready || await turns.load(handoff.conversation_id, isCovered(handoff));
  if (mine !== state.wanted) return;
  writer.keep(true); // what was typed while this one was fetched is the one's before
  draw();
  const same = state.open?.id === handoff.id && !reader.open();
  state.open = handoff;
  state.told = "";
  at("anyway").hidden = true;
  reader.away();
  at("nothing").hidden = true;
  if (!same) claims.clear();
  at("talking").hidden = false;
  writer.opened(handoff);
  show();
  side.opened();
  peers.opened();
  writer.suggest().catch(() => {});
  lists.show();
}

// A call promised in a handoff is read there; one the assistant promised has its words alone.
async function read(one) {
  if (one.handoff_id) return open(one.handoff_id);
  claims.clear();
  await reader.read(one);
}

function show() {
  const handoff = state.open, info = turns.info(), mine = held();
  const channel = { voice: "Phone", chat: "Chat", sms: "Text" }[info.channel];
  at("talk-title").textContent = `${channel}: ${reasonWords(handoff.reason)}`;
  at("reference").textContent = handoff.reference;
  const whose = mine ? "with you" : info.owner === "agent" ? `with ${info.agent_name}` : info.owner === "waiting" ? "waiting" : handoff.state === "closed" ? "closed" : "with the assistant";
  at("whose").textContent = whose;
  at("whose").className = `tag ${mine ? "good" : info.owner === "waiting" ? "warn" : ""}`;
  at("packet").replaceChildren(packet(handoff));
  for (const id of ["composer", "closing", "passing", "asking"]) at(id).hidden = !mine;
  if (!mine) at("suggestion").hidden = true;
  at("accepting").hidden = handoff.state !== "waiting";
  at("clocks").replaceChildren(...clockTags(handoff).map((one) => el("li", {}, one)));
  const taken = info.owner === "agent" && !mine ? `${info.agent_name} has this conversation.` : "";
  at("taken").hidden = !taken;
  at("taken").textContent = taken;
  at("ended").textContent = endWords(handoff, state.codes);
  at("ended").hidden = !at("ended").textContent;
  at("calling").textContent = callWords(handoff.call);
  at("calling").hidden = !at("calling").textContent;
  if (taken && taken !== state.told) announce(taken);
  state.told = taken;
}

async function act(work, said) {
  try {
    await work();
    at("refusal").hidden = true;
    if (said) announce(said);
  } catch (error) {
    announce(error.message);
    at("refusal").textContent = error.message;
    at("refusal").hidden = false;
    await lists.refresh();
    if (state.open) await refreshOpen();
  }
}

const accept = (anyway = false) => act(async () => {
  const { id } = state.open, wanted = state.wanted;
  try {
    await post(`/api/v1/handoffs/${id}/accept`, { anyway });
  } catch (error) {
    if (state.open.id === id) at("anyway").hidden = error.code !== "kept_for_others";
    throw error;
  }
  if (wanted === state.wanted) await open(id); // whoever is on to another by now stays there
  if (state.open.id === id && held()) {
    at("reply").value ||= state.open.packet.opening_line;
    at("reply").focus();
  }
  lists.refresh().catch(() => {});
}, "The conversation is yours.");

function send() {
  const text = at("reply").value.trim();
  if (text && replies.written(text)) act(() => replies.go());
}

// Only what belongs to the conversation left is emptied: another may be open, and written in, by the time it is done.
async function leave(path, body, said, keep = false) {
  const { id } = state.open, stays = () => state.open.id === id, filled = entered("wrap-up", "closing-note", "transfer-to", "transfer-note");
  await act(async () => {
    await post(`/api/v1/handoffs/${id}/${path}`, body);
    if (!keep) finished(id, filled);
    if (!keep && stays()) writer.sent();
    await Promise.all([stays() && refreshOpen(), lists.refresh()]);
    if (!keep && stays()) at("log").focus();
  }, said);
}

async function move(step) {
  const next = await lists.beside(step);
  if (!next) return;
  lists.reveal(next.index);
  await open(next.id);
}

// Soon, and once for many reasons.
function soon(work, milliseconds) {
  let timer = 0;
  return () => { timer ||= setTimeout(() => { timer = 0; work().catch(() => {}); }, milliseconds); };
}
const refreshLists = soon(() => lists.refresh(), 400);
const refreshRest = soon(async () => { if (state.open) await refreshOpen(); }, 1000);

// Words are shown at once; the rest of what is known at once where the owner changed, otherwise soon.
async function changed() {
  if (role !== "agent") return refreshOpen(); // whether these words may still be read in full is known only then
  const before = turns.info(), of = state.open;
  await turns.refresh();
  if (of !== state.open) return;
  const now = turns.info();
  if (now.owner !== before.owner || now.agent_name !== before.agent_name) await refreshOpen();
  else refreshRest();
}

async function refreshOpen() {
  const id = state.open.id, order = (state.asked += 1);
  const [fresh] = await Promise.all([get(`/api/v1/handoffs/${id}`), role === "agent" && turns.refresh()]);
  if (state.open?.id !== id || order < state.fresh) return; // a later answer was here first
  state.fresh = order;
  if (role !== "agent") {
    await turns.cover(isCovered(fresh));
    if (state.open?.id !== id || order < state.fresh) return;
  }
  state.open = fresh;
  show();
  side.refresh();
}

// -- the parts

const lists = queue({ waiting: at("waiting"), mine: at("mine"), open: (id) => act(() => open(id)), opened: () => state.open?.id,
  changed({ waiting_count: all, open_to_me: some, mine }) {
    at("waiting-count").textContent = String(all);
    at("mine-count").textContent = String(mine);
    at("mine-empty").hidden = mine > 0;
    at("waiting-empty").hidden = all > 0;
    at("others-box").hidden = all === some;
    at("others-count").textContent = String(all - some);
    document.title = `${all ? `(${all}) ` : ""}Conversations · Claimline`;
  } });
const turns = talk({ scroller: at("log"), list: at("turns"), newest: at("newest"), heard: (said) => said.length && murmur(`Caller: ${said.at(-1).said}`) });
const claims = lookup({ conversation: () => (reader.open() || state.open)?.conversation_id ?? null, readable: () => Boolean(reader.open()) || !isCovered(state.open) });
const reader = reading({ closed: () => claims.clear() });
const side = desk({ opened, leave: (...asked) => leave(...asked), read, claim: async (one) => { await read(one); await claims.show(one.claim_id); } });
const peers = amongColleagues({ opened, open: (id) => act(() => open(id)) });
const work = owed({ open: (id) => act(() => open(id)) });
let callerTold = 0, callerTyping = 0;
const writer = writing({ opened, held, typing() {
  side.typing();
  if (Date.now() - callerTold < TYPING_MILLISECONDS) return;
  callerTold = Date.now();
  ask("POST", `/api/v1/conversations/${state.open.conversation_id}/typing`).catch(() => {});
} });
const replies = sending({ opened, seen: () => turns.info().version, writer, async done(handoff) {
  if (state.open?.id !== handoff.id) return;
  await turns.refresh();
  if (state.open.id === handoff.id) turns.toEnd();
} });

// -- hands

at("accept").addEventListener("click", () => accept());
at("anyway").addEventListener("click", () => accept(true));
at("composer").addEventListener("submit", (event) => { event.preventDefault(); send(); });
at("give-back").addEventListener("click", () => leave("give-back", {}, "The assistant goes on."));
at("release").addEventListener("click", () => leave("release", {}, "Back in the queue."));
at("closing").addEventListener("submit", (event) => {
  event.preventDefault();
  leave("close", { wrap_up_code: at("wrap-up").value, note: at("closing-note").value || null }, "Closed.");
});
at("everyone").addEventListener("change", () => lists.everyone(at("everyone").checked).catch((error) => announce(error.message)));
at("reply").addEventListener("keydown", (event) => {
  if (writer.key(event)) return;
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) { event.preventDefault(); send(); }
  if (event.key === "Escape") at("log").focus();
});

// Single keys can be switched off (WCAG 2.1.4); which way is all this browser keeps.
at("single-keys").checked = localStorage.getItem(SINGLE_KEYS) !== "off";
at("single-keys").addEventListener("change", () => localStorage.setItem(SINGLE_KEYS, at("single-keys").checked ? "on" : "off"));
at("show-keys").addEventListener("click", () => at("keys").showModal());
const KEYS = { f: () => at("find-reference").focus(), j: () => act(() => move(1)), k: () => act(() => move(-1)), a: () => !at("accepting").hidden && accept(), r: () => at("reply").focus(),
  s: () => writer.useSuggestion(), n: () => at("note").focus(), c: () => peers.asking(), l: () => claims.come(), p: () => side.passing(), o: () => held() && at("use-opening").click(), e: () => at("wrap-up").focus(), "?": () => at("keys").showModal() };
// The others act on the conversation that is set aside meanwhile.
const WHILE_READING = new Set(["j", "k", "f", "l", "?"]);

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("input:not([type=checkbox]), textarea, select, dialog")) return;
  if (!at("single-keys").checked && event.key !== "?") return;
  const key = event.key.toLowerCase(), chosen = !reader.open() || WHILE_READING.has(key) ? KEYS[key] : null;
  if (chosen) { event.preventDefault(); chosen(); }
});

finding({ open: (id) => open(id).then(() => at("log").focus()), owed: side.reveal });
telephone().catch((error) => announce(error.message));

// -- what happens elsewhere

// A stream refused once (signed off, a server starting) is not asked again by the browser; whoever is here asks anew.
function listenAgain() {
  setTimeout(() => (side.awake() ? listen(true) : listenAgain()), AGAIN_MILLISECONDS);
}

function listen(lost = false) {
  const stream = new EventSource("/api/v1/conversations/stream");
  const all = () => { lists.refresh().catch(() => {}); peers.load().catch(() => {}); if (state.open) refreshOpen().catch(() => {}); };
  stream.addEventListener("open", () => {
    at("offline").hidden = true;
    if (lost) all();
    lost = false;
  });
  stream.addEventListener("error", () => {
    lost = true;
    at("offline").hidden = false;
    if (stream.readyState === EventSource.CLOSED) listenAgain();
  });
  stream.addEventListener("changed", (event) => {
    const data = JSON.parse(event.data);
    if (!side.awake()) return;
    refreshLists();
    if (state.open?.conversation_id === data.conversation_id) changed().catch(() => {});
  });
  stream.addEventListener("presence", (event) => side.presence(JSON.parse(event.data)));
  stream.addEventListener("told", () => side.awake() && Promise.all([peers.load(), work.load()]).catch(() => {}));
  stream.addEventListener("typing", (event) => {
    const data = JSON.parse(event.data);
    if (data.who !== "caller" || state.open?.conversation_id !== data.conversation_id) return;
    at("typing").textContent = "The caller is typing …";
    clearTimeout(callerTyping);
    callerTyping = setTimeout(() => { at("typing").textContent = ""; }, 4000);
  });
}

async function start() {
  const { codes } = await get("/api/v1/handoffs/wrap-up-codes");
  state.codes = codes;
  at("wrap-up").append(...Object.entries(codes).map(([code, words]) => el("option", { value: code }, words)));
  await lists.refresh();
  listen();
  await Promise.all([side.loadCallbacks(), peers.load(), work.load()]);
  setInterval(() => side.awake() && work.load().catch(() => {}), 60000);
  setInterval(() => side.awake() && lists.refresh().then(() => state.open && at("clocks").replaceChildren(...clockTags(state.open).map((one) => el("li", {}, one)))).catch(() => {}), 30000);
}

start().catch((error) => announce(error.message));
