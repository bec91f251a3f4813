// The telephone this agent takes calls at, and in plain words how calling somebody back went.
import { announce, ask, get } from "./api.js";

const at = (id) => document.getElementById(id);

function show(number) {
  at("telephone-now").textContent = number ?? "none, callers hear what you write";
  at("telephone-number").value = number ?? "";
}

export async function telephone() {
  at("telephone").addEventListener("submit", async (event) => {
    event.preventDefault();
    const problem = at("telephone-problem"), field = at("telephone-number");
    try {
      const { number } = await ask("PUT", "/api/v1/telephone", { number: field.value.trim() || null });
      show(number);
      problem.hidden = true;
      field.removeAttribute("aria-invalid");
      announce(number ? `Calls come to ${number}.` : "Callers hear what you write.");
    } catch (error) {
      problem.textContent = error.message;
      problem.hidden = false;
      field.setAttribute("aria-invalid", "true");
      field.focus();
    }
  });
  show((await get("/api/v1/telephone")).number);
}

const tries = (number) => (number === 1 ? "1 try" : `${number} tries`);

// A call of ours: { state, tries }; nothing to say where none was placed.
export function callWords(call) {
  if (!call) return "";
  return {
    waiting: "The caller has put the phone down and keeps their place: accepting calls them back.",
    calling: "Calling them back now …",
    reached: "",
    missed: `We called back and did not reach them (${tries(call.tries)}). They keep their place.`,
  }[call.state] ?? "";
}

export const underWay = (call) => call?.state === "calling" || call?.state === "reached";

// The same for a call somebody was promised.
export function promisedWords(call) {
  if (!call) return "";
  return {
    calling: `${call.by} is calling them now …`,
    reached: `${call.by} is on the line with them.`,
    missed: `Not reached (${tries(call.tries)}, last by ${call.by}).`,
    over: `${call.by} has spoken with them: write down what came of it.`,
  }[call.state] ?? "";
}
