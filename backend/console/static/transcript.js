// One conversation for its reviewer: what was said, understood, done and relied on; the score beside it; live while it lasts.
import { announce, ask, el, facts, get, many, moment, murmur, post } from "./api.js";
import { corrections } from "./correcting.js";
import { did, OUTCOMES } from "./did.js";
import { keeping } from "./keeping.js";
import { words } from "./worklist.js";

const place = document.getElementById("transcript");
const address = `/api/v1/transcripts/${place.dataset.conversation}`;
const mayScore = place.dataset.mayScore === "yes";
const PIECE = 100;
const WINDOW = 400;
const state = { data: null, reason: null, shown: new Map(), list: null, stream: null };
const correcting = corrections(address, async (turn) => { await again(turn.number); });

// -- turns

function time(iso) {
  return new Date(iso).toLocaleTimeString("en-US", { hour: "numeric", minute: "2-digit", second: "2-digit" });
}

// Where a fact stands, for a person: a claim leads to its page, a record's own id is kept behind its name.
function source(record) {
  const id = record.match(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/)?.[0];
  if (!id) return record;
  const name = record.replace(id, "").replace("/", ", ").replace(" ,", ",").trim();
  if (!record.startsWith(`claim ${id}`)) return el("span", { title: record }, name);
  return el("a", { href: `/operate/claims/${id}`, target: "_blank", rel: "noopener" }, record.replace(`claim ${id}`, "the claim"));
}

// Built when it is opened: a long transcript has thousands.
function behind(turn) {
  const sure = turn.confidence === null ? "" : ` (${Math.round(turn.confidence * 100)} %)`;
  const box = el("details", {}, el("summary", {}, `understood: ${words(turn.intent || turn.kind)}${sure}`, turn.corrected_intent ? el("span", { class: "tag warn" }, `corrected: ${words(turn.corrected_intent)}`) : null));
  box.addEventListener("toggle", () => {
    if (!box.open || box.children.length > 1) return;
    const entities = turn.entities.map((one) => `${words(one.name)}: ${typeof one.value === "object" ? JSON.stringify(one.value) : one.value}`).join(", ");
    const records = Object.groupBy(turn.evidence, (one) => `${one.record}, recorded ${moment(one.time)}`);
    const evidence = Object.entries(records).map(([record, all]) => el("li", {}, source(record), ": ", el("span", { class: "soft" }, all.map((one) => `${words((one.fact || "").replace(/^claim\./, ""))} (${one.field})`).join(", "))));
    box.append(facts([["also", turn.also.map(words).join(", ")], ["found in it", entities], ["asked for", turn.expected === "more" ? "anything else" : words(turn.expected)], ["what it did", did(turn.actions)], ["trouble", turn.failure]]),
      evidence.length ? el("div", {}, el("strong", {}, "Evidence"), el("ul", { class: "plain" }, evidence)) : "",
      mayScore && turn.said ? correcting.form(turn) : "");
  });
  return box;
}

function bubbles(turn) {
  const out = [];
  if (turn.speaker === "caller" && turn.kind !== "start") {
    out.push(el("li", { class: "turn caller", "data-turn": turn.number }, el("span", { class: "meta" }, `${turn.number} · Caller · ${time(turn.received_at)}`), turn.said || `(${words(turn.kind)})`, behind(turn)));
  }
  for (const message of turn.messages) {
    const who = message.from === "agent" || turn.speaker === "agent" ? "agent" : "assistant";
    out.push(el("li", { class: `turn ${who}`, "data-turn": turn.number }, el("span", { class: "meta" }, `${turn.number} · ${who === "agent" ? "Agent" : "Assistant"} · ${time(turn.answered_at || turn.received_at)}`), message.text));
  }
  return out;
}

function put(turns, fresh = false) {
  for (const turn of turns) {
    const made = bubbles(turn);
    const known = state.shown.get(turn.number);
    if (known) {
      (known[0] || state.list.lastChild)?.before(...made);
      for (const one of known) one.remove();
    } else {
      const next = [...state.shown.keys()].find((number) => number > turn.number);
      const before = next === undefined ? null : state.shown.get(next)[0];
      before ? before.before(...made) : state.list.append(...made);
    }
    if (fresh && !known) for (const one of made) one.classList.add("new");
    state.shown.set(turn.number, made);
  }
  state.shown = new Map([...state.shown].sort((one, other) => one[0] - other[0]));
}

