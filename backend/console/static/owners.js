// Whom work can be given to: a choice of the teams and the people with an account; nobody has to know how they are written.
import { el, get } from "./api.js";

let asked = null;

export function ownerChoice(now) {
  const made = el("select", { required: true }, el("option", { value: now, selected: true }, now));
  asked ||= get("/api/v1/work-owners").catch((error) => { asked = null; throw error; });
  asked.then(({ owners }) => {
    const option = (one) => el("option", { value: one.owner }, one.name ? `${one.name}, ${one.owner}` : one.owner);
    const group = (label, of) => el("optgroup", { label }, of.map(option));
    const chosen = made.value, known = owners.some((one) => one.owner === chosen);
    made.replaceChildren(...(known ? [] : [el("option", { value: chosen }, chosen)]), group("Teams", owners.filter((one) => !one.name)), group("People", owners.filter((one) => one.name)));
    made.value = chosen;
  }).catch(() => {}); // the one who has it stays chosen, and oneself by the button beside
  return made;
}

// Chosen also before the list has come.
export function choose(select, owner) {
  if (![...select.options].some((one) => one.value === owner)) select.append(el("option", { value: owner }, owner));
  select.value = owner;
}
