// One claim, told as a story: facts, money, lines, denials, and what happened day by day.
import { day, dollars, el, facts, get, moment } from "./api.js";

const place = document.getElementById("claim");

function lines(claim) {
  if (!claim.lines.length) return el("p", { class: "empty" }, "No service lines.");
  const row = (one) => el("tr", {}, el("td", {}, String(one.number)), el("td", { class: "mono" }, [one.procedure, ...one.modifiers].join("-")), el("td", {}, day(one.service_date)),
    el("td", { class: "amount" }, dollars(one.charge)), el("td", { class: "amount" }, dollars(one.allowed)), el("td", { class: "amount" }, dollars(one.paid)),
    el("td", {}, [...one.adjustments.map((adjustment) => `${adjustment.group}-${adjustment.carc} ${dollars(adjustment.amount)}`), ...one.remarks].join(", ")));
  return el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "Service lines" }, el("table", {}, el("thead", {}, el("tr", {}, ["Line", "Procedure", "Day", "Charge", "Allowed", "Paid", "Adjustments and remarks"].map((name, index) => el("th", { scope: "col", class: index > 2 && index < 6 ? "amount" : "" }, name)))), el("tbody", {}, claim.lines.map(row))));
}

// ``step``: the last day for what is to be done next, told with the worst denial; without a right to appeal it is the denial's own.
function denial(one, step) {
  return el("div", {}, el("p", {}, el("span", { class: "tag bad" }, one.root_cause.replaceAll("_", " ")), ` ${one.group}-${one.carc} ${dollars(one.amount)}`, one.remarks.length ? ` (${one.remarks.join(", ")})` : ""),
    el("p", {}, one.next_step), facts([["route", one.route.replaceAll("_", " ")], ["who bears it or acts", one.responsible.replace("_", " ")], ["can be appealed", one.appealable ? "yes" : "no"],
      ["last day for this step", step && day(step.day)], ["its rule", step?.rule], ["its source", step?.source],
      [one.appealable ? "last day to appeal" : "last day for this step", one.deadline && day(one.deadline)], ["by rule", one.deadline_rule], ["source", one.deadline_source]]));
}

const MOODS = { denial: "bad", reversed: "bad", file_rejected: "bad", appeal_decided: "good", adjudicated: "payer", acknowledged: "payer", status: "payer", work: "person", contact: "person", appeal: "person", appeal_signed: "person", corrected: "person", approval_decided: "person" };

// Who is not known by name.
const ACTORS = { payer: "the payer", clearinghouse: "the clearinghouse", practice: "the practice", person: "a person", caller: "a caller", patient: "the patient" };

function chapter(one) {
  const rejected = one.sentence.includes("rejected");
  const mood = rejected ? "bad" : one.kind === "adjudicated" && Number(one.amount) > 0 ? "good" : MOODS[one.kind] || "";
  return el("li", { class: mood }, el("time", { datetime: one.day }, day(one.day)), el("div", {}, el("p", {}, one.sentence, one.link ? [" ", el("a", { href: one.link, "aria-label": `Open: ${one.sentence}` }, "open")] : null),
    one.detail.filter(Boolean).map((text) => el("p", { class: "soft" }, text)), one.actor === "system" ? null : el("p", { class: "soft" }, `by ${ACTORS[one.actor] || one.actor}`)));
}

const OWNERS = { system: "the system", payer: "the payer" };

function standing(one) {
  const late = one.next_date && one.next_date < new Date().toLocaleDateString("en-CA");
  return el("section", { class: `card standing ${one.finished ? "done" : late ? "late" : ""}`, "aria-label": "Where it stands" },
    el("p", {}, one.finished ? el("strong", {}, "Finished. ") : one.owner ? el("strong", {}, `With ${OWNERS[one.owner] || one.owner}${one.next_date ? ` until ${day(one.next_date)}` : ""}. `) : null, one.sentence));
}

