// The claims behind a figure: their totals are the figure.
import { announce, day, dollars, el, get } from "./api.js";
import { words } from "./worklist.js";

const at = (id) => document.getElementById(id);
const { report, basis } = at("page").dataset;
const address = `/api/v1/reports/${report}/lists/${basis}`;
const UNITS = { charge_lag: "days", coding: "hours", queries: "hours", posting: "hours", decided: "days", decided_before: "days", denial_work: "days", denial_routing: "days", ageing: "days old", appeals: "days", practice_actions: "days waiting", unsent: "days waiting" };
const SLICES = { undecided: "with the payer, not decided", receivable_payer: "owed by the payer", receivable_denied: "denied, under work", receivable_patient: "owed by the patient" };
let next = 0;

function what(one) {
  const [first, bucket] = one.slice.split("|");
  return [basis === "patterns" ? "" : SLICES[first] || words(first), bucket && `${bucket} days`, one.label && words(one.label)].filter(Boolean).join(", ");
}

function measure(one) {
  if (one.measure === null) return "–";
  return basis === "collection" ? dollars(one.measure) : `${Number(one.measure).toLocaleString("en-US")} ${UNITS[basis] || ""}`;
}

function row(one) {
  const name = one.number || one.label || "no claim";
  return el("tr", {}, el("th", { scope: "row" }, one.claim_id ? el("a", { href: `/operate/claims/${one.claim_id}`, class: "mono" }, name) : name), el("td", {}, one.payer), el("td", {}, day(one.service_from)), el("td", {}, what(one)),
    el("td", {}, one.hit ? "yes" : "no"), el("td", { class: "amount" }, dollars(one.charge)), el("td", { class: "amount" }, dollars(one.amount)), el("td", { class: "amount" }, measure(one)));
}

async function load() {
  const asked = new URLSearchParams(location.search);
  asked.set("after", next);
  const found = await get(`${address}?${asked}`);
  at("title").textContent = `Claims behind a figure: ${found.title}`;
  const parts = [`${found.count.toLocaleString("en-US")} ${found.count === 1 ? "row" : "rows"}`, `${found.hits.toLocaleString("en-US")} of them count`, `${dollars(found.amount)} in all`];
  if (basis === "collection") parts.push(`of ${dollars(found.measure)} to be collected`);
  at("totals").textContent = parts.join(", ");
  at("claims").append(...found.claims.map(row));
  if (!found.count) at("claims").append(el("tr", {}, el("td", { colspan: 8, class: "empty" }, "Nothing.")));
  next = found.next;
  at("more").hidden = next === null;
}

at("export").href = `${address}/csv${location.search}`;
at("more").addEventListener("click", () => load().catch((error) => announce(error.message)));
load().catch((error) => { at("totals").textContent = error.message; });
