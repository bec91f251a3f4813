// Files: bring one in, see what became of each.
import { announce, el, get, moment, upload } from "./api.js";

const at = (id) => document.getElementById(id);
const MOODS = { refused: "bad", quarantined: "warn", read: "good" };
const STATES = { quarantined: "waits for a person", kept: "to be read", reading: "being read" };

function row(one) {
  const number = (value) => el("td", { class: "amount" }, value === undefined || value === null ? "–" : value.toLocaleString("en-US"));
  return el("tr", {}, el("td", {}, moment(one.received_at)), el("th", { scope: "row" }, el("a", { href: `/operate/files/${one.id}` }, one.name)), el("td", {}, one.transaction_set),
    el("td", {}, el("span", { class: `tag ${MOODS[one.state] || ""}` }, STATES[one.state] || one.state)), number(one.report.claims), number(one.report.posted), number(one.report.held), number(one.report.problems?.length));
}

async function load() {
  const state = at("state").value;
  const { files } = await get(`/api/v1/files${state ? `?state=${state}` : ""}`);
  at("files").replaceChildren(...(files.length ? files.map(row) : [el("tr", {}, el("td", { colspan: 8, class: "empty" }, "No file here."))]));
}

async function bring(event) {
  event.preventDefault();
  const file = at("file").files[0];
  const data = await upload(`/api/v1/files?name=${encodeURIComponent(file.name)}`, file, "application/edi-x12");
  announce(data.duplicate ? "This file was received before; its record stands." : "The file is kept and being read.");
  setTimeout(() => load().catch(told), 1500);
}

const told = (error) => announce(error.message);
at("upload").addEventListener("submit", (event) => bring(event).catch(told));
at("state").addEventListener("change", () => load().catch(told));
load().catch(told);