// Where the work on it is done, as far as this role may follow.
function links(told) {
  const id = place.dataset.claim;
  const found = [["account", told.account_id, `/operate/accounts/${told.account_id}`, "The patient's account"], ["appeal", told.appealed, `/operate/appeals#claim-${id}`, "The appeal"], ["follow-up", told.followed_up, `/operate/receivables#${id}`, "Its follow-up"]];
  const shown = found.filter(([name, there]) => there && (place.dataset.follows || "").split(" ").includes(name));
  return shown.length ? el("p", { class: "noprint row" }, shown.map(([, , href, text]) => el("a", { href }, text))) : null;
}

function page([{ claim }, told]) {
  if (told.decided_here) import("./adjudication.js");
  const waits = document.getElementById("waits");
  if (waits) import("./waits.js").then((one) => one.show(claim));
  place.replaceChildren(el("div", { class: "row" }, el("h1", { class: "grow" }, "Claim ", el("span", { class: "mono" }, claim.payer_claim_control_number || claim.patient_control_number)), el("span", { class: "tag" }, claim.stage.replaceAll("_", " "))),
    standing(told.standing), ...[links(told)].filter(Boolean), ...(waits ? [waits] : []),
    el("div", { class: "columns" },
      el("section", { class: "card" }, el("h2", {}, "Facts"), facts([["patient", `${claim.patient_first} ${claim.patient_last}, born ${day(claim.patient_dob)}`], ["member id", claim.member_id], ["payer", `${claim.payer_name} (${claim.plan_type.replaceAll("_", " ")})`],
        ["billing provider", `${claim.provider_name}, NPI ${claim.provider_npi}`], ["our number", claim.patient_control_number], ["service", claim.service_from === claim.service_to ? day(claim.service_from) : `${day(claim.service_from)} – ${day(claim.service_to)}`],
        ["received", day(claim.received)], ["decided", claim.finalized && day(claim.finalized)], ["status", [claim.status_category, claim.status_code].filter(Boolean).join("/")]]),
        el("h3", {}, "Money"), facts([["charge", dollars(claim.charge)], ["allowed", claim.allowed && dollars(claim.allowed)], ["paid", dollars(claim.paid)], ["patient's share", `${dollars(claim.share.total)} (deductible ${dollars(claim.share.deductible)}, coinsurance ${dollars(claim.share.coinsurance)}, copay ${dollars(claim.share.copay)})`],
          ["payment", claim.payment && `${claim.payment.method} ${claim.payment.trace_number} of ${day(claim.payment.date)}`]]),
        claim.rejections.length ? el("div", {}, el("h3", {}, "Why it was rejected"), el("ul", { class: "plain" }, claim.rejections.map((one) => el("li", {}, one)))) : null,
        claim.denials.length ? el("div", {}, el("h3", {}, "Denials"), claim.denials.map((one, place) => denial(one, !place && one.appealable ? claim.step_day : null))) : null,
        claim.appeal ? el("div", {}, el("h3", {}, "Appeal"), facts([["number", claim.appeal.number], ["level", claim.appeal.level], ["state", claim.appeal.state], ["opened", day(claim.appeal.opened)], ["decision due", claim.appeal.decision_due && day(claim.appeal.decision_due)]])) : null),
      el("section", { class: "card" }, el("h2", {}, "What happened"), el("ol", { class: "life" }, told.chapters.map(chapter)))),
    el("section", { class: "card" }, el("h2", {}, "Service lines"), lines(claim)),
    el("section", { class: "card" }, el("h2", {}, "Where each fact stands"), el("details", {}, el("summary", {}, "Evidence"), facts(Object.entries(claim.evidence).map(([name, one]) => [name.replaceAll("_", " "), `${one.record}, ${one.field}, ${moment(one.time)}`])))));
}

Promise.all([get(`/api/v1/claims/${place.dataset.claim}`), get(`/api/v1/claims/${place.dataset.claim}/story`)]).then(page).catch((error) => place.replaceChildren(el("p", { class: "problem" }, error.message)));
