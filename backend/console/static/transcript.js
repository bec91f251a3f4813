// One conversation for its reviewer: what was said, understood, done and relied on; the score beside it.
import { announce, el, facts, get, moment, post } from "./api.js";

const place = document.getElementById("transcript");
const address = `/api/v1/transcripts/${place.dataset.conversation}`;
const mayScore = place.dataset.mayScore === "yes";

function behind(turn) {
  const entities = turn.entities.map((one) => `${one.name}: ${one.value}`).join(", ");
  const evidence = turn.evidence.map((one) => el("li", {}, `${one.fact || one.field}: ${one.record}, ${one.field}, ${moment(one.time)}`));
  return el("details", {}, el("summary", {}, `understood: ${turn.intent || turn.kind}${turn.confidence === null ? "" : ` (${Math.round(turn.confidence * 100)} %)`}`),
    facts([["also", turn.also.join(", ")], ["found in it", entities], ["asked for", turn.expected], ["actions", turn.actions.join(", ")],
      ["trouble", turn.failure], ["corrected to", turn.corrected_intent]]),
    evidence.length ? el("div", {}, el("strong", {}, "Evidence"), el("ul", { class: "plain" }, evidence)) : null,
    mayScore && turn.said ? el("form", { class: "row", onsubmit: (event) => correct(event, turn) },
      el("input", { name: "intent", "aria-label": `Right intent of turn ${turn.number}`, placeholder: "right intent", pattern: "[a-z_]+", required: true, class: "grow" }),
      el("button", { class: "quiet", type: "submit" }, "Correct")) : null);
}

function bubbles(turn) {
  const out = [];
  if (turn.speaker === "caller" && turn.kind !== "start") {
    out.push(el("li", { class: "turn caller" }, el("span", { class: "meta" }, `Caller · ${moment(turn.received_at)}`), turn.said || `(${turn.kind.replace("_", " ")})`, behind(turn)));
  }
  for (const message of turn.messages) {
    const who = message.from === "agent" || turn.speaker === "agent" ? "agent" : "assistant";
    out.push(el("li", { class: `turn ${who}` }, el("span", { class: "meta" }, who === "agent" ? "Agent" : "Assistant"), message.text));
  }
  return out;
}

function card(data) {
  const sections = Object.entries(data.sections).flatMap(([name, most]) => [
    el("label", { for: `points-${name}` }, `${name} (0–${most})`),
    el("input", { id: `points-${name}`, name, type: "number", min: 0, max: most, required: true, value: data.blind ? null : data.automatic.points[name] })]);
  const fails = Object.entries(data.fails).map(([name, sentence]) => el("label", { class: "check" },
    el("input", { type: "checkbox", name: "fail", value: name, checked: !data.blind && data.automatic.auto_fails.includes(name) }), ` ${sentence}`));
  return el("form", { class: "card", onsubmit: score }, el("h2", {}, "Score"),
    data.blind ? el("p", { class: "notice" }, "Double scoring: nobody's score is shown before you have given yours.") : el("p", { class: "soft" }, "Filled with what a machine can see; change what you judge otherwise."),
    data.automatic.remarks.length && !data.blind ? el("ul", { class: "plain" }, data.automatic.remarks.map((one) => el("li", {}, one))) : null,
    el("div", { class: "scores" }, sections),
    el("fieldset", {}, el("legend", {}, "Fails that override"), fails),
    el("label", { for: "note" }, "Note"), el("textarea", { id: "note", name: "note", maxlength: 2000 }),
    el("p", {}, el("button", { type: "submit" }, "Save the score")));
}

function page(data) {
  const reviews = data.reviews.map((one) => el("li", {}, `${one.total} by ${one.reviewer}, ${moment(one.reviewed_at)}`, one.note ? `: ${one.note}` : ""));
  const proofs = data.proofs.map((one) => `${one.level}${one.provider ? `, ${one.provider}` : ""} (${one.elements.join(", ")}) ${moment(one.verified_at)}`);
  const handoffs = data.handoffs.map((one) => `${one.reference}: ${one.reason.replaceAll("_", " ")}${one.agent ? `, ${one.agent}` : ""}${one.wrap_up_code ? `, ${one.wrap_up_code.replaceAll("_", " ")}` : ""}`);
  const unmask = data.masked ? el("form", { class: "row", onsubmit: uncover },
    el("input", { name: "reason", minlength: 8, maxlength: 200, required: true, "aria-label": "Reason to see identifiers", placeholder: "reason to see identifiers", class: "grow" }),
    el("button", { class: "quiet", type: "submit" }, "Uncover")) : el("p", { class: "notice" }, "Identifiers are shown. This look is on record with its reason.");
  place.replaceChildren(el("div", { class: "row" }, el("h1", { class: "grow" }, `${data.channel} of ${moment(data.started_at)}`), data.blind ? null : el("span", { class: "tag" }, `automatic score ${data.automatic.total}`)),
    el("div", { class: "desk" },
      el("section", { class: "card" }, el("h2", {}, "About"), facts([["conversation", data.name], ["outcome", data.outcome.replace("_", " ")], ["proved", proofs.join("; ") || "nothing"], ["handoffs", handoffs.join("; ")], ["ended", data.ended_at && moment(data.ended_at)]]),
        reviews.length ? el("div", {}, el("h3", {}, "Scores"), el("ul", { class: "plain" }, reviews)) : null),
      el("section", { class: "card" }, unmask, el("div", { class: "log", role: "region", tabindex: "0", "aria-label": "Transcript" }, el("ol", { class: "transcript" }, data.turns.flatMap(bubbles)))),
      mayScore ? card(data) : el("p", {})));
}

async function score(event) {
  event.preventDefault();
  const form = new FormData(event.target);
  const points = {};
  for (const input of event.target.querySelectorAll(".scores input")) points[input.name] = Number(input.value);
  try {
    await post(`${address}/reviews`, { points, auto_fails: form.getAll("fail"), note: form.get("note") });
    announce("The score is saved.");
    page(await get(address));
  } catch (error) { announce(error.message); }
}

async function correct(event, turn) {
  event.preventDefault();
  try {
    await post(`${address}/corrections`, { turn_id: turn.id, intent: new FormData(event.target).get("intent") });
    announce("The correction is saved.");
    page(await get(address));
  } catch (error) { announce(error.message); }
}

async function uncover(event) {
  event.preventDefault();
  try { page(await post(`${address}/unmasked`, { reason: new FormData(event.target).get("reason") })); } catch (error) { announce(error.message); }
}

get(address).then(page).catch((error) => place.replaceChildren(el("p", { class: "problem" }, error.message)));
