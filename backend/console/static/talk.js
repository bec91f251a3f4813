// The transcript of one conversation, however long: the turns near the eye are drawn, older and newer come by scrolling.
import { el, get } from "./api.js";

const STRETCH = 80;
const DRAWN_MAX = 240;
const NEAR = 400;

const clock = (iso) => new Date(iso).toLocaleTimeString("en-US", { hour: "numeric", minute: "2-digit" });
const date = (iso) => new Date(iso).toLocaleDateString("en-US", { weekday: "long", month: "long", day: "numeric" });
const kindWords = (kind) => ({ silence: "said nothing", no_match: "was not heard", returned: "given back to the assistant" })[kind] || kind.replaceAll("_", " ");

function bubbles(turn, agent) {
  const out = [];
  const when = el("time", { datetime: turn.received_at, title: new Date(turn.received_at).toLocaleString("en-US") }, clock(turn.received_at));
  if (turn.speaker === "caller" && (turn.said || turn.kind !== "start")) {
    const meta = el("span", { class: "meta" }, "Caller ", when, turn.kind === "speech" ? " · spoken" : turn.kind === "digits" ? " · keyed" : "");
    out.push(el("li", { class: turn.said ? "turn caller" : "turn caller event" }, meta, turn.said || `(${kindWords(turn.kind)})`));
  }
  for (const message of turn.messages) {
    const who = message.from === "agent" || turn.speaker === "agent" ? "agent" : "assistant";
    out.push(el("li", { class: `turn ${who}` }, el("span", { class: "meta" }, who === "agent" ? agent || "Agent" : "Assistant", " ", when.cloneNode(true)), message.text));
  }
  return out;
}

// Who reviews conversations and does not hold this one reads it with what identifies a person covered.
async function readCovered(id, { last, before, after }) {
  const piece = (from) => get(`/api/v1/transcripts/${id}/turns?after=${from}`);
  let found = await piece(before ? Math.max(0, before - 1 - last) : after ?? 0);
  if (!before && after === undefined && found.last_turn > last) found = await piece(found.last_turn - last);
  const turns = found.turns.filter((turn) => !before || turn.number < before);
  return { conversation: { channel: found.channel, owner: found.owner, agent_name: found.agent_name, turns: found.last_turn }, turns };
}

