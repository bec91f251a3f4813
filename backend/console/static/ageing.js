// Ageing: open money by payer and age; each amount opens the claims behind it.
import { announce, day, dollars, el, get, many, post } from "./api.js";
import { act, goTo, table } from "./worklist.js";

const at = (id) => document.getElementById(id);
const ACCOUNTS = { undecided: "with the payer, not decided", receivable_payer: "owed by the payer", receivable_denied: "denied, under work", receivable_patient: "owed by the patient" };
let shown = null;

async function open(row, bucket, title) {
  const wanted = new URLSearchParams({ limit: "200" });
  if (row) { wanted.set("payer_id", row.payer_id); wanted.set("patient", row.patient); }
  if (bucket !== null) wanted.set("bucket", bucket);
  const { claims } = await get(`/api/v1/receivables/ageing/${shown.snapshot_id}/claims?${wanted}`);
  at("behind").hidden = false;
  at("behind-title").textContent = `${title}: ${claims.length === 200 ? "the 200 largest" : claims.length} ${claims.length === 1 ? "amount" : "amounts"}`;
  at("aged").replaceChildren(table(["Claim", "What it is", "Age", "Who has it", "$Open"], claims.map((one) => el("tr", {},
    el("th", { scope: "row" }, el("a", { href: `/operate/claims/${one.claim_id}`, class: "mono" }, one.number), el("br"), el("span", { class: "soft" }, `${one.payer}, ${one.provider}`)),
    el("td", {}, ACCOUNTS[one.account]), el("td", {}, `${one.age_days} days`), el("td", {}, one.owner ? `${one.owner}, ${one.next_date ? day(one.next_date) : "closed"}` : "–"), el("td", { class: "amount" }, dollars(one.amount)))), "Nothing."));
  goTo(at("behind"));
}

function cell(row, one, name) {
  if (!one.claims) return el("td", { class: "amount zero" }, "–");
  const spoken = `${name}, ${shown.buckets[one.bucket]} days: ${dollars(one.amount)}, ${many(one.claims, "claim")}. Open ${one.claims === 1 ? "it" : "them"}`;
  return el("td", { class: "amount" }, el("button", { class: "link", type: "button", "aria-label": spoken, onclick: () => open(row, one.bucket, `${name}, ${shown.buckets[one.bucket]} days`) }, dollars(one.amount)));
}

function lines(patient) {
  const rows = shown.rows.filter((row) => row.patient === patient);
  if (!rows.length) return [];
  const head = el("tr", { class: "group" }, el("th", { scope: "rowgroup", colspan: 7 }, patient ? "Patients of" : "Payers"));
  return [head, ...rows.map((row) => {
    const name = patient ? `Patients of ${row.payer}` : row.payer;
    return el("tr", {}, el("th", { scope: "row" }, row.payer), ...row.cells.map((one) => cell(row, one, name)), el("td", { class: "amount" }, el("button", { class: "link", type: "button", "aria-label": `${name}, all ages: ${dollars(row.total)}. Open the claims`, onclick: () => open(row, null, name) }, dollars(row.total))));
  })];
}

function show(found) {
  shown = found;
  at("heads").replaceChildren(el("tr", {}, el("th", { scope: "col" }, "Payer"), ...found.buckets.map((name) => el("th", { scope: "col", class: "amount" }, `${name} days`)), el("th", { scope: "col", class: "amount" }, "In all")));
  at("rows").replaceChildren(...(found.rows.length ? [...lines(false), ...lines(true)] : [el("tr", {}, el("td", { colspan: 7, class: "empty" }, "Nothing is open."))]));
  at("totals").replaceChildren(el("tr", {}, el("th", { scope: "row" }, "In all"), ...found.totals.map((amount) => el("td", { class: "amount" }, dollars(amount))), el("td", { class: "amount" }, dollars(found.total))));
  at("agrees").replaceChildren(el("span", { class: `tag ${found.reconciles ? "good" : "bad"}` }, found.reconciles ? "agrees with the ledger to the cent" : "does not agree with the ledger"),
    ` ${found.claims.toLocaleString("en-US")} claims; of ${dollars(found.total)}, ${dollars(found.undecided)} is with payers and not decided yet. Age counts from the last day of service, a patient's share from the day it fell to the patient.`);
  at("day").replaceChildren(...found.days.map((one) => el("option", { value: one, selected: one === found.as_of }, day(one))));
  at("behind").hidden = true;
}

async function load(asked) {
  try {
    show(await get(`/api/v1/receivables/ageing${asked ? `?as_of=${asked}` : ""}`));
  } catch (error) {
    at("agrees").textContent = error.code === "no_ageing" ? "No ageing was taken yet. It is taken every Monday." : error.message;
  }
}

at("day").addEventListener("change", () => load(at("day").value));
at("now")?.addEventListener("click", () => act(at("now").parentElement, async () => show(await post("/api/v1/receivables/ageing")), "The ageing of today is here."));
load().catch((error) => announce(error.message));
