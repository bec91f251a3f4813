// Beside the conversation: clocks, private notes, passing on, putting aside, callbacks, who else is here.
import { announce, ask, el, get, many, moment, murmur, post } from "./api.js";
import { callbacks } from "./callbacks.js";
import { offers } from "./offers.js";

const at = (id) => document.getElementById(id);
const BEAT_MILLISECONDS = 8000;
const TYPED_MILLISECONDS = 2500;
const AWAKE_MILLISECONDS = 14 * 60 * 1000;
const NAMES = { first_reply: "first reply", next_reply: "next reply", resolve: "resolve" };
const MOODS = { running: "", at_risk: "warn", kept: "good", breached: "bad" };

function left(due) {
  const minutes = Math.ceil((new Date(due) - Date.now()) / 60000);
  return minutes > 90 ? `${Math.round(minutes / 60)} h` : `${Math.max(0, minutes)} min`;
}

function clockTag(clock, short = false) {
  const words = { kept: "kept", breached: "missed" }[clock.state] || `in ${left(clock.due)}`;
  return el("span", { class: `tag ${MOODS[clock.state]}`, "data-clock": clock.name, "data-state": clock.state }, `${short ? "reply" : NAMES[clock.name]} ${words}`);
}

// All promises of a handoff, or for the queue only those that run or were missed, the nearest of them.
export function clockTags(handoff, nearest = false) {
  if (!nearest) return handoff.clocks.map((one) => clockTag(one));
  const open = handoff.clocks.filter((one) => one.name !== "resolve" && one.state !== "kept");
  return open.length ? clockTag(open.at(-1), true) : null;
}

export async function colleagues() {
  return (await get("/api/v1/handoffs/agents")).agents;
}

export function colleagueOptions(agents) {
  return [el("option", { value: "" }, agents.length ? "choose …" : "nobody is at their desk"),
    ...agents.map((one) => el("option", { value: one.id }, `${one.name} (${one.holding} held${one.skills.length ? `; ${one.skills.join(", ")}` : ""})`))];
}

// What is half filled in beside a conversation waits there, in this page alone, until the agent is back at it.
const FIELDS = ["wrap-up", "closing-note", "transfer-note", "ask-text", "consult-text", "callback-number", "callback-due", "callback-about", "note"];
const unfinished = new Map();
let beside = null;

export const entered = (...fields) => Object.fromEntries(fields.map((one) => [one, at(one).value]));

function comeTo(id) {
  if (beside) unfinished.set(beside, entered(...FIELDS));
  const values = unfinished.get(id) || {};
  for (const one of FIELDS) at(one).value = values[one] ?? "";
  beside = id;
}

// What is done leaves its fields, also where another conversation is open by now; what was typed since stays.
export function finished(id, values) {
  for (const [one, value] of Object.entries(values)) {
    if (id === beside && at(one).value === value) at(one).value = "";
    if (id !== beside && unfinished.get(id)?.[one] === value) delete unfinished.get(id)[one];
  }
}

// Pressed twice it is still one.
function once(work) {
  let running = null;
  return () => (running ||= work().finally(() => { running = null; }));
}

// Who else has the open conversation in front of them: told by the stream the moment it changes.
function presence(opened, awake) {
  let here = null, typedAt = 0, said = "", still = 0;
  const others = new Map();

  function show() {
    const words = [...others].map(([name, doing]) => `${name} is ${doing}`).join(", ");
    at("others").hidden = !words;
    at("others").textContent = words;
    if (words && words !== said) murmur(`${words}.`);
    said = words;
  }

  async function beat(doing = "looking") {
    const id = opened()?.id;
    if (here && here !== id) ask("POST", `/api/v1/handoffs/${here}/presence`, { doing: null }).catch(() => {});
    if (here !== id) { others.clear(); show(); typedAt = 0; }
    here = id;
    if (!id || !awake()) return;
    const answer = await post(`/api/v1/handoffs/${id}/presence`, { doing });
    if (opened()?.id !== id) return;
    others.clear();
    for (const one of answer.others) others.set(one.name, one.doing);
    show();
  }

  setInterval(() => opened() && Date.now() - typedAt > TYPED_MILLISECONDS && beat().catch(() => {}), BEAT_MILLISECONDS);
  addEventListener("pagehide", () => {
    if (here) fetch(`/api/v1/handoffs/${here}/presence`, { method: "POST", keepalive: true, headers: { "Content-Type": "application/json" }, body: '{"doing":null}' });
  });

  return {
    beat,
    heard(data) {
      if (opened()?.conversation_id !== data.conversation_id) return;
      if (data.doing === "gone") others.delete(data.name);
      else others.set(data.name, data.doing);
      show();
    },
    // One word at the first key, one when the hands rest.
    typing() {
      clearTimeout(still);
      still = setTimeout(() => { typedAt = 0; beat().catch(() => {}); }, TYPED_MILLISECONDS);
      if (Date.now() - typedAt < TYPED_MILLISECONDS) return;
      typedAt = Date.now();
      beat("typing").catch(() => {});
    },
  };
}

