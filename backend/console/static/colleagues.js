// What colleagues ask and tell: notices on the desk, and private threads of two beside a conversation that stays where it is.
import { announce, el, get, moment, post } from "./api.js";
import { colleagueOptions, colleagues, entered, finished } from "./desk.js";

const at = (id) => document.getElementById(id);
const KINDS = { mention: (one) => `${one.by} named you in a note`, consult: (one) => `${one.by} wrote to you`, transfer: (one) => `${one.by} passed you a conversation` };

export function amongColleagues({ opened, open }) {
  let threads = [], shown = null, unseen = [], told = 0;

  async function load() {
    const [{ notices }, { consults }] = await Promise.all([get("/api/v1/notices"), get("/api/v1/consults")]);
    const before = unseen.length;
    unseen = notices;
    threads = consults;
    const loud = notices.filter((one) => Date.parse(one.at) > told);
    told = Math.max(told, ...notices.map((one) => Date.parse(one.at)));
    if (loud.length && (before < unseen.length || loud.length)) announce(`${KINDS[loud[0].kind](loud[0])}.`);
    drawList();
    if (shown && (notices.some((one) => one.consult_id === shown) || !consults.some((one) => one.id === shown))) await showThread(shown);
  }

  function drawList() {
    const fresh = new Set(unseen.map((one) => one.consult_id));
    at("for-me-count").textContent = String(unseen.length);
    at("for-me-count").hidden = !unseen.length;
    at("for-me-box").hidden = !unseen.length && !threads.length;
    const notices = unseen.filter((one) => one.kind !== "consult").map((one) => el("li", {}, el("button", { type: "button", "data-notice": one.id, onclick: () => take(one) },
      el("strong", {}, KINDS[one.kind](one)), el("span", { class: "soft" }, `${one.reference} · ${moment(one.at)}`))));
    const talks = threads.map((one) => el("li", {}, el("button", { type: "button", "data-consult": one.id, "aria-current": String(one.id === shown), onclick: () => enter(one) },
      el("strong", {}, one.asked_by_me ? `You asked ${one.with_name}` : `${one.with_name} asks you`), el("span", { class: "soft" }, `${one.reference} · ${moment(one.last_at)}`), fresh.has(one.id) ? el("span", { class: "tag warn" }, "new") : null)));
    at("for-me").replaceChildren(...notices, ...talks);
  }

  async function take(notice) {
    await post(`/api/v1/notices/${notice.id}/seen`);
    unseen = unseen.filter((one) => one.id !== notice.id);
    drawList();
    await open(notice.handoff_id);
  }

  async function enter(one) {
    if (opened()?.id !== one.handoff_id) await open(one.handoff_id);
    await showThread(one.id);
    at("consult-text").focus();
  }

  async function showThread(id) {
    const thread = await get(`/api/v1/consults/${id}`);
    if (opened()?.id !== thread.handoff_id) return;
    shown = id;
    unseen = unseen.filter((one) => one.consult_id !== id);
    at("consult").hidden = false;
    at("consult-title").textContent = `With ${thread.with_name} alone`;
    at("consult-lines").replaceChildren(...thread.lines.map((one) => el("li", { class: one.mine ? "mine" : "" }, el("span", { class: "meta" }, `${one.author}, ${moment(one.written_at)}`), one.text)));
    at("consult-lines").scrollTop = at("consult-lines").scrollHeight;
    at("consult-answer").hidden = thread.ended_at !== null;
    at("consult-over").hidden = thread.ended_at === null;
    drawList();
  }

  const work = (done) => async (event) => {
    event.preventDefault();
    try { await done(); } catch (error) { announce(error.message); }
  };

  at("asking").addEventListener("toggle", () => at("asking").open && colleagues().then((all) => at("ask-of").replaceChildren(...colleagueOptions(all))).catch((error) => announce(error.message)));
  at("ask").addEventListener("submit", work(async () => {
    const { id } = opened(), said = entered("ask-of", "ask-text");
    const thread = await post(`/api/v1/handoffs/${id}/consults`, { of: said["ask-of"], question: said["ask-text"] });
    finished(id, said);
    if (opened().id === id) at("asking").open = false;
    announce(`${thread.with_name} has your question. The conversation stays with you.`);
    await load();
    await showThread(thread.id);
  }));
  at("consult-answer").addEventListener("submit", work(async () => {
    const { id } = opened(), thread = shown, said = entered("consult-text");
    await post(`/api/v1/consults/${thread}/messages`, { text: said["consult-text"] });
    finished(id, said);
    await showThread(thread);
  }));
  at("consult-text").addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey) { event.preventDefault(); at("consult-answer").requestSubmit(); }
    if (event.key === "Escape") at("log").focus();
  });
  at("consult-end").addEventListener("click", work(async () => {
    const thread = shown;
    await post(`/api/v1/consults/${thread}/end`);
    if (shown === thread) { at("consult").hidden = true; shown = null; }
    announce("The question is settled.");
    await load();
  }));

  return {
    load,
    // Another conversation is open: its own thread, if there is one.
    opened() {
      const own = threads.find((one) => one.handoff_id === opened().id);
      shown = null;
      at("consult").hidden = true;
      at("asking").open = false;
      if (own) showThread(own.id).catch(() => {});
    },
    asking() {
      if (at("asking").hidden) return;
      at("asking").open = true;
      at("ask-of").focus();
    },
  };
}