function trim(fromTop) {
  const numbers = [...state.shown.keys()];
  const gone = fromTop ? numbers.slice(0, Math.max(0, numbers.length - WINDOW)) : numbers.slice(WINDOW);
  for (const number of gone) {
    for (const one of state.shown.get(number)) one.remove();
    state.shown.delete(number);
  }
}

async function piece(after) {
  return state.reason && after ? post(`${address}/unmasked`, { reason: state.reason, after }) : get(`${address}/turns?after=${after}`);
}

const edges = () => [Math.min(...state.shown.keys()), Math.max(...state.shown.keys())];

function around() {
  const [first, last] = state.shown.size ? edges() : [1, 0];
  const [top, bottom] = place.querySelectorAll(".reach");
  top.hidden = first <= 1;
  bottom.hidden = last >= state.data.last_turn;
  place.querySelector(".place").textContent = `Turns ${first} to ${last} of ${state.data.last_turn}`;
}

async function further() {
  const { turns } = await piece(edges()[1]);
  put(turns);
  trim(true);
  around();
}

async function earlier() {
  const first = edges()[0];
  const anchor = state.shown.get(first)[0];
  const { turns } = await piece(Math.max(0, first - 1 - PIECE));
  put(turns.filter((turn) => turn.number < first));
  trim(false);
  around();
  show(anchor, 0);
}

// Only the transcript is scrolled, never the page under the reader's eyes.
function show(item, above) {
  const log = place.querySelector(".log");
  if (item) log.scrollTop += item.getBoundingClientRect().top - log.getBoundingClientRect().top - above;
}

async function jump(number) {
  const wanted = Math.min(Math.max(1, number), state.data.last_turn);
  if (!state.shown.get(wanted)?.length) {
    const { turns } = await piece(Math.max(0, wanted - 20));
    state.list.replaceChildren();
    state.shown.clear();
    put(turns);
    around();
  }
  const found = state.shown.get(wanted)?.[0];
  show(found, 60);
  murmur(`Turn ${wanted}.`);
}

async function again(number) {
  put((await piece(number - 1)).turns.filter((turn) => turn.number === number));
  const box = state.shown.get(number)?.[0]?.querySelector("details");
  if (box) { box.open = true; box.querySelector("summary").focus(); }
}

// -- live

function listen(button) {
  if (state.stream) {
    hush();
    button.textContent = "Listen in";
    return announce("You no longer listen in.");
  }
  button.textContent = "Stop listening";
  tune(button);
  announce("You listen in. This is on record.");
}

function hush() {
  state.stream?.close();
  state.stream = null;
  line("");
}

// Whether what is said still arrives; told once each time it changes.
function line(word, mood = "") {
  const tag = document.getElementById("line");
  if (!tag || tag.textContent === word) return;
  tag.textContent = word;
  tag.className = word ? `tag ${mood}` : "";
}

function tune(button) {
  const last = state.shown.size ? edges()[1] : 0;
  const stream = new EventSource(`${address}/stream?after=${Math.max(0, Math.max(last, state.data.last_turn) - 1)}`);
  state.stream = stream;
  stream.onopen = () => line("live", "good");
  stream.onerror = () => state.stream === stream && line(stream.readyState === EventSource.CLOSED ? "not connected" : "connecting …", "warn");
  stream.addEventListener("turns", (event) => heard(JSON.parse(event.data), button));
}

function heard({ turns, last_turn: end, ended }, button) {
  const log = place.querySelector(".log");
  const near = log.scrollHeight - log.scrollTop - log.clientHeight < 120;
  state.data.last_turn = end;
  put(turns, true);
  around();
  if (near) log.scrollTop = log.scrollHeight;
  if (turns.length) murmur(`Turn ${turns.at(-1).number}.`);
  if (ended) { hush(); button.hidden = true; announce("The conversation is over."); }
}

// A stream refused once (signed off, a server starting) is not asked again by the browser; whoever is here asks anew.
for (const kind of ["keydown", "pointerdown", "scroll"]) {
  document.addEventListener(kind, (event) => {
    const button = place.querySelector(".live");
    if (state.stream?.readyState === EventSource.CLOSED && event.target !== button) tune(button);
  }, { passive: true, capture: true });
}

