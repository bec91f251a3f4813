// What the work lists of denials and appeals share: words, days left, rows that open, forms that act.
import { announce, day, el } from "./api.js";

export const words = (name) => String(name ?? "").replaceAll("_", " ");

// The calendar day here, not in Greenwich.
export const today = () => new Date().toLocaleDateString("en-CA");

export function daysLeft(left) {
  if (left === null) return null;
  if (left < 0) return left === -1 ? "1 day late" : `${-left} days late`;
  return left === 0 ? "today" : left === 1 ? "1 day left" : `${left} days left`;
}

export function urgency(left) {
  if (left === null) return "";
  return left <= 5 ? "bad" : left <= 30 ? "warn" : "good";
}

export function lastDay(iso, left, unknown = "not known") {
  if (!iso) return el("span", { class: "tag warn" }, unknown);
  return [day(iso), " ", el("span", { class: `tag ${urgency(left)}` }, daysLeft(left))];
}

// A row whose first cell opens it; the open one is marked for eyes and screen readers.
export function openRow(id, name, spoken, open, below, ...cells) {
  const button = el("button", { class: "link", type: "button", "data-open": id, "aria-label": spoken, onclick: () => open(id) }, name);
  return el("tr", { "data-row": id }, el("th", { scope: "row" }, button, el("br"), below), ...cells);
}

// To what has just opened, without pushing the list away where both stand side by side.
export function goTo(place) {
  const beside = matchMedia("(min-width: 70.01rem)").matches;
  place.scrollTop = 0;
  place.focus({ preventScroll: beside });
}

export function mark(place, id) {
  for (const row of place.querySelectorAll("[data-row]")) {
    row.classList.toggle("chosen", row.dataset.row === id);
    row.querySelector("[data-open]").setAttribute("aria-expanded", String(row.dataset.row === id));
  }
}

export function table(heads, rows, empty) {
  const head = el("tr", {}, heads.map((name) => el("th", { scope: "col", class: name.startsWith("$") ? "amount" : "" }, name.replace("$", ""))));
  const body = rows.length ? rows : [el("tr", {}, el("td", { colspan: heads.length, class: "empty" }, empty))];
  return el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": heads.join(", ").replaceAll("$", "") }, el("table", {}, el("thead", {}, head), el("tbody", {}, body)));
}

// What a search form for claims asks; a date of service is a span of one day.
export function claimAsked(form) {
  const { date_of_service: on, ...rest } = Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, value.trim()]).filter(([, value]) => value));
  return on ? { ...rest, service_from: on, service_to: on } : rest;
}

let fields = 0;
export function field(label, control) {
  control.id ||= `field-${(fields += 1)}`;
  return el("div", { class: "grow" }, el("label", { for: control.id }, label), control);
}

export function choice(pairs, chosen, attributes = {}) {
  return el("select", attributes, pairs.map(([value, text]) => el("option", { value, selected: value === chosen }, text)));
}

// Run what a form or button does once at a time; a refusal is shown beside it and said aloud.
export async function act(where, doing, done) {
  const buttons = [...where.querySelectorAll("button")].filter((one) => !one.disabled);
  where.querySelector(".problem")?.remove();
  for (const one of buttons) one.disabled = true;
  try {
    await doing();
    if (done) announce(done);
  } catch (error) {
    where.append(el("p", { class: "problem" }, error.message));
    announce(error.message);
  } finally {
    for (const one of buttons) one.disabled = false;
  }
}

export function form(attributes, submit, ...children) {
  const made = el("form", attributes, ...children);
  made.addEventListener("submit", (event) => { event.preventDefault(); submit(made); });
  return made;
}

// What was wrong with each row of a file somebody brought in.
const WRONG = { missing: "is missing", check_digit: "has a wrong check digit", too_many_rows: "and all after it are too many" };
export function rowProblems(problems) {
  const rows = Map.groupBy(problems, (one) => one.row);
  return [...rows].map(([number, all]) => el("li", {}, `row ${number}: `, all.map((one) => `${words(one.field)} ${WRONG[one.code] || "does not fit"}`.trim()).join(", ")));
}
