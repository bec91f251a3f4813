// On a claim of ours: what it waits for, and what a person can do about it from where it stands.
import { announce, day, el, get, post } from "./api.js";
import { act, choice, field, form, table, words } from "./worklist.js";

const place = document.getElementById("waits");
const STATES = {
  built: "It is being checked.", needs_correction: "It waits to be corrected before it can leave.", scrubbed: "It passed the checks; enrolment is looked at next.",
  not_enrolled: "It waits until the payer confirms the enrolment of who treated or bills.", ready: "It leaves with the next batch.", withdrawn: "It was taken off its way and never leaves.",
};
const TEXTS = [["member_id", "Member id"], ["patient_first_name", "Patient's first name"], ["patient_last_name", "Patient's last name"], ["patient_date_of_birth", "Born", "date"], ["authorization_number", "Authorization"], ["referral_number", "Referral"], ["place_of_service", "Place of service"], ["diagnoses", "Diagnoses, in order"]];
// What a claim that left waits for, by the payer's word on it; none of the others waits for anything.
const AT_PAYER = {
  received: "It is with the payer.", accepted: "It is with the payer.", pended: "It is with the payer, who looks into it.",
  rejected: "The payer rejected it at the door: correct it, and it is sent again.",
};
const DECIDED = { reversed: "The payer took its decision back." };
let id = "";
let now = null;

function again(done) {
  announce(done);
  sessionStorage.setItem("claim-done", done);
  location.reload();
}

// A reason under ten letters is refused anyway.
const reason = (least = 3) => el("input", { name: "reason", required: true, minlength: String(least), maxlength: "200" });
const list = (text) => text.split(/[\s,]+/).filter(Boolean).map((one) => one.toUpperCase());

function finding(one) {
  const accept = place.dataset.accepts && one.state === "open" && form({ class: "row end" }, (where) => act(where, async () => {
    await post(`/api/v1/edit-findings/${one.id}/acceptance`, { reason: new FormData(where).get("reason") });
    again("It may pass.");
  }), field("Why it may pass", reason(10)), el("button", { type: "submit", class: "quiet" }, "Let it pass"));
  const where = one.line_number ? `line ${one.line_number}` : words(one.element) || "the claim";
  return el("li", {}, el("p", {}, el("span", { class: `tag ${one.severity === "blocks" ? "bad" : "warn"}` }, one.severity === "blocks" ? "stops it" : "a risk"), ` ${where}: ${one.sentence}`),
    el("p", {}, one.fix, " ", el("span", { class: "soft" }, `${words(one.owner)} · ${one.source}`)), accept || null);
}

// What stands on the claim now, under the field it would be changed in.
let hints = 0;
function standing(control, value) {
  if (value === undefined) return null;
  const hint = el("span", { class: "soft", id: `now-${(hints += 1)}` }, `now ${value || "none"}`);
  control.setAttribute("aria-describedby", hint.id);
  return hint;
}

function lineRow(one) {
  const billed = now?.lines.find(({ number }) => number === one.number);
  const present = { procedure: billed?.procedure, modifiers: billed?.modifiers.join(" "), units: billed?.units, charge: billed?.charge, pointers: billed?.pointers.join(" ") };
  const input = (name, spoken, attributes = {}) => {
    const control = el("input", { name: `${name}-${one.number}`, "aria-label": `${spoken}, line ${one.number}`, autocomplete: "off", size: "7", ...attributes });
    return el("td", {}, control, standing(control, present[name]));
  };
  return el("tr", {}, el("th", { scope: "row" }, `${one.number} · ${[one.procedure, ...one.modifiers].join("-")}`), input("procedure", "Procedure", { maxlength: "5" }), input("modifiers", "Modifiers"), input("units", "Units", { inputmode: "numeric", pattern: "[0-9]{1,3}" }),
    input("charge", "Charge", { inputmode: "decimal", pattern: "[0-9]+([.][0-9]{2})?" }), input("pointers", "Diagnoses it points to"), el("td", {}, el("input", { type: "checkbox", name: `remove-${one.number}`, "aria-label": `Take line ${one.number} off` })));
}

