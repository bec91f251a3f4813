// What the assistant did in a turn, and how a conversation stands, in words; steps that tell a person nothing are left out.
import { words } from "./worklist.js";

export const OUTCOMES = { open: "open", contained: "ended with the assistant", waiting: "waiting for a person", with_agent: "with an agent", handed_off: "given back to the assistant", closed: "closed" };
const STEPS = { verify: "checked who is calling", beginbatch: "took up several claims", search: "looked for the claim", stuck: "offered a person for want of a proof", handoff: "passed it to a person", close: "offered more" };
const ABOUT = { answer_: "answered: ", ask_: "asked for: " };

function step(name) {
  if (STEPS[name]) return STEPS[name];
  const start = Object.keys(ABOUT).find((one) => name.startsWith(one) && name.length > one.length);
  return start ? ABOUT[start] + words(name.slice(start.length)).replace(/^(ask|check) /, "") : "";
}

export const did = (actions) => [...new Set(actions.map((one) => step(one.replace(/^action_/, ""))).filter(Boolean))].join("; ");
