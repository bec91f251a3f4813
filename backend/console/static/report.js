// One client's month: figures with what they mean, tables, charts, and the reconciliation. Every figure opens its claims.
import { day, el, get, moment } from "./api.js";

const place = document.getElementById("report");
const id = place.dataset.report;

export function address(claims) {
  const asked = new URLSearchParams();
  if (claims.payer_id) asked.set("payer_id", claims.payer_id);
  for (const one of claims.slices) asked.append("slice", one);
  if (claims.hit !== null) asked.set("hit", claims.hit);
  return `/operate/reports/${id}/lists/${claims.basis}${asked.size ? `?${asked}` : ""}`;
}

const linked = (text, claims, spoken) => (claims ? el("a", { href: address(claims), "aria-label": spoken }, text) : text);

function tile(one) {
  const mood = one.met === null ? "" : one.met ? "good" : "bad";
  const aim = one.target ? `${one.met ? "✓ " : "✗ "}aim: ${one.target}` : null;
  return el("li", { class: mood }, el("p", {}, one.title), el("strong", {}, linked(one.display, one.claims, `${one.title}, ${one.display}: show the claims`)),
    one.change ? el("p", { class: "soft" }, `${one.change}; ${one.before} the month before`) : null, aim ? el("p", {}, el("span", { class: `tag ${mood}` }, aim)) : null);
}

function figureRow(one) {
  const mood = one.met === null ? "" : one.met ? "good" : "bad";
  const said = el("details", {}, el("summary", {}, one.title), el("p", {}, one.definition), el("p", { class: "soft" }, `Source: ${one.source}`));
  return el("tr", {}, el("th", { scope: "row" }, said), el("td", { class: "value" }, one.not_measured ? el("span", { class: "soft" }, "not measured") : linked(one.display, one.claims, `${one.title}, ${one.display}: show the claims`)),
    el("td", {}, one.not_measured || one.made_of), el("td", {}, one.before || "–"), el("td", {}, one.change || "–"), el("td", {}, one.target ? el("span", { class: `tag ${mood}` }, one.target) : "–"));
}

function figures(section) {
  const heads = ["Figure", "This month", "Made of", "Month before", "Change", "Aim"];
  return el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": `${section.title}: figures` }, el("table", { class: "figure-list" }, el("thead", {}, el("tr", {}, heads.map((name) => el("th", { scope: "col" }, name)))), el("tbody", {}, section.figures.map(figureRow))));
}

function tableRow(one, numbers, mood = "") {
  const cells = one.cells.map((text, index) => (index === 0 ? el("th", { scope: "row" }, linked(text, one.claims, `${text}: show the claims`)) : el("td", { class: numbers.includes(index) ? "amount" : "" }, text)));
  return el("tr", { class: mood }, cells);
}

