// Patients' accounts that are open, by the day they are looked at next; and any account by its patient.
import { announce, day, dollars, el, get, post } from "./api.js";
import { today } from "./worklist.js";

const at = (id) => document.getElementById(id);
const STATES = { cycle: "statements run", plan: "payment plan", hardship: "asked for help", disputed: "disputed", returned_mail: "mail came back", recommended: "waits for a decision", referred: "referred to collection", settled: "settled" };
let size = 100, asked = 0;

function row(one) {
  const late = one.state !== "settled" && one.next_date < today() ? el("span", { class: "tag bad" }, "late") : null;
  return el("tr", {}, el("td", {}, one.state === "settled" ? "–" : day(one.next_date), " ", late), el("th", { scope: "row" }, el("a", { href: `/operate/accounts/${one.id}`, class: "mono nowrap" }, one.number)), el("td", {}, one.patient), el("td", {}, one.practice),
    el("td", {}, el("span", { class: "tag" }, STATES[one.state])), el("td", { class: "amount" }, String(one.notices)), el("td", { class: "owner" }, one.owner), el("td", { class: "amount" }, dollars(one.open)));
}

// Names stay out of addresses: what is looked for goes in the body.
async function find() {
  const turn = ++asked;
  const { accounts } = await post("/api/v1/patient-accounts/search", { patient: at("patient").value });
  if (turn !== asked) return;
  at("list-title").textContent = "Found";
  at("accounts").replaceChildren(...(accounts.length ? accounts.map(row) : [el("tr", {}, el("td", { colspan: 8, class: "empty" }, "No account fits."))]));
  at("count").textContent = accounts.length ? `${accounts.length}${accounts.length === 100 ? " or more" : ""} ${accounts.length === 1 ? "account fits" : "accounts fit"}, settled ones too` : "No account fits.";
  at("more").hidden = true;
}

async function load() {
  const turn = ++asked;
  at("list-title").textContent = "By next date";
  const wanted = new URLSearchParams({ limit: String(size) });
  if (at("state").value) wanted.set("state", at("state").value);
  const { accounts } = await get(`/api/v1/patient-accounts?${wanted}`);
  if (turn !== asked) return;
  at("accounts").replaceChildren(...(accounts.length ? accounts.map(row) : [el("tr", {}, el("td", { colspan: 8, class: "empty" }, "No account is open here."))]));
  at("count").textContent = `${accounts.length === size ? `the first ${size}` : accounts.length} ${accounts.length === 1 ? "account" : "accounts"}, ${dollars(accounts.reduce((sum, one) => sum + Number(one.open), 0))} open in ${accounts.length === 1 ? "it" : "them"}, ${accounts.filter((one) => one.next_date < today()).length} past their next date`;
  at("more").hidden = accounts.length < size || size >= 500;
}

const told = (work) => work.catch((error) => announce(error.message));
at("find").addEventListener("submit", (event) => { event.preventDefault(); told(find()); });
at("find").addEventListener("reset", () => { size = 100; told(load()); });
at("state").addEventListener("change", () => { at("patient").value = ""; size = 100; told(load()); });
at("more").addEventListener("click", () => { size += 200; told(load()); });
load().catch((error) => { at("count").textContent = error.message; });