function notes(address, opened) {
  const text = at("note");

  function marked(note) {
    return note.split(/(@[\p{L}-]+(?: [\p{Lu}][\p{L}-]+)?)/u).map((part) => (part.startsWith("@") ? el("strong", {}, part) : part));
  }

  async function load() {
    const { id } = opened(), { notes: found } = await get(address("notes"));
    if (opened().id !== id) return;
    at("notes").replaceChildren(...found.map((one) => el("li", {}, el("span", { class: "meta" }, `${one.author}, ${moment(one.written_at)}`), marked(one.text))));
  }

  const before = () => text.value.slice(0, text.selectionStart);
  const named = offers(text, at("named"), {
    wanted: () => before().match(/(?:^|\s)@([\p{L}-]*)$/u)?.[1].toLowerCase() ?? null,
    load: async () => (await colleagues()).map((one) => ({ ...one, key: one.id })),
    fits: (one, word) => one.name.toLowerCase().split(" ").some((part) => part.startsWith(word)),
    face: (one) => [el("strong", {}, `@${one.name}`), el("span", { class: "soft" }, one.skills.join(", "))],
    told: (all) => many(all.length, "colleague"),
    take(one) { text.setRangeText(`@${one.name} `, before().lastIndexOf("@"), text.selectionStart, "end"); },
  });
  text.addEventListener("keydown", (event) => {
    if (named.key(event)) return;
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) at("noting").requestSubmit();
    if (event.key === "Escape") at("log").focus();
  });
  at("noting").addEventListener("submit", async (event) => {
    event.preventDefault();
    try {
      const { id } = opened(), said = entered("note");
      await post(address("notes"), { text: said.note });
      finished(id, said);
      announce("The note is saved. The caller does not see it.");
      await load();
    } catch (error) { announce(error.message); }
  });
  return { load };
}

export function desk({ opened, leave, read, claim }) {
  let touched = Date.now();
  for (const kind of ["keydown", "pointerdown", "pointermove", "wheel"]) document.addEventListener(kind, () => { touched = Date.now(); }, { passive: true, capture: true });

  // Asking in the background must not keep an abandoned desk signed in.
  const awake = () => Date.now() - touched < AWAKE_MILLISECONDS;
  const address = (path) => `/api/v1/handoffs/${opened().id}/${path}`;
  const told = (work) => (event) => { event.preventDefault(); work().catch((error) => announce(error.message)); };
  const who = presence(opened, awake), paper = notes(address, opened), calls = callbacks({ awake, read, claim });

  at("passing").addEventListener("toggle", () => at("passing").open && colleagues().then((all) => at("transfer-to").replaceChildren(...colleagueOptions(all))).catch((error) => announce(error.message)));
  at("transfer").addEventListener("submit", told(() => leave("transfer", { to: at("transfer-to").value, note: at("transfer-note").value || null }, "The conversation is with your colleague.")));
  at("snooze").addEventListener("submit", told(() => leave("snooze", { until: new Date(Date.now() + at("snooze-for").value * 60000).toISOString() }, "Put aside.", true)));
  at("callback").addEventListener("submit", told(once(async () => {
    const { id } = opened(), said = entered("callback-number", "callback-about", "callback-due");
    await post(address("callback"), { number: said["callback-number"], about: said["callback-about"], due: new Date(said["callback-due"]).toISOString() });
    finished(id, said);
    announce("The call is promised.");
    await calls.load();
  })));

  return {
    awake,
    loadCallbacks: calls.load,
    reveal: calls.reveal,
    presence: who.heard,
    typing: who.typing,
    opened() {
      at("private").hidden = false;
      comeTo(opened().id);
      at("passing").open = false;
      paper.load().catch((error) => announce(error.message));
      who.beat().catch(() => {});
    },
    refresh() { paper.load().catch(() => {}); },
    passing() {
      if (at("passing").hidden) return;
      at("passing").open = true;
      at("transfer-to").focus();
    },
  };
}
