// Whom work can be given to: a choice of the teams and the people with an account; nobody has to know how they are written.
import { announce, el, get } from "./api.js";

const asked = new Map();

function ownersOf(queue) {
  if (!asked.has(queue)) asked.set(queue, get(`/api/v1/work-owners?${new URLSearchParams({ queue })}`).catch((error) => { asked.delete(queue); throw error; }));
  return asked.get(queue);
}

// ``now``: who has it and stays chosen; empty: one has to be chosen.
export function ownerChoice(now, queue = "") {
  const made = el("select", { required: true }, el("option", { value: now, selected: true }, now || "choose …"));
  ownersOf(queue).then(({ owners }) => {
    const option = (one) => el("option", { value: one.owner }, one.name ? `${one.name}, ${one.owner}` : one.owner);
    const group = (label, of) => el("optgroup", { label }, of.map(option));
    const chosen = made.value, known = owners.some((one) => one.owner === chosen);
    made.replaceChildren(...(known ? [] : [el("option", { value: chosen }, chosen || "choose …")]), group("Teams", owners.filter((one) => !one.name)), group("People", owners.filter((one) => one.name)));
    made.value = chosen;
  }).catch((error) => now || announce(error.message)); // who has it stays chosen, and oneself by the button beside
  return made;
}

// Chosen also before the list has come.
export function choose(select, owner) {
  if (![...select.options].some((one) => one.value === owner)) select.append(el("option", { value: owner }, owner));
  select.value = owner;
}