export function talk({ scroller, list, newest, heard }) {
  let id = null, covered = false, turns = new Map(), drawn = new Map(), first = 0, last = 0, total = 0, busy = false, info = null, asked = 0, begun = 0;

  const read = (query, of = id, hidden = covered) => hidden ? readCovered(of, query) : get(`/api/v1/conversations/${of}?${new URLSearchParams(query)}`);
  const atEnd = () => last >= total;
  const nearEnd = () => scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < 80;

  function keep(answer) {
    info = answer.conversation;
    total = answer.turns.length && atEnd() ? Math.max(info.turns, answer.turns.at(-1).number) : info.turns;
    for (const turn of answer.turns) turns.set(turn.number, turn);
  }

  // Day lines between turns of different days, then the turns; elements of unchanged turns stay.
  function show() {
    const wanted = [];
    let before = null;
    for (let number = first; number <= last; number += 1) {
      const turn = turns.get(number);
      if (!turn) continue;
      const face = JSON.stringify([turn.said, turn.messages.length, turn.state]);
      let known = drawn.get(number);
      if (!known || known.face !== face) {
        known = { face, items: bubbles(turn, info.agent_name) };
        drawn.set(number, known);
      }
      const today = date(turn.received_at);
      if (known.items.length && today !== before) {
        known.day ||= el("li", { class: "day" }, el("span", {}, today));
        wanted.push(known.day);
        before = today;
      }
      wanted.push(...known.items);
    }
    for (const number of drawn.keys()) if (number < first || number > last) drawn.delete(number);
    const stays = new Set(wanted);
    for (const child of [...list.children]) if (!stays.has(child)) child.remove();
    let place = list.firstElementChild;
    for (const item of wanted) {
      if (item === place) place = place.nextElementSibling;
      else list.insertBefore(item, place);
    }
    newest.hidden = atEnd();
    scroller.toggleAttribute("data-more-above", first > 1);
  }

  function toEnd() { scroller.scrollTop = scroller.scrollHeight; }

  // What is to be drawn, once all that belongs beside it is there too: nothing changes before.
  async function load(conversation, hidden = false) {
    const answer = await read({ last: STRETCH }, conversation, hidden);
    return () => drawAnew(conversation, answer, hidden);
  }

  async function open(conversation) {
    const now = asked, draw = await load(conversation, covered);
    if (now === asked) draw();
  }

  function drawAnew(conversation, answer, hidden) {
    asked += 1; // what is still on its way for the one before, or uncovered, is not drawn over this one
    begun += 1;
    id = conversation; covered = hidden;
    turns = new Map(); drawn = new Map();
    list.replaceChildren();
    total = 0; last = 0; first = 0;
    keep(answer);
    first = answer.turns[0]?.number ?? 1;
    last = answer.turns.at(-1)?.number ?? 0;
    total = Math.max(last, 0);
    show();
    toEnd();
  }

  // What is new since the last look; whoever reads further up is not pulled away from there.
  let running = null, again = false;
  async function refresh() {
    if (running) { again = true; return running; }
    running = (async () => {
      do { again = false; await look(); } while (again);
    })().finally(() => { running = null; });
    return running;
  }

  async function look() {
    if (!id) return;
    const now = begun, unfinished = [...turns.values()].find((turn) => turn.state === "received" && turn.number <= last);
    const known = total, since = atEnd() ? Math.min(last, (unfinished?.number ?? Infinity) - 1) : known;
    const answer = await read({ after: since, last: 200 });
    if (now !== begun) { again = true; return; }
    const follow = nearEnd() && atEnd(), wasAtEnd = atEnd();
    info = answer.conversation;
    const fresh = answer.turns.filter((turn) => turn.number > known);
    if (wasAtEnd) for (const turn of answer.turns) turns.set(turn.number, turn);
    total = Math.max(known, answer.turns.at(-1)?.number ?? 0);
    if (wasAtEnd) last = total;
    if (wasAtEnd && last - first > DRAWN_MAX && follow) first = last - DRAWN_MAX + 1;
    show();
    if (follow) toEnd();
    heard(fresh.filter((turn) => turn.speaker === "caller" && turn.said));
  }

  // Covered from now on, or no longer: all of it is read anew. Otherwise what is new is.
  async function cover(hidden) {
    if (hidden === covered) return refresh();
    const now = begun, draw = await load(id, hidden);
    if (now === begun) draw();
  }

  async function older() {
    const now = asked, answer = await read({ before: first, last: STRETCH });
    if (now !== asked) return;
    for (const turn of answer.turns) turns.set(turn.number, turn);
    const anchor = list.querySelector(".turn"), top = anchor?.getBoundingClientRect().top ?? 0;
    first = answer.turns[0]?.number ?? 1;
    if (last - first > DRAWN_MAX) last = first + DRAWN_MAX;
    show();
    if (anchor?.isConnected) scroller.scrollTop += anchor.getBoundingClientRect().top - top;
  }

  async function newer() {
    const now = asked, answer = await read({ after: last, last: STRETCH });
    if (now !== asked) return;
    for (const turn of answer.turns) turns.set(turn.number, turn);
    const anchor = [...list.querySelectorAll(".turn")].at(-1), top = anchor?.getBoundingClientRect().top ?? 0;
    last = answer.turns.at(-1)?.number ?? last;
    if (last - first > DRAWN_MAX) first = last - DRAWN_MAX;
    show();
    if (anchor?.isConnected) scroller.scrollTop += anchor.getBoundingClientRect().top - top;
  }

  scroller.addEventListener("scroll", () => {
    if (busy || !id) return;
    const more = scroller.scrollTop < NEAR && first > 1 ? older : scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < NEAR && !atEnd() ? newer : null;
    if (!more) return;
    busy = true;
    more().catch(() => {}).finally(() => { busy = false; });
  }, { passive: true });
  // Home and End are the first and the last word, not the first that happens to be here.
  scroller.addEventListener("keydown", async (event) => {
    if (event.key === "End" && !atEnd()) { event.preventDefault(); await open(id); }
    if (event.key !== "Home" || first <= 1) return;
    event.preventDefault();
    const mine = (asked += 1), answer = await read({ after: 0, last: STRETCH });
    if (mine !== asked) return;
    for (const turn of answer.turns) turns.set(turn.number, turn);
    first = 1; last = answer.turns.at(-1)?.number ?? 1;
    show();
    scroller.scrollTop = 0;
  });
  // What grows below must not cover the last words.
  let atBottom = true;
  scroller.addEventListener("scroll", () => { atBottom = nearEnd(); }, { passive: true });
  new ResizeObserver(() => atBottom && toEnd()).observe(scroller);
  newest.addEventListener("click", () => open(id));

  return { load, refresh, toEnd, cover, info: () => info };
}