function table(one) {
  if (!one.rows.length) return el("div", {}, el("h3", {}, one.title), el("p", { class: "soft" }, one.empty));
  const head = el("tr", {}, one.heads.map((name, index) => el("th", { scope: "col", class: one.numbers.includes(index) ? "amount" : "" }, name)));
  const body = [...one.rows.map((row) => tableRow(row, one.numbers)), one.total ? tableRow(one.total, one.numbers, "total") : null].filter(Boolean);
  return el("div", {}, el("h3", {}, one.title), el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": one.title }, el("table", {}, el("thead", {}, head), el("tbody", {}, body))), one.note ? el("p", { class: "soft" }, one.note) : null);
}

function chart(one) {
  if (!one.points.some((point) => point.value)) return null;
  const source = (scheme) => `/api/v1/reports/${id}/charts/${one.key}?scheme=${scheme}`;
  return el("figure", {}, el("figcaption", {}, one.title), el("picture", {}, el("source", { srcset: source("dark"), media: "(prefers-color-scheme: dark)" }), el("img", { src: source("light"), alt: one.alternative })));
}

function section(one) {
  return el("section", { class: "card", id: one.key, "aria-labelledby": `${one.key}-title` }, el("h2", { id: `${one.key}-title` }, one.title), figures(one), one.chart ? chart(one.chart) : null, one.tables.map(table));
}

function account(one) {
  const row = (each, mood = "") => el("tr", { class: mood }, el("th", { scope: "row" }, each.name), el("td", { class: "amount" }, linked(each.amount, each.claims, `${each.name}, ${each.amount}: show the claims`)));
  return el("div", {}, el("h3", {}, one.title), el("table", {}, el("tbody", {}, row(one.opening), one.movements.map((each) => row(each)), row(one.closing, "total"))));
}

function reconciliation(found) {
  const checks = found.checks.map((one) => el("tr", {}, el("th", { scope: "row" }, one.name), el("td", { class: "amount" }, one.one), el("td", { class: "amount" }, one.other), el("td", { class: "amount" }, el("span", { class: `tag ${one.holds ? "good" : "bad"}` }, one.holds ? "to the cent" : one.difference))));
  const heads = ["The same sum by two ways", "One way", "The other", "Difference"];
  return el("section", { class: "card", id: "reconciliation", "aria-labelledby": "reconciliation-title" }, el("h2", { id: "reconciliation-title" }, "Reconciliation with the ledger"),
    el("div", { class: "columns" }, found.accounts.map(account)),
    el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "Checks" }, el("table", {}, el("thead", {}, el("tr", {}, heads.map((name, index) => el("th", { scope: "col", class: index ? "amount" : "" }, name)))), el("tbody", {}, checks))));
}

function meanings(event) {
  const open = event.target.getAttribute("aria-pressed") !== "true";
  event.target.setAttribute("aria-pressed", String(open));
  event.target.textContent = open ? "Hide what each figure means" : "Show what each figure means";
  for (const one of place.querySelectorAll(".figure-list details")) one.open = open;
}

function page(report) {
  const { package: whole } = report;
  const named = new Map(whole.sections.flatMap((one) => one.figures).map((one) => [one.key, one]));
  const month = new Date(`${whole.month}T00:00:00`).toLocaleDateString("en-US", { month: "long", year: "numeric" });
  const state = report.state === "published" ? el("span", { class: "tag good" }, `published, version ${report.version}`) : el("span", { class: "tag bad" }, "refused");
  document.title = `${whole.client_name}, ${month} · Claimline`;
  place.replaceChildren(el("div", { class: "row" }, el("h1", { class: "grow" }, `${whole.client_name}, ${month}`), state, el("a", { class: "button quiet noprint", href: `/api/v1/reports/${id}/pdf` }, "PDF"), el("a", { class: "button quiet noprint", href: `/api/v1/reports/${id}/csv` }, "CSV"), el("a", { class: "button quiet noprint", href: `/api/v1/reports/${id}` }, "JSON")),
    ...(report.state === "refused" ? [el("p", { class: "problem" }, `${report.reason} ${report.owner} has it until ${report.next_date}.`)] : []),
    el("p", { class: "soft" }, `Made ${moment(report.made_at)}; due ${day(report.due)}. Each number opens the claims it is made of; each title tells what it means.`),
    el("p", { class: "noprint" }, el("button", { type: "button", class: "quiet", "aria-pressed": "false", onclick: meanings }, "Show what each figure means")),
    el("ul", { class: "tiles", "aria-label": "At a glance" }, whole.highlights.map((key) => tile(named.get(key)))),
    el("nav", { "aria-label": "Parts of the report", class: "noprint" }, el("ul", { class: "contents" }, [...whole.sections.map((one) => [one.key, one.title]), ["reconciliation", "Reconciliation"]].map(([key, title]) => el("li", {}, el("a", { href: `#${key}` }, title))))),
    ...whole.sections.map(section), reconciliation(whole.reconciliation));
}

get(`/api/v1/reports/${id}`).then(page).catch((error) => place.replaceChildren(el("p", { class: "problem" }, error.message)));
