// The conversation a caller's reference stands for, wherever it is in the queue and however it ended.
import { announce, get, moment } from "./api.js";

const at = (id) => document.getElementById(id);

export function finding(open) {
  const field = at("find-reference"), problem = at("find-problem");

  function tell(sentence) {
    problem.textContent = sentence;
    problem.hidden = !sentence;
    field.setAttribute("aria-invalid", String(Boolean(sentence)));
    if (!sentence) return;
    announce(sentence, true);
    field.select();
  }

  at("finding").addEventListener("submit", async (event) => {
    event.preventDefault();
    try {
      const { found } = await get(`/api/v1/handoffs?limit=0&reference=${encodeURIComponent(field.value)}`);
      if (!found.length) return tell("No conversation has this reference. It is an H and seven digits.");
      await open(found[0].id);
      tell("");
      field.value = "";
    } catch (error) { tell(error.message); }
  });
  field.addEventListener("keydown", (event) => { if (event.key === "Escape") field.blur(); });
}

// How it ended, where it did: nothing can be written in it any more.
export function endWords({ state, ended_at, agent_name, wrap_up_code }, codes) {
  const by = agent_name ? ` by ${agent_name}` : "";
  if (state === "returned") return `Given back to the assistant${by}, ${moment(ended_at)}.`;
  return state === "closed" ? `Closed${by}, ${moment(ended_at)}: ${codes[wrap_up_code] ?? wrap_up_code}.` : "";
}
