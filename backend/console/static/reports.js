// Monthly reports: the list, and making one.
import { announce, day, el, get, moment, post } from "./api.js";
import { act } from "./worklist.js";

const at = (id) => document.getElementById(id);
const month = (iso) => new Date(`${iso}T00:00:00`).toLocaleDateString("en-US", { month: "long", year: "numeric" });

function row(one) {
  const published = one.state === "published";
  return el("tr", {}, el("td", {}, month(one.month)), el("th", { scope: "row" }, el("a", { href: `/operate/reports/${one.id}` }, one.client_name)),
    el("td", {}, el("span", { class: `tag ${published ? "good" : "bad"}` }, published ? "published" : "refused"), published ? null : el("p", { class: "soft" }, `${one.reason} ${one.owner} has it until ${day(one.next_date)}.`)),
    el("td", {}, day(one.due)), el("td", {}, moment(one.made_at)), el("td", { class: "amount" }, String(one.version)));
}

async function load() {
  const { reports } = await get("/api/v1/reports");
  at("reports").replaceChildren(...(reports.length ? reports.map(row) : [el("tr", {}, el("td", { colspan: 6, class: "empty" }, "No report was made yet."))]));
  const refused = reports.filter((one) => one.state === "refused").length;
  at("count").textContent = reports.length ? `${reports.length} ${reports.length === 1 ? "report" : "reports"}${refused ? `, ${refused} refused` : ""}` : "";
}

async function clients() {
  const found = await get("/api/v1/report-clients");
  at("client").append(...found.clients.map((one) => el("option", { value: one.key }, one.kind === "payer" ? `${one.name} (payer)` : one.name)));
  const before = new Date();
  before.setDate(0);
  at("month").value = before.toLocaleDateString("en-CA").slice(0, 7);
}

at("make")?.addEventListener("submit", (event) => {
  event.preventDefault();
  act(at("make"), async () => {
    const made = await post("/api/v1/reports", { client: at("client").value, month: at("month").value });
    location.assign(`/operate/reports/${made.id}`);
  });
});
const told = (error) => announce(error.message);
load().catch(told);
if (at("make")) clients().catch(told);
