// The lists of the desk. The queue may be thousands long: only the rows near the eye are fetched and drawn.
import { dollars, el, get, moment, waited } from "./api.js";
import { daysLeft } from "./worklist.js";
import { clockTags } from "./desk.js";
import { reasonWords } from "./reasons.js";

const PAGE = 100;
const BEYOND = 50;

const spoken = (handoff) => (handoff.language === "English" ? null : handoff.language || (handoff.skills.includes("spanish") ? "Spanish" : null));
const role = (handoff) => handoff.role && (handoff.role_proved ? handoff.role : `says ${handoff.role}`);

function tags(handoff) {
  const mood = { emergency: "bad", urgent: "warn" }[handoff.urgency];
  return [mood ? el("span", { class: `tag ${mood}` }, handoff.urgency) : null,
    handoff.snoozed_until ? el("span", { class: "tag" }, `aside until ${moment(handoff.snoozed_until)}`) : clockTags(handoff, true),
    handoff.days_left === null ? null : el("span", { class: `tag ${handoff.days_left <= 5 ? "warn" : ""}` }, daysLeft(handoff.days_left)),
    spoken(handoff) ? el("span", { class: "tag" }, spoken(handoff)) : null,
    handoff.opens_at ? el("span", { class: "tag warn", title: `Kept for: ${handoff.skills.join(", ")}` }, `kept for ${handoff.skills.join(", ")}`) : null];
}

function face(handoff) {
  const money = handoff.money_at_risk ? el("span", { class: "money", title: dollars(handoff.money_at_risk) }, `$${Math.round(handoff.money_at_risk).toLocaleString("en-US")}`) : null;
  return [el("span", { class: "head" }, [el("strong", {}, reasonWords(handoff.reason)), money]),
    el("span", { class: "soft" }, [{ voice: "phone", chat: "chat", sms: "text" }[handoff.channel], role(handoff), handoff.reference, waited(handoff.requested_at)].filter(Boolean).join(" · ")),
    el("span", { class: "tags" }, tags(handoff))];
}

// Draws rows into a list and keeps the elements of those that stay, so that focus and clicks survive a change.
function draw(list, rows, open, current, size) {
  const named = ([index, row]) => (row ? row.id : `empty-${index}`);
  const known = staying(list, new Set(rows.map(named)));
  let place = list.firstElementChild;
  for (const [index, row] of rows) {
    const id = named([index, row]);
    const face_ = row ? JSON.stringify([row, waited(row.requested_at)]) : "";
    let item = known.get(id);
    if (!item) item = el("li", { "data-id": id }, row ? el("button", { type: "button", "data-handoff": row.id, onclick: () => open(row.id) }) : null);
    known.delete(id);
    if (row && item.dataset.face !== face_) {
      item.dataset.face = face_;
      item.firstChild.replaceChildren(...face(row).filter(Boolean));
    }
    if (row) item.firstChild.setAttribute("aria-current", String(row.id === current));
    item.setAttribute("aria-posinset", String(index + 1));
    item.setAttribute("aria-setsize", String(size));
    if (item !== place) list.insertBefore(item, place);
    else place = place.nextElementSibling;
  }
}

// What is gone goes first: a row that stays is then in its place already, and one that is moved loses the focus.
function staying(list, wanted) {
  const known = new Map();
  for (const child of [...list.children]) {
    if (wanted.has(child.dataset.id) && !known.has(child.dataset.id)) known.set(child.dataset.id, child);
    else child.remove();
  }
  return known;
}

