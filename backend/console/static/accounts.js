// Patients' accounts that are open, by the day they are looked at next.
import { day, dollars, el, get } from "./api.js";
import { today } from "./worklist.js";

const at = (id) => document.getElementById(id);
const STATES = { cycle: "statements run", plan: "payment plan", hardship: "asked for help", disputed: "disputed", returned_mail: "mail came back", recommended: "waits for a decision", referred: "referred to collection" };
let size = 100, asked = 0;

function row(one) {
  const late = one.next_date < today() ? el("span", { class: "tag bad" }, "late") : null;
  return el("tr", {}, el("td", {}, day(one.next_date), " ", late), el("th", { scope: "row" }, el("a", { href: `/operate/accounts/${one.id}`, class: "mono nowrap" }, one.number)), el("td", {}, one.patient), el("td", {}, one.practice),
    el("td", {}, el("span", { class: "tag" }, STATES[one.state])), el("td", { class: "amount" }, String(one.notices)), el("td", { class: "owner" }, one.owner), el("td", { class: "amount" }, dollars(one.open)));
}

async function load() {
  const turn = ++asked;
  const wanted = new URLSearchParams({ limit: String(size) });
  if (at("state").value) wanted.set("state", at("state").value);
  const { accounts } = await get(`/api/v1/patient-accounts?${wanted}`);
  if (turn !== asked) return;
  at("accounts").replaceChildren(...(accounts.length ? accounts.map(row) : [el("tr", {}, el("td", { colspan: 8, class: "empty" }, "No account is open here."))]));
  at("count").textContent = `${accounts.length === size ? `the first ${size}` : accounts.length} ${accounts.length === 1 ? "account" : "accounts"}, ${dollars(accounts.reduce((sum, one) => sum + Number(one.open), 0))} open in ${accounts.length === 1 ? "it" : "them"}, ${accounts.filter((one) => one.next_date < today()).length} past their next date`;
  at("more").hidden = accounts.length < size || size >= 500;
}

at("state").addEventListener("change", () => { size = 100; load(); });
at("more").addEventListener("click", () => { size += 200; load(); });
load().catch((error) => { at("count").textContent = error.message; });
