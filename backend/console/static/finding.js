// The conversation a caller's reference stands for, wherever it is in the queue and however it ended.
import { announce, get, moment } from "./api.js";

const at = (id) => document.getElementById(id);

export function finding({ open, owed }) {
  const field = at("find-reference"), problem = at("find-problem");

  function tell(sentence) {
    problem.textContent = sentence;
    problem.hidden = !sentence;
    field.setAttribute("aria-invalid", String(Boolean(sentence)));
    if (!sentence) return;
    announce(sentence, true);
    field.select();
  }

  function request(said) {
    return owed(`R${said.replace(/\D/g, "")}`) ? null : "An R is the reference of a request. None that you can see to has this one.";
  }

  async function conversation(said) {
    const { found } = await get(`/api/v1/handoffs?limit=0&reference=${encodeURIComponent(said)}`);
    if (!found.length) return "No conversation has this reference. It is an H and seven digits.";
    await open(found[0].id);
    return null;
  }

  at("finding").addEventListener("submit", async (event) => {
    event.preventDefault();
    try {
      const refused = /^\s*r/i.test(field.value) ? request(field.value) : await conversation(field.value);
      tell(refused ?? "");
      if (!refused) field.value = "";
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