export function queue({ waiting, mine, open, opened, changed }) {
  const rows = new Map();
  let total = 0, held = [], openOnly = true, counts = { waiting_count: 0, open_to_me: 0 }, running = null, again = false, row = 0;

  const address = (offset, limit = PAGE) => `/api/v1/handoffs?offset=${offset}&limit=${limit}&open_only=${openOnly}`;

  function height() {
    const items = waiting.children;
    if (items.length > 2) row = items[2].offsetTop - items[1].offsetTop || row;
    return row || 84;
  }

  // First and last row that should be drawn.
  function span() {
    const tall = height();
    const first = Math.max(0, Math.floor(waiting.scrollTop / tall) - BEYOND);
    return [first, Math.min(total, Math.ceil((waiting.scrollTop + waiting.clientHeight) / tall) + BEYOND)];
  }

  function show(measured = false) {
    const [first, last] = span();
    const tall = height();
    draw(waiting, Array.from({ length: last - first }, (_, at) => [first + at, rows.get(first + at)]), open, opened(), total);
    room(first * tall, (total - last) * tall);
    if (!measured && height() !== tall) return show(true);
    draw(mine, held.map((one, index) => [index, one]), open, opened(), held.length);
    changed({ ...counts, mine: held.length, openOnly });
  }

  // The rows that are not drawn keep their room, as margins of the first and the last that are.
  function room(above, below) {
    for (const item of waiting.children) item.style.margin = "";
    if (above) waiting.firstElementChild.style.marginTop = `${above}px`;
    if (below) waiting.lastElementChild.style.marginBottom = `${below}px`;
  }

  function take(answer) {
    counts = answer;
    total = openOnly ? answer.open_to_me : answer.waiting_count;
    answer.waiting.forEach((one, index) => rows.set(answer.offset + index, one));
    held = answer.mine;
  }

  // One after the other, and only what is near the eye by then: a list that flies past is not fetched.
  let fetching = null;
  async function fetchMissing() {
    const [first, last] = span();
    const missing = [];
    for (let at = Math.floor(first / PAGE) * PAGE; at < last; at += PAGE) if (!rows.has(at)) missing.push(at);
    if (missing.length) take(await get(address(missing[0], missing.at(-1) - missing[0] + PAGE)));
    show();
  }

  function rest() {
    clearTimeout(fetching);
    fetching = setTimeout(() => fetchMissing().catch(() => {}), 30);
  }

  // Everything near the eye anew; what is far away is forgotten and fetched when it comes near.
  async function load() {
    const [first] = span();
    const fresh = await get(address(Math.floor(first / PAGE) * PAGE));
    rows.clear();
    take(fresh);
    await fetchMissing();
  }

  // Many changes at once are one look.
  async function refresh() {
    if (running) { again = true; return running; }
    running = (async () => {
      do { again = false; await load(); } while (again);
    })().finally(() => { running = null; });
    return running;
  }

  // The browser would glide over thousands of rows; whoever presses End wants to be there.
  waiting.addEventListener("keydown", (event) => {
    if (event.key !== "End" && event.key !== "Home") return;
    event.preventDefault();
    waiting.scrollTop = event.key === "End" ? waiting.scrollHeight : 0;
  });

  let waitingFrame = 0;
  waiting.addEventListener("scroll", () => {
    cancelAnimationFrame(waitingFrame);
    waitingFrame = requestAnimationFrame(() => { show(); rest(); });
  }, { passive: true });

  // The row a step away from the open one: one's own, then the queue. From nothing, the first that waits.
  async function beside(step) {
    const own = held.findIndex((one) => one.id === opened()), waits = [...rows].find(([, one]) => one.id === opened())?.[0];
    const place = own >= 0 ? own : waits === undefined ? held.length - (step > 0 && total ? 1 : 0) : held.length + waits;
    const next = Math.max(0, Math.min(total + held.length - 1, place + step));
    if (next < held.length) return held[next];
    const index = next - held.length;
    if (index < total && !rows.has(index)) take(await get(address(Math.floor(index / PAGE) * PAGE)));
    return rows.has(index) ? { ...rows.get(index), index } : null;
  }

  function reveal(index) {
    if (index === undefined) return;
    const tall = height(), top = index * tall;
    if (top < waiting.scrollTop) waiting.scrollTop = top;
    else if (top + tall > waiting.scrollTop + waiting.clientHeight) waiting.scrollTop = top + tall - waiting.clientHeight;
  }

  return { refresh, show, beside, reveal,
    find: (id) => [...rows.values(), ...held].find((one) => one.id === id),
    everyone(all) { openOnly = !all; waiting.scrollTop = 0; return refresh(); } };
}
