// Beside the conversation: clocks, private notes, ready replies, passing on, putting aside, callbacks, who else is here.
import { announce, ask, el, get, moment, post } from "./api.js";

const at = (id) => document.getElementById(id);
const BEAT_MILLISECONDS = 5000;
const AWAKE_MILLISECONDS = 14 * 60 * 1000;
const SHOWN_MAX = 7;
const NAMES = { first_reply: "first reply", next_reply: "next reply", resolve: "resolve" };
const MOODS = { running: "", at_risk: "warn", kept: "good", breached: "bad" };

function left(due) {
  const minutes = Math.ceil((new Date(due) - Date.now()) / 60000);
  return minutes > 90 ? `${Math.round(minutes / 60)} h` : `${Math.max(0, minutes)} min`;
}

function clockTag(clock) {
  const words = { kept: "kept", breached: "missed" }[clock.state] || `in ${left(clock.due)}`;
  return el("span", { class: `tag ${MOODS[clock.state]}`, "data-clock": clock.name, "data-state": clock.state }, `${NAMES[clock.name]} ${words}`);
}

// All promises of a handoff, or for the queue only those that run or were missed, the nearest of them.
export function clockTags(handoff, nearest = false) {
  if (!nearest) return handoff.clocks.map(clockTag);
  const open = handoff.clocks.filter((one) => one.name !== "resolve" && one.state !== "kept");
  return open.length ? clockTag(open.at(-1)) : null;
}

// A slash at the start of the reply offers what can be said at once; arrows choose, Enter takes, Escape leaves.
export function cannedReplies(text, list, load, taken) {
  let found = [], shown = [], place = 0;

  function draw() {
    const wanted = text.value.slice(1).toLowerCase();
    shown = found.filter((one) => one.text && (one.key.startsWith(wanted) || one.title.toLowerCase().includes(wanted))).slice(0, SHOWN_MAX);
    place = Math.min(place, Math.max(0, shown.length - 1));
    list.hidden = shown.length === 0;
    list.replaceChildren(...shown.map((one, index) => el("li", { id: `canned-${one.key}`, role: "option", "aria-selected": String(index === place), onmousedown: (event) => { event.preventDefault(); take(one); } },
      el("strong", {}, `/${one.key}`), ` ${one.title}`, el("span", { class: "soft" }, one.text))));
    if (shown.length) text.setAttribute("aria-activedescendant", `canned-${shown[place].key}`);
    else text.removeAttribute("aria-activedescendant");
  }

  function close() {
    found = [];
    list.hidden = true;
    list.replaceChildren();
    text.removeAttribute("aria-activedescendant");
  }

  function take(one) {
    text.value = one.text;
    close();
    taken();
  }

  text.addEventListener("input", async () => {
    if (!text.value.startsWith("/")) return close();
    if (!found.length) {
      try { found = (await load()).replies; } catch (error) { return announce(error.message); }
      announce(`${found.filter((one) => one.text).length} ready replies`);
    }
    if (text.value.startsWith("/")) draw();
  });
  text.addEventListener("blur", close);

  return {
    close,
    // Whether the key was for the list.
    key(event) {
      if (list.hidden) return false;
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step) { place = (place + step + shown.length) % shown.length; draw(); }
      else if (event.key === "Enter" || event.key === "Tab") take(shown[place]);
      else if (event.key === "Escape") close();
      else return false;
      event.preventDefault();
      return true;
    },
  };
}

