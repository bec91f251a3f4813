// An agent's own scores, and their word on them.
import { announce, el, get, moment, post } from "./api.js";

const place = document.getElementById("scores");
const mood = (total) => (total >= 75 ? "good" : total >= 50 ? "warn" : "bad");

function answer(one) {
  const text = el("textarea", { id: `text-${one.id}`, maxlength: 1000 });
  const send = (kind) => async () => {
    if (kind === "contested" && text.value.trim().length < 8) {
      announce("Say why you contest it.", true);
      return text.focus();
    }
    try {
      await post(`/api/v1/scores/${one.id}/reply`, { kind, text: text.value.trim() });
      announce("Your word is on record.");
      await load();
    } catch (error) { announce(error.message); }
  };
  return el("form", { onsubmit: (event) => event.preventDefault() }, el("label", { for: text.id }, "Your word on it"), text,
    el("p", { class: "row" }, el("button", { type: "button", class: "quiet", onclick: send("agreed") }, "I agree"), el("button", { type: "button", onclick: send("contested") }, "I contest it")));
}

function shown(one) {
  const sections = Object.entries(one.points).map(([name, points]) => `${name} ${points}`).join(" · ");
  return el("section", { class: "score", "aria-label": `Score of ${one.handoff}` },
    el("h2", {}, one.handoff, el("span", { class: `tag ${mood(one.total)}` }, String(one.total)), one.auto_fails.map((fail) => el("span", { class: "tag bad" }, fail.replaceAll("_", " ")))),
    el("p", { class: "soft" }, `${one.reviewer}, ${moment(one.reviewed_at)} · ${sections}`),
    one.note ? el("p", {}, one.note) : null,
    one.reply ? el("p", { class: one.reply.kind === "contested" ? "notice" : "soft" }, `You ${one.reply.kind} it, ${moment(one.reply.replied_at)}${one.reply.text ? `: ${one.reply.text}` : "."}`) : answer(one));
}

async function load() {
  const { scores } = await get("/api/v1/scores");
  place.replaceChildren(scores.length ? el("div", { class: "card" }, scores.map(shown)) : el("p", { class: "empty card" }, "None of your conversations has been scored yet."));
}

load().catch((error) => place.replaceChildren(el("p", { class: "problem" }, error.message)));