// Only what was filled in: the rest of the claim stays as it is.
function correction(data, lines) {
  const body = { reason: data.get("reason") };
  for (const [name] of TEXTS) if (data.get(name)) body[name] = name === "diagnoses" ? list(data.get(name)) : data.get(name).trim();
  if (data.get("patient_sex")) body.patient_sex = data.get("patient_sex");
  const changed = lines.map(({ number }) => {
    const told = (name) => (data.get(`${name}-${number}`) || "").trim();
    const line = { number };
    if (data.get(`remove-${number}`)) line.remove = true;
    if (told("procedure")) line.procedure = told("procedure").toUpperCase();
    if (told("modifiers")) line.modifiers = told("modifiers") === "-" ? [] : list(told("modifiers"));
    if (told("units")) line.units = Number(told("units"));
    if (told("charge")) line.charge = told("charge");
    if (told("pointers")) line.pointers = list(told("pointers")).map(Number);
    return line;
  }).filter((line) => Object.keys(line).length > 1);
  return changed.length ? { ...body, lines: changed } : body;
}

const STANDS = { needs_correction: "It is corrected, and something else still stops it.", scrubbed: "It is corrected and goes on its way.", ready: "It is corrected and leaves with the next batch." };
function changing(name, label, control) {
  const value = name === "diagnoses" ? now?.diagnoses.join(" ") : name === "patient_date_of_birth" ? now && day(now[name]) : now?.[name];
  const made = field(label, control);
  made.append(standing(control, value) || "");
  return made;
}

function fields(claim) {
  return [el("div", { class: "row end" }, TEXTS.map(([name, label, type = "text"]) => changing(name, label, el("input", { name, type, autocomplete: "off" }))), changing("patient_sex", "Sex", choice([["", "as it is"], ["F", "F"], ["M", "M"], ["U", "U"]], "", { name: "patient_sex" }))),
    table(["Line", "Procedure", "Modifiers (- for none)", "Units", "Charge", "Points to", "Take off"], claim.lines.map(lineRow), "No service lines.")];
}

function correct(claim) {
  return form({ id: "correct" }, (where) => act(where, async () => {
    const done = await post(`/api/v1/claims/${id}/corrections`, correction(new FormData(where), claim.lines));
    again(STANDS[done.state] || "It is corrected.");
  }), el("h3", {}, "Correct it"), el("p", { class: "soft" }, "Fill in what changes; the rest stays. It is checked again at once."), fields(claim), field("What was wrong, and how you know", reason()), el("p", {}, el("button", { type: "submit" }, "Correct and check again")));
}

function correctMember() {
  return form({ id: "correct" }, (where) => act(where, async () => {
    const data = new FormData(where);
    await post(`/api/v1/claims/${id}/corrections`, { reason: data.get("reason"), member_id: data.get("member_id") });
    again("It leaves with the next batch.");
  }), el("h3", {}, "Correct the member id"), el("p", { class: "soft" }, "The claim tells a further plan what the first one decided; nothing else on it changes."), el("div", { class: "row end" }, changing("member_id", "Member id", el("input", { name: "member_id", required: true, minlength: "2", maxlength: "80", autocomplete: "off" })), field("How you know", reason()), el("button", { type: "submit" }, "Correct and send")));
}

function replace(claim) {
  const send = (where, whole) => act(where, async () => {
    const made = await post(`/api/v1/claims/${id}/replacement`, whole);
    announce("The new claim is on its way.");
    location.assign(`/operate/claims/${made.claim_id}`);
  });
  return el("details", {}, el("summary", {}, "Bill it again, or take it back"),
    form({ id: "replace" }, (where) => send(where, correction(new FormData(where), claim.lines)), el("h3", {}, "Bill it again, corrected"), el("p", { class: "soft" }, "A claim of its own takes this one's place at the payer. Fill in what changes."), fields(claim), field("Why", reason()), el("p", {}, el("button", { type: "submit" }, "Send a replacement"))),
    form({ id: "void", class: "row end" }, (where) => send(where, { reason: new FormData(where).get("reason"), void: true }), el("h3", {}, "Take it back altogether"), field("Why it should not have been billed", reason()), el("button", { type: "submit", class: "quiet" }, "Void the claim")));
}

function sendAgain() {
  return el("details", {}, el("summary", {}, "Send it again as it was"), form({ id: "again" }, (where) => act(where, async () => { await post(`/api/v1/claims/${id}/sent-again`); again("It leaves again with the next batch."); }),
    el("p", { class: "soft" }, "For a claim the payer says it does not have."), el("p", {}, el("button", { type: "submit", class: "quiet" }, "Send again"))));
}

const ASKED = [["phone", "by phone"], ["portal", "in the portal"], ["email", "by e-mail"], ["fax", "by fax"], ["letter", "by letter"]];

