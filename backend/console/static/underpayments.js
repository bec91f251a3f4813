// What payers allowed below the contract: each with the lines and the rate it was reckoned by.
import { announce, day, dollars, el, get } from "./api.js";
import { table, words } from "./worklist.js";

const at = (id) => document.getElementById(id);
const MOST = 200;

function line(one) {
  const rate = one.method === "percent_of_charge" ? `${one.percent} % of the charge` : `${dollars(one.amount)} ${words(one.method)}`;
  return el("li", {}, `Line ${one.line}, ${one.procedure}: allowed ${dollars(one.allowed)} of ${dollars(one.expected)} (${rate}, since ${day(one.since)})`);
}

function row(one) {
  const claim = el("a", { href: `/operate/claims/${one.claim_id}` }, one.patient_control_number);
  return el("tr", {}, el("th", { scope: "row" }, claim, el("details", {}, el("summary", { "aria-label": `How it was reckoned: ${one.patient_control_number}` }, "How"), el("ul", {}, one.lines.map(line)))),
    el("td", {}, one.payer), el("td", {}, day(one.paid_on)), el("td", { class: "amount" }, dollars(one.expected)), el("td", { class: "amount" }, dollars(one.allowed)), el("td", { class: "amount" }, el("strong", {}, dollars(one.difference))));
}

async function load() {
  const { underpayments } = await get(`/api/v1/underpayments?limit=${MOST}`);
  at("count").textContent = underpayments.length === MOST ? `The first ${MOST}.` : "";
  at("underpayments").replaceChildren(table(["Claim", "Payer", "Paid", "$By contract", "$Allowed", "$Too little"], underpayments.map(row), "No payer allowed less than its contract says."));
}

load().catch((error) => announce(error.message));
