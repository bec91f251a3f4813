// One file: what reading it found, shown at its place between the segments around it.
import { dollars, el, facts, get, moment } from "./api.js";
import { table } from "./worklist.js";

const place = document.getElementById("one");

function where(one) {
  return [one.segment ? `segment ${one.segment.toLocaleString("en-US")}` : "the whole file", one.loop && `loop ${one.loop}`, one.element].filter(Boolean).join(", ");
}

// Only what is shown below is led to; of a file with many findings the first places are.
function findings(problems, shown) {
  const rows = problems.map((one) => el("tr", {}, el("td", {}, el("span", { class: `tag ${one.severity === "error" ? "bad" : "warn"}` }, one.severity)),
    el("td", {}, shown.has(one.segment) ? el("a", { href: `#segment-${one.segment}` }, where(one)) : where(one)), el("td", {}, one.text), el("td", { class: "mono" }, one.code)));
  return table(["Weight", "Where", "What", "Code"], rows, "Nothing was found wrong.");
}

function segments(file) {
  const problems = new Map();
  for (const one of file.report.problems || []) problems.set(one.segment, [...(problems.get(one.segment) || []), one]);
  let before = 0;
  const rows = file.segments.flatMap((one) => {
    const found = problems.get(one.number) || [];
    const mood = found.some((each) => each.severity === "error") ? "found" : found.length ? "warned" : "";
    const gap = before && one.number > before + 1 ? [el("tr", { class: "gap" }, el("td", { colspan: 2 }, "…"))] : [];
    before = one.number;
    return [...gap, el("tr", { class: mood, id: `segment-${one.number}` }, el("th", { scope: "row" }, one.number.toLocaleString("en-US")),
      el("td", {}, one.text, found.map((each) => el("span", { class: "note" }, `${each.element ? `${each.element}: ` : ""}${each.text}`))))];
  });
  return el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "Segments with findings" }, el("table", { class: "segments" }, el("tbody", {}, rows)));
}

function page(file) {
  const report = file.report;
  const problems = report.problems || [];
  const shown = new Set(file.segments.map((one) => one.number));
  const beyond = problems.filter((one) => one.segment && !shown.has(one.segment)).length;
  const states = { read: "read", refused: "refused", quarantined: "waits for a person", kept: "kept, to be read", reading: "being read" };
  place.replaceChildren(el("div", { class: "row" }, el("h1", { class: "grow" }, file.name), el("span", { class: `tag ${{ refused: "bad", quarantined: "warn", read: "good" }[file.state] || ""}` }, states[file.state])),
    el("div", { class: "columns" },
      el("section", { class: "card" }, el("h2", {}, "What it is"), facts([["transaction set", file.transaction_set], ["sender", file.sender], ["received", moment(file.received_at)], ["read", file.read_at && moment(file.read_at)], ["size", `${file.size_bytes.toLocaleString("en-US")} bytes`]])),
      el("section", { class: "card" }, el("h2", {}, "What it brought"), facts([["claims", report.claims?.toLocaleString("en-US")], ["service lines", report.service_lines?.toLocaleString("en-US")], ["charges", report.charge_total && dollars(report.charge_total)],
        ["paid on claims", report.paid_total && dollars(report.paid_total)], ["payment", report.payment_amount && dollars(report.payment_amount)], ["provider-level adjustments", report.provider_adjustments && dollars(report.provider_adjustments)],
        ["posted", report.posted?.toLocaleString("en-US")], ["held for a person", report.held?.toLocaleString("en-US")]]),
        file.work.length ? el("div", {}, el("h3", {}, "Who has it"), el("ul", { class: "plain" }, file.work.map((one) => el("li", {}, one)))) : null)),
    el("section", { class: "card" }, el("h2", {}, problems.length === 1 ? "One finding" : `${problems.length} findings`), findings(problems, shown)),
    ...(file.segments.length ? [el("section", { class: "card" }, el("h2", {}, "At their places in the file"), el("p", { class: "soft" }, `Segments are counted from 1 at the first of the file.${beyond ? ` The places of the first findings are shown; ${beyond === 1 ? "that of one later finding is" : `those of ${beyond.toLocaleString("en-US")} later ones are`} not.` : ""}`), segments(file))] : []));
}

get(`/api/v1/files/${place.dataset.file}`).then(page).catch((error) => place.replaceChildren(el("p", { class: "problem" }, error.message)));
