// Operations: find a claim, see what waits for whom, bring files in.
import { announce, day, dollars, el, get, moment, post, Refusal } from "./api.js";

const at = (id) => document.getElementById(id);

function claimRow(one) {
  const mood = { denied: "bad", rejected: "warn", paid: "good" }[one.stage] || "";
  return el("tr", {}, el("td", {}, el("a", { href: `/operate/claims/${one.claim_id}`, class: "mono" }, one.payer_claim_control_number || "not numbered yet")),
    el("td", {}, one.patient_last), el("td", {}, day(one.service_from)), el("td", {}, day(one.received)),
    el("td", {}, el("span", { class: `tag ${mood}` }, one.stage.replaceAll("_", " "))),
    el("td", { class: "amount" }, dollars(one.charge)), el("td", { class: "amount" }, dollars(one.paid)));
}

async function find(event) {
  event.preventDefault();
  const wanted = Object.fromEntries([...new FormData(at("find"))].filter(([, value]) => value !== ""));
  try {
    const { claims } = await post("/api/v1/claims/search", wanted);
    at("claims").replaceChildren(...claims.map(claimRow));
    at("found").hidden = claims.length === 0;
    at("found-count").textContent = claims.length ? `${claims.length} ${claims.length === 1 ? "claim" : "claims"}` : "No claim fits.";
  } catch (error) { at("found-count").textContent = error.message; }
}

function workRow(one) {
  const late = one.due < new Date().toISOString().slice(0, 10);
  const why = one.sentence || one.reason.replaceAll("_", " ");
  return el("tr", {}, el("td", {}, el("span", { class: `tag ${late ? "bad" : ""}` }, day(one.due))), el("td", {}, one.queue.replaceAll("_", " ")),
    el("td", {}, one.subject_kind === "claim" ? el("a", { href: `/operate/claims/${one.subject_id}` }, why) : why),
    el("td", {}, one.owner), el("td", { class: "amount" }, one.amount ? dollars(one.amount) : "–"));
}

async function loadWork() {
  const chosen = at("queue").value;
  const { items } = await get(`/api/v1/work-items${chosen ? `?queue=${encodeURIComponent(chosen)}` : ""}`);
  at("work").replaceChildren(...(items.length ? items.map(workRow) : [el("tr", {}, el("td", { colspan: 5, class: "empty" }, "Nothing waits."))]));
  const known = new Set([...at("queue").options].map((one) => one.value));
  for (const queue of new Set(items.map((one) => one.queue))) if (!known.has(queue)) at("queue").append(el("option", { value: queue }, queue.replaceAll("_", " ")));
}

function fileRow(one) {
  const mood = { refused: "bad", quarantined: "warn", read: "good" }[one.state] || "";
  const problems = one.report.problems?.length;
  return el("tr", {}, el("td", {}, moment(one.received_at)),
    el("td", {}, problems ? el("details", {}, el("summary", {}, one.name), el("ul", { class: "plain" }, one.report.problems.slice(0, 20).map((found) => el("li", {}, `segment ${found.segment}: ${found.text}`)))) : one.name),
    el("td", {}, one.transaction_set), el("td", {}, el("span", { class: `tag ${mood}` }, one.state)),
    el("td", { class: "amount" }, String(one.report.claims ?? "–")), el("td", { class: "amount" }, String(one.report.posted ?? "–")), el("td", { class: "amount" }, String(one.report.held ?? "–")));
}

async function loadFiles() {
  const { files } = await get("/api/v1/files");
  at("files").replaceChildren(...files.map(fileRow));
}

async function upload(event) {
  event.preventDefault();
  const file = at("file").files[0];
  const answer = await fetch(`/api/v1/files?name=${encodeURIComponent(file.name)}`, { method: "POST", body: file, headers: { "Content-Type": "application/edi-x12" } });
  const data = await answer.json();
  if (!answer.ok) return announce(new Refusal(answer.status, data).message);
  announce(data.duplicate ? "This file was received before; its record stands." : "The file is kept and being read.");
  setTimeout(() => Promise.all([loadFiles(), loadWork()]), 1500);
}

at("find").addEventListener("submit", find);
at("queue").addEventListener("change", () => loadWork().catch((error) => announce(error.message)));
at("upload").addEventListener("submit", (event) => upload(event).catch((error) => announce(error.message)));
Promise.all([loadWork(), loadFiles()]).catch((error) => announce(error.message));