// -- the score

// Who has scored already revises that; it is filled with theirs.
function card(data) {
  const mine = data.reviews.find((one) => one.mine), given = mine || data.automatic;
  const sections = Object.entries(data.sections).flatMap(([name, most]) => [
    el("label", { for: `points-${name}` }, `${name} (0–${most})`),
    el("input", { id: `points-${name}`, name, type: "number", min: 0, max: most, required: true, value: data.blind ? null : given.points[name] })]);
  const fails = Object.entries(data.fails).map(([name, sentence]) => el("label", { class: "check" },
    el("input", { type: "checkbox", name: "fail", value: name, checked: !data.blind && given.auto_fails.includes(name) }), ` ${sentence}`));
  const found = data.automatic;
  return el("form", { class: "card", id: "scoring", onsubmit: score }, el("h2", {}, "Score"),
    data.blind ? el("p", { class: "notice" }, "Double scoring: nobody's score is shown before you have given yours.") : el("p", { class: "soft" }, `${mine ? "Filled with your own score; a new one takes its place." : "Filled with what a machine can see; change what you judge otherwise."} ${found.facts_checked ? `${many(found.facts_checked, "fact")} compared with the record of their moment, ${found.facts_wrong || "none"} wrong.` : "No fact of a claim was told."}`),
    found.remarks.length && !data.blind ? el("ul", { class: "plain" }, found.remarks.map((one) => el("li", {}, one))) : null,
    el("div", { class: "scores" }, sections),
    el("fieldset", {}, el("legend", {}, "Fails that override"), fails),
    el("label", { for: "note" }, "Note"), el("textarea", { id: "note", name: "note", maxlength: 2000 }, mine?.note || ""),
    el("p", {}, el("button", { type: "submit" }, mine ? "Revise the score" : "Save the score")));
}

async function score(event) {
  event.preventDefault();
  const form = new FormData(event.target);
  const points = {};
  for (const input of event.target.querySelectorAll(".scores input")) points[input.name] = Number(input.value);
  const button = event.target.querySelector("button[type=submit]");
  button.disabled = true; // pressed twice, it is one score
  try {
    await post(`${address}/reviews`, { points, auto_fails: form.getAll("fail"), note: form.get("note") });
    page(await get(address));
    announce("The score is saved.");
    document.getElementById("given")?.focus();
  } catch (error) { announce(error.message); } finally { button.disabled = false; }
}

// -- the page

function review(one) {
  const before = one.earlier.map((each) => `${each.total} on ${moment(each.reviewed_at)}`).join(", then ");
  const word = one.reply ? el("p", { class: one.reply.kind === "contested" ? "notice" : "soft" }, `${one.reply.author} ${one.reply.kind} it${one.reply.text ? `: ${one.reply.text}` : "."}`) : null;
  return el("li", {}, `${one.total} by ${one.reviewer}, ${moment(one.reviewed_at)}`, one.note ? `: ${one.note}` : "", before ? el("p", { class: "soft" }, `Revised; it was ${before}.`) : null, word);
}

function tagging(data) {
  const text = el("input", { id: "tags", maxlength: 200, value: data.tags.join(", "), placeholder: "billing, praise …" });
  if (!mayScore) return data.tags.length ? el("p", {}, data.tags.map((tag) => el("span", { class: "tag" }, tag))) : null;
  return el("form", { onsubmit: async (event) => {
    event.preventDefault();
    const tags = text.value.toLowerCase().split(",").map((one) => one.trim()).filter(Boolean);
    try { text.value = (await ask("PUT", `${address}/tags`, { tags })).tags.join(", "); announce("The tags are saved."); } catch (error) { announce(error.status === 422 ? "Tags are small letters, digits and blanks, up to 40 of them each." : error.message, true); }
  } }, el("label", { for: "tags" }, "Tags, with commas"), text, el("p", {}, el("button", { class: "quiet", type: "submit" }, "Save tags")));
}

