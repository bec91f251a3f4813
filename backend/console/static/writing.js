// The reply: its draft kept on the server, ready replies by a slash, an answer from the record with where each fact stands.
import { announce, ask, el, get, many, moment } from "./api.js";
import { offers } from "./offers.js";

const at = (id) => document.getElementById(id);
const REST_MILLISECONDS = 600;
const NAMES = { last_four: "claim ending", status_text: "status", patient_share: "share", denial_reason: "reason", denial_next_step: "next step", denial_deadline: "last day", payment_date: "payment of", service_from: "service" };

export function writing({ opened, held, typing }) {
  const reply = at("reply");
  const stored = new Map(); // by handoff, its draft as the server has it from here
  const gone = new Map(); // by handoff, the draft a reply was sent from: it may stand on the server until the reply is there
  const returned = new Map();
  const underWay = new Map(); // by handoff, its draft on its way: true once the server has it
  let timer = 0, offered = null, here = null;

  const address = (id, path) => `/api/v1/handoffs/${id}/${path}`;
  const joined = (...texts) => texts.filter(Boolean).join("\n");
  const before = (text, rest) => (text && (rest === text || rest.startsWith(`${text}\n`)) ? rest : joined(text, rest));

  function store(id, text) {
    stored.set(id, text);
    gone.delete(id);
    const put = fetch(address(id, "draft"), { method: "PUT", keepalive: true, headers: { "Content-Type": "application/json" }, body: JSON.stringify({ text }) });
    underWay.set(id, put.then((answer) => answer.ok, () => false).then((there) => there || (stored.delete(id), false)));
  }

  // Half written survives a reload, a crash and another machine; it stays in no browser.
  function keep(now = false) {
    clearTimeout(timer);
    const id = opened()?.id, text = reply.value;
    if (!id || !held() || text === stored.get(id)) return;
    if (now) store(id, text);
    else timer = setTimeout(() => store(id, text), REST_MILLISECONDS);
  }

  const canned = offers(reply, at("canned"), {
    wanted: () => (reply.value.startsWith("/") ? reply.value.slice(1).toLowerCase() : null),
    load: async () => (await get(address(opened().id, "canned-replies"))).replies.filter((one) => one.text),
    fits: (one, word) => one.key.startsWith(word) || one.title.toLowerCase().includes(word),
    face: (one) => [el("strong", {}, `/${one.key}`), ` ${one.title}`, el("span", { class: "soft" }, one.text)],
    told: (all) => many(all.length, "ready reply", "ready replies"),
    take(one) { put(one.text); },
  });

  function put(text) {
    reply.value = text;
    reply.focus();
    keep();
  }

  async function suggest() {
    offered = null;
    at("suggestion").hidden = true;
    if (!held()) return;
    const id = opened().id, found = await get(address(id, "suggestion"));
    if (opened()?.id !== id || !found.text) return;
    offered = found;
    at("suggestion").hidden = false;
    at("suggestion-text").textContent = found.text;
    at("suggestion-evidence").replaceChildren(...found.evidence.map((one) => el("li", {}, el("strong", {}, `${NAMES[one.fact] || one.fact.replaceAll("_", " ")} `), one.value, el("span", { class: "soft" }, ` ${one.record.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, (whole) => `${whole.slice(0, 8)}…`)}, ${one.field}, ${moment(one.time)}`))));
    at("suggestion-sources").hidden = !found.evidence.length;
  }

  // With what is written already it goes on; over an untouched opening line it goes behind it.
  function useSuggestion() {
    if (!offered || !held()) return;
    const written = reply.value.trim();
    put(written && !written.includes(offered.text) ? `${written} ${offered.text}` : offered.text);
    announce("The suggested answer is in your reply.");
  }

  reply.addEventListener("input", () => { keep(); typing(); });
  addEventListener("pagehide", () => keep(true));
  at("use-suggestion").addEventListener("click", useSuggestion);
  at("use-opening").addEventListener("click", () => put(opened().packet.opening_line));

  return {
    suggest, useSuggestion, keep,
    key: (event) => canned.key(event),
    opened(handoff) {
      canned.close();
      const again = here === handoff.id && reply.value;
      here = handoff.id;
      if (again) return keep(); // opened once more: what stands there is newer than what was asked for
      const draft = handoff.draft && handoff.draft !== gone.get(handoff.id) ? handoff.draft : "";
      stored.set(handoff.id, draft);
      reply.value = before(returned.get(handoff.id), draft);
      returned.delete(handoff.id);
      keep();
    },
    stored: () => stored.get(opened().id) ?? null,
    settled: async (id) => (await underWay.get(id)) ?? true,
    // What was sent is no draft any more.
    sent() {
      clearTimeout(timer);
      const id = opened().id;
      if (stored.get(id)) gone.set(id, stored.get(id));
      stored.set(id, "");
      reply.value = "";
    },
    // A reply that is out took the server's draft with it, also one of words typed since: these are kept anew.
    delivered({ id }) {
      if (opened()?.id !== id) return stored.get(id) && store(id, stored.get(id));
      if (!reply.value) return;
      stored.delete(id);
      keep(true);
    },
    // What could not be sent stands in its own conversation's reply again, before anything typed since.
    unsent(text, handoff) {
      if (opened()?.id !== handoff.id) return returned.set(handoff.id, joined(text, returned.get(handoff.id)));
      reply.value = before(text, reply.value);
      keep();
    },
  };
}
