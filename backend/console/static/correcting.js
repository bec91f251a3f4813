// Saying what a turn should have been understood as: the right intent, and the values it really held.
import { announce, el, get, post } from "./api.js";
import { choice, words } from "./worklist.js";

let known = null;
async function names() {
  known ||= await get("/api/v1/learning").then(({ intents, values }) => ({ intents, values }));
  return known;
}

const NOTHING = "";

export function corrections(address, done) {
  function form(turn) {
    const box = el("form", { "aria-label": `Correct turn ${turn.number}` }, el("p", { class: "soft" }, "…"));
    names().then(({ intents, values }) => box.replaceChildren(...fields(turn, intents, values, box))).catch((error) => announce(error.message));
    return box;
  }

  function fields(turn, intents, values, box) {
    const id = `right-${turn.number}`;
    const intent = el("select", { id, required: true }, el("option", { value: "" }, "choose …"), intents.map((one) => el("option", { value: one, selected: one === (turn.corrected_intent || turn.intent) }, words(one))));
    const options = [[NOTHING, "nothing of the kind"], ...values.map((one) => [one, words(one)])];
    const found = turn.entities.map((one, index) => {
      const select = choice(options.some(([name]) => name === one.name) ? options : [[one.name, words(one.name)], ...options], one.name, { "data-found": index });
      select.id = `${id}-${index}`;
      return el("div", { class: "row" }, el("label", { for: select.id }, `Found: ${one.value}`), select);
    });
    const added = el("div", {});
    const add = el("button", { type: "button", class: "quiet", onclick: () => { added.append(addition(turn, options)); added.querySelector("div:last-child input").focus(); } }, "A value was missed");
    const keep = el("input", { id: `${id}-keep`, maxlength: 200, placeholder: "e.g. a drug's or a procedure's name" });
    box.onsubmit = (event) => { event.preventDefault(); send(turn, intent.value, found, added, keep.value); };
    return [el("label", { for: id }, "It should have been understood as"), intent,
      el("fieldset", {}, el("legend", {}, "Values"), found.length ? found : el("p", { class: "soft" }, "None was found."), added, add),
      el("label", { for: keep.id }, "Unusual words that identify nobody and may stay"), keep,
      el("p", {}, el("button", { type: "submit" }, "Propose as an example"))];
  }

  function addition(turn, options) {
    const text = el("input", { "aria-label": "The words of the value", placeholder: "its words in the message", required: true, maxlength: 120, class: "grow" });
    const select = choice(options.slice(1), options[1][0], { "aria-label": "What it is" });
    const row = el("div", { class: "row", "data-added": "" }, text, select, el("button", { type: "button", class: "quiet", onclick: () => row.remove() }, "Remove"));
    return row;
  }

  async function send(turn, intent, found, added, keep) {
    const kept = found.map((row) => row.querySelector("select")).map((select) => ({ found: Number(select.dataset.found), name: select.value })).filter((one) => one.name !== NOTHING);
    const more = [...added.querySelectorAll("[data-added]")].map((row) => ({ words: row.querySelector("input").value, name: row.querySelector("select").value }));
    const changed = more.length || kept.length !== turn.entities.length || kept.some((one) => one.name !== turn.entities[one.found].name);
    const body = { turn_id: turn.id, intent, keep: keep.split(/[\s,]+/).filter(Boolean), ...(changed ? { entities: [...kept, ...more] } : {}) };
    try {
      const example = await post(`${address}/corrections`, body);
      await done(turn);
      announce(`Proposed as an example${example.unknown.length ? `; ${example.unknown.length} unknown words were replaced` : ""}. A second person decides.`);
    } catch (error) { announce(error.message); }
  }

  return { form };
}