function about(data) {
  const proofs = data.proofs.map((one) => `${one.level}${one.provider ? `, ${one.provider}` : ""} (${one.elements.join(", ").replaceAll("_", " ")}) ${moment(one.verified_at)}`);
  const handoffs = data.handoffs.map((one) => `${one.reference}: ${words(one.reason)}${one.agent ? `, ${one.agent}` : ""}${one.wrap_up_code ? `, ${words(one.wrap_up_code)}` : ""}`);
  return el("section", { class: "card about" }, el("h2", {}, "About"),
    facts([["conversation", data.name], ["outcome", OUTCOMES[data.outcome]], ["proved", proofs.join("; ") || "nothing"], ["handoffs", handoffs.join("; ")], ["ended", data.ended_at && moment(data.ended_at)]]),
    data.reviews.length ? el("div", { id: "given", tabindex: -1 }, el("h3", {}, "Scores"), el("ul", { class: "plain" }, data.reviews.map(review))) : null, tagging(data), keeping(address, place.dataset.conversation, mayScore));
}

function middle(data) {
  const unmask = data.masked ? el("form", { class: "row", onsubmit: uncover },
    el("input", { name: "reason", minlength: 8, maxlength: 200, required: true, "aria-label": "Reason to see identifiers", placeholder: "reason to see identifiers", class: "grow" }),
    el("button", { class: "quiet", type: "submit" }, "Uncover")) : el("p", { class: "notice" }, "Identifiers are shown. This look is on record with its reason.");
  state.list = el("ol", { class: "transcript" });
  const go = el("form", { class: "row go", hidden: data.last_turn <= PIECE, onsubmit: (event) => { event.preventDefault(); jump(Number(new FormData(event.target).get("number"))).catch((error) => announce(error.message)); } },
    el("label", { for: "number" }, "Go to turn"), el("input", { id: "number", name: "number", type: "number", min: 1, max: data.last_turn, required: true }), el("button", { class: "quiet", type: "submit" }, "Go"));
  const reach = (name, work) => el("p", { class: "reach" }, el("button", { class: "quiet", type: "button", onclick: () => work().catch((error) => announce(error.message)) }, name));
  return el("section", { class: "card", id: "middle" }, unmask, el("div", { class: "row" }, el("p", { class: "soft place grow" }), go),
    el("div", { class: "log", role: "region", tabindex: "0", "aria-label": "Transcript" }, reach("Earlier turns", earlier), state.list, reach("Further turns", further)));
}

function page(data) {
  state.data = data;
  state.shown = new Map();
  hush();
  const button = data.live ? el("button", { class: "quiet live", type: "button", onclick: () => listen(button) }, "Listen in") : null;
  place.replaceChildren(el("div", { class: "row" }, el("h1", { class: "grow" }, `${data.channel} of ${moment(data.started_at)}`), data.blind ? null : el("span", { class: `tag ${data.automatic.total === 0 ? "bad" : ""}` }, `automatic score ${data.automatic.total}`), el("span", { id: "line", role: "status" }), button),
    el("div", { class: "review" }, about(data), middle(data), mayScore ? card(data) : el("p", {})));
  put(data.turns);
  around();
}

// The transcript alone is drawn anew: what is typed of a score or a tag stays, and so does listening in.
function bare(data) {
  const newer = [...state.shown].filter(([number]) => number > data.last_turn); // said while the answer was on its way
  data.last_turn = Math.max(data.last_turn, state.data.last_turn);
  state.data = data;
  state.shown = new Map();
  document.getElementById("middle").replaceWith(middle(data));
  put(data.turns);
  for (const [number, made] of newer) { state.list.append(...made); state.shown.set(number, made); }
  around();
  place.querySelector(".log").focus({ preventScroll: true });
}

async function uncover(event) {
  event.preventDefault();
  const reason = new FormData(event.target).get("reason");
  try {
    const data = await post(`${address}/unmasked`, { reason });
    state.reason = reason;
    bare(data);
    announce("Identifiers are shown.");
  } catch (error) { announce(error.message); }
}

// The list as it was left, where one comes from it.
if (sessionStorage.getItem("opened-from-list") === place.dataset.conversation) history.replaceState({ fromList: true }, "");
sessionStorage.removeItem("opened-from-list");
document.getElementById("back").addEventListener("click", (event) => {
  if (!history.state?.fromList || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  history.back();
});
get(address).then(page).catch((error) => place.replaceChildren(el("p", { class: "problem" }, error.message)));
