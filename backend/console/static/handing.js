// Handing a piece of work to a colleague or a team: to whom, and by when. A promised call keeps its day.
import { el, post } from "./api.js";
import { ownerChoice } from "./owners.js";
import { act, field, form } from "./worklist.js";

export function handing(one, { given, left }) {
  const owner = ownerChoice("", one.queue), promised = one.queue === "callbacks" && one.closes_when;
  const due = promised ? null : el("input", { type: "date", value: one.due, required: true });
  const hand = (place) => act(place, async () => {
    await post(`/api/v1/work-items/${one.id}/assignment`, { owner: owner.value, due: due ? due.value : null });
    await given(owner.selectedOptions[0].textContent);
  });
  const made = form({ class: "row end" }, hand, field("Hand to", owner), due && field("Due", due),
    el("button", { type: "submit" }, "Hand over"), el("button", { type: "button", class: "quiet", onclick: left }, "Leave it"));
  made.addEventListener("keydown", (event) => { if (event.key === "Escape") left(); });
  return el("tr", { class: "handing" }, el("td", { colspan: 5 }, made));
}
