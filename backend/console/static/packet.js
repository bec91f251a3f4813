// What an agent should know before the first word, on one screen.
import { day, dollars, el, facts, get, moment } from "./api.js";
import { did, elements, wished } from "./did.js";
import { daysLeft } from "./worklist.js";

const words = (names) => names.join(", ").replaceAll("_", " ");
const LEVELS = { none: "nothing proved", provider: "verified provider", member: "verified member", stepped_up: "verified with a code" };

// The claim at hand as an agent reads it: where it stands, the money, why it was denied, what comes next.
const claimFacts = (claim) => [
  ["stands", [claim.stage, claim.status_text].filter(Boolean).join(": ").replaceAll("_", " ")],
  ["service", [...new Set([claim.service_from, claim.service_to])].filter(Boolean).map(day).join(" – ")],
  ["charge", dollars(claim.charge)], ["allowed", claim.allowed && dollars(claim.allowed)], ["paid", dollars(claim.paid)], ["patient's share", claim.patient_share && dollars(claim.patient_share)],
  ["denied because", claim.denial_reason && [claim.denial_carc ? el("span", { class: "tag bad" }, `${claim.denial_group}-${claim.denial_carc}`) : "", " ", claim.denial_reason]], ["next step", claim.denial_next_step], ["last day for it", claim.step_day && day(claim.step_day)],
  ["appeal", claim.appeal_number && `${claim.appeal_number}, ${claim.appeal_state}`],
  ["payer", claim.payer_name], ["provider", claim.provider_name],
  ["received", claim.received && day(claim.received)], ["decided", claim.finalized && day(claim.finalized)]];

// The same card for the claim at hand and for one the agent has looked up.
export const claimCard = (claim, id, tag) => el("div", {}, el("h3", {}, `Claim ending ${claim.last_four} `, tag), facts(claimFacts(claim)), id ? story(id) : null);

function story(id) {
  const place = el("ol", { class: "story" });
  const box = el("details", {}, el("summary", {}, "What happened to it"), place, el("p", {}, el("a", { href: `/operate/claims/${id}`, target: "_blank", rel: "noopener" }, "All of the claim, in a new tab")));
  box.addEventListener("toggle", async () => {
    if (!box.open || place.children.length) return;
    try {
      const { story: events } = await get(`/api/v1/claims/${id}`);
      place.replaceChildren(...events.map((one) => el("li", {}, el("time", { datetime: one.day }, day(one.day)), one.sentence)));
    } catch (error) { place.replaceChildren(el("li", {}, error.message)); }
  });
  return box;
}

function proof(known) {
  const then = known.verification, now = known.level_now ?? then.level;
  const over = now === "none" && then.level !== "none";
  return el("div", {}, el("p", { class: "row" }, el("span", { class: `tag ${now === "none" ? "bad" : "good"}` }, over ? "proof has run out" : LEVELS[now])),
    over ? el("p", { class: "notice" }, "The caller's proof has run out. Verify again before anything about a claim is said.") : null,
    facts([["says", known.who.role && known.who.role_proved === false ? `calls as a ${known.who.role}, not proved` : null],
      ["language", known.language === "English" ? null : known.language],
      ["by", words(then.elements)], ["when", then.verified_at && moment(then.verified_at)], ["failed tries", then.failures || null],
      ["provider", known.who.provider_name], ["NPI", known.who.npi], ["member id", known.who.member_id], ["patients", known.who.patients.filter((one) => one !== known.who.member_id).join(", ")]]));
}

// What the assistant knew when it passed the conversation on: names of what was wanted and given, never their values.
function told(summary) {
  const times = (count, one) => count && `${count} ${one}${count === 1 ? "" : "s"}`;
  return [["wants", wished(summary.wanted || [])], ["gave", elements(summary.given || [])], ["did not have", elements(summary.lacking || [])],
    ["failed", [times(summary.failed_attempts, "refused proof"), times(summary.not_understood, "turn") && `${times(summary.not_understood, "turn")} not understood`].filter(Boolean).join(", ")]];
}

const promises = (made) => el("ul", { class: "promised" }, made.map((one) => el("li", {},
  [one.what, one.reference, one.done ? "Done." : `By ${day(one.day)}.`].filter(Boolean).join(" "))));

export function packet(handoff) {
  const known = handoff.packet, claim = known.claim;
  return el("div", {},
    el("p", { class: "lead" }, known.reason_sentence),
    known.deadline || known.money_at_risk ? el("ul", { class: "stakes" },
      known.deadline ? el("li", {}, el("strong", {}, daysLeft(handoff.days_left)), `last day ${day(known.deadline)}`) : null,
      known.money_at_risk ? el("li", {}, el("strong", {}, dollars(known.money_at_risk)), "at risk") : null) : null,
    el("h3", {}, "Best next step"), el("p", {}, known.recommended),
    el("h3", {}, "Who"), proof(known),
    claim ? claimCard(claim, handoff.claim_id, el("span", { class: "tag" }, known.claim_live ? "as it stands now" : "as it stood when they asked")) : null,
    el("h3", {}, "So far"),
    facts([...told(known.summary || {}), ["spoke of", words(known.intents)], ["last said", known.question?.said], ["assistant did", did(known.tried)]]),
    known.promised?.length ? el("div", {}, el("h3", {}, "Promised"), promises(known.promised)) : null,
    el("h3", {}, "Opening line"), el("p", {}, known.opening_line));
}
