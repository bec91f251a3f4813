// The reply: its draft kept on the server, ready replies by a slash, an answer from the record with where each fact stands.
import { announce, ask, el, get, moment } from "./api.js";
import { offers } from "./offers.js";

const at = (id) => document.getElementById(id);
const REST_MILLISECONDS = 600;
const NAMES = { last_four: "claim ending", status_text: "status", patient_share: "share", denial_reason: "reason", denial_next_step: "next step", denial_deadline: "last day", payment_date: "payment of", service_from: "service" };

export function writing({ opened, held, typing }) {
  const reply = at("reply");
  let kept = "", timer = 0, offered = null;

  const address = (id, path) => `/api/v1/handoffs/${id}/${path}`;
  const joined = (...texts) => texts.filter(Boolean).join("\n");
  const returned = new Map();

  // Half written survives a reload, a crash and another machine; it stays in no browser.
  function keep(now = false) {
    clearTimeout(timer);
    const id = opened()?.id, text = reply.value;
    if (!id || !held() || text === kept) return;
    const send = () => {
      kept = text;
      fetch(address(id, "draft"), { method: "PUT", keepalive: true, headers: { "Content-Type": "application/json" }, body: JSON.stringify({ text }) }).catch(() => { kept = null; });
    };
    if (now) send();
    else timer = setTimeout(send, REST_MILLISECONDS);
  }

  const canned = offers(reply, at("canned"), {
    wanted: () => (reply.value.startsWith("/") ? reply.value.slice(1).toLowerCase() : null),
    load: async () => (await get(address(opened().id, "canned-replies"))).replies.filter((one) => one.text),
    fits: (one, word) => one.key.startsWith(word) || one.title.toLowerCase().includes(word),
    face: (one) => [el("strong", {}, `/${one.key}`), ` ${one.title}`, el("span", { class: "soft" }, one.text)],
    told: (all) => `${all.length} ready replies`,
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
    const before = reply.value.trim();
    put(before && !before.includes(offered.text) ? `${before} ${offered.text}` : offered.text);
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
      kept = handoff.draft || "";
      reply.value = joined(returned.get(handoff.id), kept);
      returned.delete(handoff.id);
      keep();
    },
    // What was sent is no draft any more.
    sent() {
      clearTimeout(timer);
      reply.value = "";
      kept = "";
    },
    // What could not be sent stands in its own conversation's reply again, before anything typed since.
    unsent(text, handoff) {
      if (opened()?.id !== handoff.id) return returned.set(handoff.id, joined(text, returned.get(handoff.id)));
      reply.value = joined(text, reply.value);
      keep();
    },
  };
}
