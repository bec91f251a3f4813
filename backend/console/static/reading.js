// What was said before the assistant promised a call: to read only, in the place of the conversation that is open.
import { talk } from "./talk.js";

const at = (id) => document.getElementById(id);

export function reading({ closed }) {
  const turns = talk({ scroller: at("reading-log"), list: at("reading-turns"), newest: at("reading-newest"), heard() {} });
  let open = null, before = new Map();

  // What is known of the caller who was open is not shown beside another's words.
  function setAside() {
    before = new Map(["nothing", "talking", "packet", "private"].map((id) => [id, at(id).hidden]));
    for (const id of before.keys()) at(id).hidden = true;
    at("reading").hidden = false;
  }

  function away() {
    if (!open) return;
    open = null;
    at("reading").hidden = true;
    for (const [id, hidden] of before) at(id).hidden = hidden;
  }

  at("reading-close").addEventListener("click", () => { away(); closed(); at("callbacks").querySelector("button")?.focus(); });

  return {
    away,
    open: () => open,
    async read(one) {
      const draw = await turns.load(one.conversation_id);
      if (!open) setAside();
      open = one;
      at("reading-title").textContent = `Call ${one.number || "back, number withheld"}`;
      at("reading-reference").textContent = one.reference;
      draw();
      at("reading-title").focus();
    },
  };
}