export function desk({ opened, leave }) {
  let touched = Date.now(), typed = 0, here = null, said = "";
  for (const kind of ["keydown", "pointerdown", "pointermove", "scroll"]) document.addEventListener(kind, () => { touched = Date.now(); }, { passive: true, capture: true });

  // Asking in the background must not keep an abandoned desk signed in.
  const awake = () => Date.now() - touched < AWAKE_MILLISECONDS;
  const address = (path) => `/api/v1/handoffs/${opened().id}/${path}`;
  const told = (work) => (event) => { event.preventDefault(); work().catch((error) => announce(error.message)); };

  async function loadNotes() {
    const { notes } = await get(address("notes"));
    at("notes").replaceChildren(...notes.map((one) => el("li", {}, el("span", { class: "soft" }, `${one.author}, ${moment(one.written_at)}: `), one.text)));
  }

  async function loadAgents() {
    const { agents } = await get("/api/v1/handoffs/agents");
    at("transfer-to").replaceChildren(el("option", { value: "" }, agents.length ? "choose …" : "nobody is at their desk"),
      ...agents.map((one) => el("option", { value: one.id }, `${one.name} (${one.holding} held${one.skills.length ? `; ${one.skills.join(", ")}` : ""})`)));
  }

  async function loadCallbacks() {
    const { callbacks } = await get("/api/v1/handoffs/callbacks");
    at("callbacks-count").textContent = String(callbacks.length);
    at("callbacks").replaceChildren(...callbacks.map((one) => el("li", { class: "callback" }, el("strong", {}, one.number),
      el("span", { class: "soft" }, `${one.about} · promised by ${one.promised_by} `), el("span", { class: `tag ${one.late ? "bad" : ""}` }, `${one.late ? "late: " : "by "}${moment(one.due)}`),
      el("form", { class: "row", onsubmit: (event) => finish(event, one) }, el("input", { name: "outcome", required: true, maxlength: 500, "aria-label": `What came of calling ${one.number}`, placeholder: "what came of it", class: "grow" }), el("button", { class: "quiet", type: "submit" }, "Done")))));
  }

  async function finish(event, one) {
    event.preventDefault();
    try {
      await post(`/api/v1/handoffs/callbacks/${one.id}/done`, { outcome: new FormData(event.target).get("outcome") });
      announce("The call is recorded.");
      await loadCallbacks();
    } catch (error) { announce(error.message); }
  }

  async function beat(doing = "looking") {
    const id = opened()?.id;
    if (here && here !== id) ask("POST", `/api/v1/handoffs/${here}/presence`, { doing: null }).catch(() => {});
    here = id;
    if (!id || !awake()) return;
    const { others } = await post(`/api/v1/handoffs/${id}/presence`, { doing });
    if (opened()?.id !== id) return;
    const words = others.map((one) => `${one.name} is ${one.doing}`).join(", ");
    at("others").hidden = !words;
    at("others").textContent = words;
    if (words && words !== said) announce(`${words}.`);
    said = words;
  }

  at("noting").addEventListener("submit", told(async () => {
    await post(address("notes"), { text: at("note").value });
    at("note").value = "";
    announce("The note is saved. The caller does not see it.");
    await loadNotes();
  }));
  at("passing").addEventListener("toggle", () => at("passing").open && loadAgents().catch((error) => announce(error.message)));
  at("transfer").addEventListener("submit", told(() => leave("transfer", { to: at("transfer-to").value, note: at("transfer-note").value || null }, "The conversation is with your colleague.")));
  at("snooze").addEventListener("submit", told(() => leave("snooze", { until: new Date(Date.now() + at("snooze-for").value * 60000).toISOString() }, "Put aside.", true)));
  at("callback").addEventListener("submit", told(async () => {
    await post(address("callback"), { number: at("callback-number").value, about: at("callback-about").value, due: new Date(at("callback-due").value).toISOString() });
    at("callback").reset();
    announce("The call is promised.");
    await loadCallbacks();
  }));
  setInterval(() => opened() && Date.now() - typed > BEAT_MILLISECONDS && beat().catch(() => {}), BEAT_MILLISECONDS);
  setInterval(() => awake() && loadCallbacks().catch(() => {}), 60000);

  return {
    awake,
    loadCallbacks,
    opened() {
      at("private").hidden = false;
      if (here !== opened().id) at("note").value = "";
      at("passing").open = false;
      at("others").hidden = true;
      loadNotes().catch((error) => announce(error.message));
      beat().catch(() => {});
    },
    refresh() { loadNotes().catch(() => {}); },
    typing() {
      if (Date.now() - typed < BEAT_MILLISECONDS / 2) return;
      typed = Date.now();
      beat("typing").catch(() => {});
    },
    passing() {
      if (at("passing").hidden) return;
      at("passing").open = true;
      at("transfer-to").focus();
    },
  };
}
