// A payment on a claim that could not be posted by itself: what the payer said, why it waits, and the claim a person names.
import { announce, day, dollars, el, facts, get, post } from "./api.js";
import { table, words } from "./worklist.js";

const at = (id) => document.getElementById(id);
const place = at("one");
const advice = `/api/v1/files/advices/${place.dataset.advice}`;

let held = null;

function days({ lines = [] }) {
  const told = [...new Set(lines.map((one) => one.service_date).filter(Boolean))].sort();
  return told.map(day).join(", ");
}

function line(one) {
  return el("tr", {}, el("td", { class: "mono" }, [one.procedure, ...one.modifiers].join("-")), el("td", {}, one.service_date ? day(one.service_date) : "not told"), el("td", { class: "amount" }, dollars(one.charge)), el("td", { class: "amount" }, dollars(one.paid)));
}

// Why a claim cannot be the one: provider and charge must be those of the payment. A reversal's charge is below zero.
function differs(one, ofProvider) {
  if (!ofProvider.has(one.claim_id)) return "Another provider's claim.";
  return Math.abs(Number(held.charge)) === Number(one.charge) ? "" : `Billed with ${dollars(one.charge)}, not ${dollars(Math.abs(Number(held.charge)))}.`;
}

function page(one) {
  held = one;
  place.replaceChildren(el("p", {}, el("strong", {}, one.why)), el("div", { class: "columns" },
    el("section", { class: "card" }, el("h2", {}, "What the payer says"), facts([["account number", one.account_number], ["payer's claim number", one.payer_number], ["service", days(one)], ["provider paid", one.payee && [one.payee_name, one.payee].filter(Boolean).join(", ")], ["charge", dollars(one.charge)], ["paid", dollars(one.paid)], ["patient's share", dollars(one.patient_share)]]), one.lines?.length ? table(["Procedure", "Day", "$Charge", "$Paid"], one.lines.map(line), "") : null),
    el("section", { class: "card" }, el("h2", {}, "The payment it is part of"), facts([["payer", one.payer], ["trace number", one.trace_number], ["paid on", day(one.paid_on)], ["amount", dollars(one.payment_amount)]]),
      el("p", {}, el("a", { href: `/operate/files/${one.file_id}` }, "The file it came in")))),
    ...(one.matchable ? [] : [el("p", {}, "What does not add up is posted by nobody: ask the payer for a correct remittance. When it comes, it takes this one's place.")]));
  at("matching").hidden = !one.matchable;
  at("find").elements.claim_number.value = one.account_number;
}

async function give(claim, button) {
  button.disabled = true;
  try {
    await post(`${advice}/match`, { claim_id: claim.claim_id });
    at("matching").hidden = true;
    place.replaceChildren(el("p", { class: "good" }, "It is posted to ", el("a", { href: `/operate/claims/${claim.claim_id}` }, claim.payer_claim_control_number || "the claim"), "."));
    announce("The payment is posted.");
  } catch (error) { button.disabled = false; announce(error.message); at("claims").append(el("p", { class: "problem" }, error.message)); }
}

function row(one, ofProvider) {
  const number = one.payer_claim_control_number || "not numbered yet";
  const why = differs(one, ofProvider);
  const button = el("button", { type: "button", "aria-label": `Post to claim ${number}`, onclick: () => give(one, button) }, "Post to this claim");
  return el("tr", {}, el("td", {}, el("a", { href: `/operate/claims/${one.claim_id}`, class: "mono" }, number)), el("td", {}, one.patient_last), el("td", {}, day(one.service_from)),
    el("td", {}, words(one.stage)), el("td", { class: "amount" }, dollars(one.charge)), el("td", {}, why || button));
}

// The same search among the claims of who is paid; a payee told by tax id alone is compared when it is posted.
async function find(event) {
  event.preventDefault();
  const wanted = { claim_number: at("find").elements.claim_number.value.trim() };
  try {
    const { claims } = await post("/api/v1/claims/search", wanted);
    const mine = /^[0-9]{10}$/.test(held?.payee) ? (await post("/api/v1/claims/search", { ...wanted, provider_npi: held.payee })).claims : claims;
    const ofProvider = new Set(mine.map((one) => one.claim_id));
    at("claims").replaceChildren(table(["Claim", "Patient", "Service", "Stage", "$Charge", ""], claims.map((one) => row(one, ofProvider)), "No claim bears this number."));
  } catch (error) { at("claims").replaceChildren(el("p", { class: "problem" }, error.message)); }
}

at("find").addEventListener("submit", find);
get(advice).then(page).catch((error) => place.replaceChildren(el("p", { class: "problem" }, error.message)));
