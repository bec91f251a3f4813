// What agents see to beside the queue and the calls that were promised: a reply that did not arrive.
import { announce, day, el, get, post } from "./api.js";

const at = (id) => document.getElementById(id);
const NAMES = { reply_lost: "Words did not arrive" };

export function owed({ open }) {
  let drawn = "";

  async function load() {
    const { items } = await get("/api/v1/desk-work"), face = JSON.stringify(items);
    at("owed-box").hidden = !items.length;
    at("owed-count").textContent = String(items.length);
    if (face === drawn) return; // whose focus is in it keeps it
    const focus = document.activeElement?.closest?.("#owed [data-do]")?.dataset;
    drawn = face;
    at("owed").replaceChildren(...items.map(row));
    if (focus) (at("owed").querySelector(`[data-do="${focus.do}"][data-work="${focus.work}"]`) ?? at("owed-title")).focus();
  }

  function row(one) {
    const name = NAMES[one.kind] ?? one.sentence, said = `${name}${one.reference ? `, ${one.reference}` : ""}`;
    const hand = (doing, words, work) => el("button", { type: "button", class: "quiet", "data-do": doing, "data-work": one.id, "aria-label": `${words}: ${said}`, onclick: () => work().catch((error) => { announce(error.message); load().catch(() => {}); }) }, words);
    return el("li", { class: "callback" }, el("strong", {}, name), el("span", { class: `tag ${one.late ? "bad" : ""}` }, `${one.late ? "late: " : "by "}${day(one.due)}`),
      el("span", { class: "soft" }, one.reference),
      el("span", { class: "told" }, one.sentence), el("span", { class: "told" }, one.next_step),
      el("div", { class: "row" }, one.handoff_id ? hand("open", "Open the conversation", () => open(one.handoff_id)) : null, one.mine ? null : hand("take", "Take it", () => change(one, "take", {}, "It is yours.")), hand("done", "Done", () => change(one, "outcome", { outcome: "done" }, "Done."))));
  }

  async function change(one, path, body, said) {
    await post(`/api/v1/desk-work/${one.id}/${path}`, body);
    announce(said);
    await load();
  }

  return { load };
}
