// How long this conversation is kept: what holds it, and what somebody wanted amended.
import { day, el, get, moment, post } from "./api.js";
import { act, choice, field, form } from "./worklist.js";

const BECAUSE = { minlength: 8, maxlength: 300, required: true };

// Built when it is opened, so that a page to read holds no boxes to write in.
function unfolding(name, make) {
  const box = el("details", {}, el("summary", {}, name));
  box.addEventListener("toggle", () => { if (box.open && box.children.length === 1) box.append(make()); });
  return box;
}

function amending(address, again) {
  const asked = el("textarea", { rows: 2, minlength: 4, maxlength: 2000, required: true });
  const decision = choice([["accepted", "accepted"], ["refused", "refused"]], "accepted");
  const answer = el("textarea", { rows: 2, minlength: 4, maxlength: 2000, required: true });
  const disagreement = el("textarea", { rows: 2, maxlength: 2000 });
  return form({}, (made) => act(made, async () => {
    await post(`${address}/amendments`, { asked: asked.value, decision: decision.value, answer: answer.value, disagreement: disagreement.value });
    await again();
  }, "The amendment stands beside the transcript."),
  field("What they want amended", asked), field("It is", decision), field("What is right instead, or why not", answer), field("Their statement of disagreement, if any", disagreement), el("p", {}, el("button", { type: "submit", class: "quiet" }, "Save it")));
}

function holding(id, again) {
  const reason = el("input", BECAUSE);
  return form({}, (made) => act(made, async () => {
    await post("/api/v1/retention/holds", { scope: "conversation", conversation_id: id, reason: reason.value });
    await again();
  }, "The hold is placed."), field("Because", reason), el("p", {}, el("button", { type: "submit", class: "quiet" }, "Hold this conversation")));
}

export function keeping(address, id, may) {
  const place = el("section", { class: "keeping", "aria-label": "Keeping" });
  const show = async () => {
    const found = await get(`${address}/keeping`);
    const open = found.holds.filter((one) => !one.lifted_at);
    place.replaceChildren(el("h3", {}, "Keeping"),
      found.forgotten_at ? el("p", { class: "notice" }, `What was said was let go on ${day(found.forgotten_at)}.`)
        : el("p", {}, found.held ? el("span", { class: "tag warn" }, "on legal hold") : `kept until ${day(found.kept_until)}`),
      ...open.map((one) => el("p", { class: "soft" }, `${one.reason} (${one.placed_by}, ${moment(one.placed_at)}) `, el("a", { href: "/supervise/retention" }, "holds"))),
      ...found.amendments.map((one) => el("div", { class: "notice" }, el("p", {}, el("strong", {}, `Amendment ${one.decision}: `), one.asked), el("p", {}, one.answer), one.disagreement ? el("p", {}, el("em", {}, "They disagree: "), one.disagreement) : null, el("p", { class: "soft" }, `${one.by}, ${moment(one.written_at)}`))),
      may && !found.forgotten_at ? el("div", {}, found.held ? null : unfolding("Place a legal hold", () => holding(id, show)), unfolding("Note an amendment", () => amending(address, show))) : "");
  };
  show().catch((error) => place.replaceChildren(el("p", { class: "problem" }, error.message)));
  return place;
}