// A claim that came by file is corrected where it was billed: here it is kept who asked, and who sees that it comes.
function askSender(asked) {
  const now = new Date();
  const least = `${now.getFullYear()}-${String(now.getMonth() + 1).padStart(2, "0")}-${String(now.getDate()).padStart(2, "0")}`;
  return form({ id: "ask-sender" }, (where) => act(where, async () => {
    const done = await post(`/api/v1/claims/${id}/replacement-request`, Object.fromEntries(new FormData(where)));
    again(`It is kept: ${words(done.owner)} looks on ${day(done.due)} whether the corrected file has come.`);
  }), el("h3", {}, asked ? "Asked again" : "Ask whoever billed it for a corrected claim"),
  asked ? el("p", {}, `${asked.name} asked (${asked.way}); the corrected file is expected by ${day(asked.by)}.`) : el("p", { class: "soft" }, "It came in by file, so it is corrected where it was billed. Its corrected file ends this work by itself."),
  el("div", { class: "row end" }, field("How they were asked", choice(ASKED, "phone", { name: "way" })), field("Who sees that it comes", el("input", { name: "owner", value: "biller", required: true, maxlength: "60" })), field("Expected by", el("input", { name: "expected_by", type: "date", min: least, required: true })), el("button", { type: "submit" }, "Keep that they were asked")));
}

function takeOff() {
  return form({ id: "off", class: "row end" }, (where) => act(where, async () => { const done = await post(`/api/v1/claims/${id}/off-the-way`, { reason: new FormData(where).get("reason") }); again(done.sentence); }),
    el("h3", {}, "Take it off its way"), field("Why it should never leave", reason(10)), el("button", { type: "submit", class: "quiet" }, "Take it off"));
}

// What it waits for; else, once it is decided or taken off, what can still be done with it.
function waitsFor(claim, state) {
  if (!state) return { heading: "What this claim waits for", sentence: claim.stage === "rejected" ? "The payer rejected it at the door, and it came in by file." : "" };
  if (state !== "submitted") return { heading: state === "withdrawn" ? "Off its way" : "What this claim waits for", sentence: STATES[state] || "" };
  const sentence = AT_PAYER[claim.stage];
  return sentence ? { heading: "What this claim waits for", sentence } : { heading: "What can be done with this claim", sentence: DECIDED[claim.stage] || "The payer has decided it." };
}

function inItsPlace(other) {
  return el("p", {}, "Another claim takes its place, so it is not billed again: ", el("a", { href: `/operate/claims/${other}` }, "open that one"), ".");
}

export async function show(claim) {
  id = document.getElementById("claim").dataset.claim;
  const found = await get(`/api/v1/claims/${id}/edit-findings`).catch(() => null);
  const said = sessionStorage.getItem("claim-done");
  sessionStorage.removeItem("claim-done");
  if (said) announce(said);
  const open = found ? found.findings.filter((one) => one.state === "open") : [];
  if (!found || (!found.state && !open.length && !found.possible.length && !found.replaced_by)) return place.remove();
  const past = found.findings.filter((one) => one.state !== "open");
  const can = (name) => found.possible.includes(name);
  const { heading, sentence } = waitsFor(claim, found.state);
  // decided, and nothing of it is left to do or to tell here
  if (found.state === "submitted" && !AT_PAYER[claim.stage] && !said && !open.length && !past.length && !found.possible.length && !found.replaced_by) return place.remove();
  now = found.billed;
  place.replaceChildren(el("section", { class: "card", "aria-labelledby": "waits-title" }, el("h2", { id: "waits-title" }, heading),
    said ? el("p", { class: "notice" }, said) : null, el("p", {}, sentence, found.state === "not_enrolled" ? [" ", el("a", { href: "/operate/enrolments" }, "Enrolments")] : null),
    found.replaced_by ? inItsPlace(found.replaced_by) : null,
    open.length ? el("ul", { class: "plain findings" }, open.map(finding)) : null,
    can("ask_sender") ? askSender(found.asked) : null, can("correct") ? correct(claim) : null, can("correct_member_id") ? correctMember() : null, can("send_again") ? sendAgain() : null, can("replace") ? replace(claim) : null, can("take_off") ? takeOff() : null,
    past.length ? el("details", {}, el("summary", {}, `Found before (${past.length})`), el("ul", { class: "plain" }, past.map((one) => el("li", {}, `${one.sentence} `, el("span", { class: "soft" }, one.state === "accepted" ? `let pass: ${one.accepted_reason}` : words(one.state)))))) : null));
}
