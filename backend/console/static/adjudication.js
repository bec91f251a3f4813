// On a claim of a payer client: what was decided, what waits for a person, and that person's word.
import { announce, day, dollars, el, facts, get, post } from "./api.js";

const place = document.getElementById("adjudication");
const claim = place.dataset.claim;

async function settle(event, path, body) {
  event.preventDefault();
  const button = event.submitter;
  if (button) button.disabled = true;
  try {
    await post(path, body(new FormData(event.target)));
    announce("It is decided.");
    location.reload();
  } catch (error) {
    announce(error.message);
    const problem = event.target.querySelector(".problem");
    problem.textContent = error.message;
    problem.hidden = false;
    if (button) button.disabled = false;
  }
}

function field(label, name, attributes = {}) {
  return el("label", {}, label, el("input", { name, ...attributes }));
}

// The lines an appeal may have won: those that stand denied.
function won(one) {
  const denied = one.lines.filter((each) => !Number(each.allowed) && each.adjustments.length);
  return el("fieldset", {}, el("legend", {}, "Lines the appeal won"), denied.map((each) => el("label", { class: "inline" }, el("input", { type: "checkbox", name: "line", value: String(each.number) }), ` Line ${each.number}, ${each.procedure}, ${dollars(each.charge)} (${each.adjustments.map(([group, carc]) => `${group}-${carc}`).join(", ")})`)));
}

function word(one) {
  const path = `/api/v1/adjudications/${one.id}`;
  const which = one.pends.some((each) => !each.outcome && each.reason === "appeal_partly_overturned");
  const said = (data) => ({ note: data.get("note"), information_received: data.get("information_received") || null, ...(which ? { lines: data.getAll("line").map(Number) } : {}) });
  const release = el("form", { onsubmit: (event) => settle(event, `${path}/release`, said) },
    el("h3", {}, one.anew ? "Carry out the appeal" : "Let it pass"), which ? won(one) : null, field("What you found", "note", { required: true, maxlength: "500" }), field("Information came on (if you asked for it)", "information_received", { type: "date" }), el("p", { class: "problem", role: "alert", hidden: true }), el("button", { type: "submit" }, "Release and decide"));
  if (one.anew) return el("div", { class: "noprint" }, release);
  const deny = el("form", { onsubmit: (event) => settle(event, `${path}/denial`, (data) => ({ group: data.get("group"), carc: data.get("carc").trim(), remark: data.get("remark").trim() || null, note: data.get("note") })) },
    el("h3", {}, "Deny it"), el("label", {}, "Who bears it", el("select", { name: "group" }, [["CO", "provider (CO)"], ["PR", "patient (PR)"], ["OA", "other (OA)"], ["PI", "payer's own reasons (PI)"]].map(([value, name]) => el("option", { value }, name)))),
    field("Reason code (CARC)", "carc", { required: true, maxlength: "5", autocomplete: "off" }), field("Remark code (if any)", "remark", { maxlength: "6", autocomplete: "off" }), field("Why", "note", { required: true, maxlength: "500" }), el("p", { class: "problem", role: "alert", hidden: true }), el("button", { type: "submit", class: "quiet" }, "Deny the claim"));
  return el("div", { class: "columns noprint" }, release, deny);
}

function lines(one) {
  if (!one.lines.length) return null;
  const row = (each) => el("tr", {}, el("td", {}, String(each.number)), el("td", { class: "mono" }, each.procedure), el("td", {}, each.kind.replaceAll("_", " ")), el("td", { class: "amount" }, dollars(each.charge)), el("td", { class: "amount" }, dollars(each.allowed)), el("td", { class: "amount" }, dollars(each.paid)),
    el("td", {}, [...each.adjustments.map(([group, carc, amount]) => `${group}-${carc} ${dollars(amount)}`), ...each.remarks].join(", ")));
  const heads = ["Line", "Procedure", "Kind", "Charge", "Allowed", "Paid", "Adjustments and remarks"];
  return el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "Lines as decided" }, el("table", {}, el("thead", {}, el("tr", {}, heads.map((name, index) => el("th", { scope: "col", class: index > 2 && index < 6 ? "amount" : "" }, name)))), el("tbody", {}, one.lines.map(row))));
}

function page(one) {
  const open = one.pends.filter((each) => !each.outcome);
  const settled = one.pends.filter((each) => each.outcome);
  const decided = ["paid", "reversed", "taken_back"].includes(one.state);
  place.replaceChildren(el("section", { class: "card" },
    el("div", { class: "row" }, el("h2", { class: "grow" }, "Our decision as the payer"), el("span", { class: "tag" }, one.state.replaceAll("_", " "))),
    facts([["received", day(one.received)], [one.anew ? "appeal to be carried out by" : "prompt payment by", one.due && day(one.due)], ["decided", one.decided_on && `${day(one.decided_on)} by ${one.decided_by}`],
      ...(one.decided_on ? [["allowed", dollars(one.allowed)], ["paid", dollars(one.paid)], ["patient's share", dollars(one.patient_share)]] : []), ...(Number(one.interest) ? [["interest", dollars(one.interest)]] : [])]),
    one.anew ? el("p", {}, one.decided_on ? "An appeal was won: this decision took the place of the one before." : "An appeal was won: the claim is decided anew. Until then these lines stand.") : null,
    lines(one),
    open.length ? el("div", {}, el("h3", {}, "A person has to look"), el("ul", {}, open.map((each) => el("li", {}, `${each.sentence} `, el("span", { class: "soft" }, `${each.owner}, by ${day(each.due)}`))))) : null,
    settled.length ? el("div", {}, el("h3", {}, "Looked at"), el("ul", {}, settled.map((each) => el("li", {}, `${each.sentence} `, el("span", { class: "soft" }, `${each.outcome} by ${each.settled_by}`))))) : null,
    decided ? el("p", {}, el("a", { href: `/operate/claims/${claim}/explanation-of-benefits` }, "Explanation of benefits for the member")) : null,
    one.state === "pended" ? word(one) : null));
}

get(`/api/v1/claims/${claim}/adjudication`).then(page).catch(() => place.remove());
