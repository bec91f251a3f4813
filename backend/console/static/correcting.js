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
    const look = el("div", {});
    const changed = () => look.replaceChildren();
    const body = () => asked(turn, intent.value, found, added, look);
    box.addEventListener("change", (event) => (look.contains(event.target) ? show(turn, body(), look, event.target.value).catch((error) => announce(error.message)) : changed()));
    box.onsubmit = (event) => { event.preventDefault(); (look.children.length ? send(turn, body()) : show(turn, body(), look)).catch((error) => announce(error.message)); };
    return [el("label", { for: id }, "It should have been understood as"), intent,
      el("fieldset", {}, el("legend", {}, "Values"), found.length ? found : el("p", { class: "soft" }, "None was found."), added, add), look,
      el("p", {}, el("button", { type: "submit" }, "Make an example"))];
  }

  // The likeness before it is proposed, with the unknown words that would go.
  async function show(turn, body, look, touched = null) {
    const made = await post(`${address}/likeness`, body);
    const boxes = [...new Set([...body.keep, ...made.unknown])].sort().map((word) => el("label", { class: "check" }, el("input", { type: "checkbox", name: "keep", value: word, checked: body.keep.includes(word) }), ` “${word}” identifies nobody and may stay`));
    look.replaceChildren(el("p", { class: "likeness" }, made.text), boxes.length ? el("fieldset", {}, el("legend", {}, "Unusual words, replaced unless you say"), boxes) : "");
    look.nextElementSibling.querySelector("button").textContent = "Propose to a second person";
    announce(`It would read: ${made.text}`);
    const boxOf = [...look.querySelectorAll("input")].find((one) => one.value === touched);
    (boxOf || look.querySelector("input") || look.nextElementSibling.querySelector("button")).focus();
  }

  function addition(turn, options) {
    const text = el("input", { "aria-label": "The words of the value", placeholder: "its words in the message", required: true, maxlength: 120, class: "grow" });
    const select = choice(options.slice(1), options[1][0], { "aria-label": "What it is" });
    const row = el("div", { class: "row", "data-added": "" }, text, select, el("button", { type: "button", class: "quiet", onclick: () => row.remove() }, "Remove"));
    return row;
  }

  function asked(turn, intent, found, added, look) {
    const kept = found.map((row) => row.querySelector("select")).map((select) => ({ found: Number(select.dataset.found), name: select.value })).filter((one) => one.name !== NOTHING);
    const more = [...added.querySelectorAll("[data-added]")].map((row) => ({ words: row.querySelector("input").value, name: row.querySelector("select").value }));
    const changed = more.length || kept.length !== turn.entities.length || kept.some((one) => one.name !== turn.entities[one.found].name);
    const keep = [...look.querySelectorAll("input:checked")].map((one) => one.value);
    return { turn_id: turn.id, intent, keep, ...(changed ? { entities: [...kept, ...more] } : {}) };
  }

  async function send(turn, body) {
    await post(`${address}/corrections`, body);
    await done(turn);
    announce("Proposed as an example. A second person decides.");
  }

  return { form };
}
