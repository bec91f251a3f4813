// Appeals: the draft is read, changed and signed by a person, who sends it and records the payer's answer.
import { announce, ask, day, dollars, el, facts, get, post } from "./api.js";
import { act, choice, daysLeft, field, form, goTo, lastDay, mark, openRow, table, today, words } from "./worklist.js";

const at = (id) => document.getElementById(id);
const MOODS = { draft: "warn", signed: "warn", sent: "", decided: "good", withdrawn: "" };
const OUTCOMES = [["", "choose …"], ["overturned", "overturned: paid"], ["partly_overturned", "overturned in part"], ["upheld", "upheld: still denied"], ["dismissed", "dismissed without a decision"]];
const drafts = new Map(); // letters changed and not saved, by appeal; nowhere but in this page
let shown = [], open_id = null;

function row(one) {
  const counts = one.state === "sent" ? one.decision_due : one.deadline;
  const running = ["draft", "signed", "sent"].includes(one.state);
  return openRow(one.id, one.number, `${one.number}: open the appeal`, choose, el("span", { class: "soft" }, one.level_title),
    el("td", {}, el("a", { href: `/operate/claims/${one.claim_id}`, class: "mono" }, one.claim_number), el("br"), el("span", { class: "soft" }, one.payer_name)),
    el("td", {}, el("span", { class: `tag ${MOODS[one.state]}` }, one.outcome ? words(one.outcome) : one.state)),
    el("td", { class: "day" }, day(one.next_date)), el("td", {}, running ? lastDay(counts, one.days_left) : "–"), el("td", { class: "owner" }, one.owner), el("td", { class: "amount" }, dollars(one.amount)));
}

async function loadList() {
  const which = at("which").value;
  const { appeals } = await get(`/api/v1/appeals${which === "ended" ? "?ended=true" : ""}`);
  shown = which && which !== "ended" ? appeals.filter((one) => one.state === which) : appeals;
  at("appeals").replaceChildren(...(shown.length ? shown.map(row) : [el("tr", {}, el("td", { colspan: 7, class: "empty" }, "No appeal here."))]));
  const total = shown.reduce((sum, one) => sum + Number(one.amount), 0);
  at("count").textContent = shown.length ? `${shown.length} ${shown.length === 1 ? "appeal" : "appeals"}, ${dollars(total)} in ${shown.length === 1 ? "it" : "them"}` : "";
  mark(at("appeals"), location.hash.slice(1));
}

const address = (one) => `/api/v1/appeals/${one.id}`;
const packet = (one) => el("a", { class: "button quiet", href: `${address(one)}/packet`, target: "_blank", rel: "noopener" }, one.signed_by ? "Packet as signed (PDF)" : "Packet as it stands (PDF)");

async function done(place, one, doing, sentence) {
  await act(place, async () => { await doing(); await loadList(); await open(one.id); await loadHistory(); }, sentence);
}

function physician(one) {
  if (one.state !== "draft" || !(one.clinical || one.physician_due)) return null;
  const text = el("textarea", { maxlength: 8000, rows: 3, required: true });
  text.value = one.physician_statement;
  let warned = false; // with changes to the letter not saved, saving the statement is asked for twice
  const save = (place) => done(place, one, async () => {
    if (drafts.has(one.id) && !warned) {
      warned = true;
      throw new Error("The letter has changes that are not saved. Save the letter first, or save the statement once more: the letter is then drafted anew and your changes are gone.");
    }
    await ask("PUT", `${address(one)}/physician-statement`, { text: text.value });
    drafts.delete(one.id);
  }, "The statement is in the letter.");
  return form({}, save, field(`The treating physician's statement${one.physician_due ? `, asked for by ${day(one.physician_due)}` : ""}`, text), el("p", { class: "soft" }, "Saving it drafts the letter anew."), el("p", {}, el("button", { type: "submit", class: "quiet" }, "Save the statement")));
}

function draft(one) {
  const letter = el("textarea", { class: "letter", maxlength: 20000, rows: 18, required: true });
  letter.value = drafts.get(one.id) ?? one.letter;
  const unsaved = el("p", { class: "row", hidden: !drafts.has(one.id) }, el("span", { class: "tag warn" }, "not saved"), el("button", { type: "button", class: "link", onclick: () => { letter.value = one.letter; changed(); letter.focus(); } }, "Back to the letter as it was saved"));
  const changed = () => {
    if (letter.value === one.letter) drafts.delete(one.id);
    else drafts.set(one.id, letter.value);
    unsaved.hidden = !drafts.has(one.id);
  };
  letter.addEventListener("input", changed);
  const saved = async () => {
    if (letter.value !== one.letter) await ask("PUT", `${address(one)}/letter`, { text: letter.value });
    drafts.delete(one.id);
  };
  const read = el("input", { type: "checkbox", required: true, id: "read" });
  const without = el("input", { type: "checkbox", id: "without" });
  const unheard = one.clinical && !one.physician_statement;
  const editing = form({}, (place) => done(place, one, saved, "The letter is saved."), field("The letter", letter), unsaved,
    el("p", { class: "row" }, el("button", { type: "submit", class: "quiet" }, "Save the letter"), packet(one)));
  const signing = form({ class: "row" }, (place) => done(place, one, async () => { await saved(); await post(`${address(one)}/signature`, { without_physician: without.checked }); }, "Signed. The packet is fixed."),
    el("label", { class: "check grow", for: "read" }, read, " I have read the letter and the packet; they go out under my name."),
    unheard ? el("label", { class: "check grow", for: "without" }, without, " Sign without the physician's statement.") : null, el("button", { type: "submit" }, "Sign"));
  return [physician(one), el("section", {}, el("h3", {}, "Draft"), editing), el("section", {}, el("h3", {}, "Sign"), signing)];
}

function sending(one) {
  const on = el("input", { type: "date", value: today(), max: today(), required: true });
  return el("section", {}, el("h3", {}, "Send"), form({ class: "row end" }, (place) => done(place, one, () => post(`${address(one)}/sent`, { on: on.value }), "The payer's time runs."),
    field("It went out on", on), el("button", { type: "submit" }, "It is sent")));
}

function deciding(one) {
  const outcome = choice(OUTCOMES, "", { required: true });
  const on = el("input", { type: "date", value: today(), max: today(), required: true });
  const recovered = el("input", { type: "number", min: 0, step: "0.01", inputmode: "decimal" });
  return el("section", {}, el("h3", {}, "The payer's answer"), form({ class: "row end" }, (place) => done(place, one, () => post(`${address(one)}/decision`, { outcome: outcome.value, decided_on: on.value, recovered: recovered.value || null }), "The answer is recorded."),
    field("It says", outcome), field("Dated", on), field("Money recovered", recovered), el("button", { type: "submit" }, "Record the answer")));
}

function withdrawing(one) {
  const sure = el("input", { type: "checkbox", required: true, id: "sure" });
  return el("details", {}, el("summary", {}, "Withdraw it"), form({ class: "row" }, (place) => done(place, one, () => post(`${address(one)}/withdrawal`), "Withdrawn; its denials are back in their queue."),
    el("label", { class: "check grow", for: "sure" }, sure, " The denials go back to their queue."), el("button", { type: "submit", class: "danger" }, "Withdraw the appeal")));
}

function acts(one) {
  const letter = el("section", {}, el("h3", {}, "Letter"), el("div", { class: "letter", tabindex: 0 }, one.letter), el("p", {}, packet(one)));
  const running = [withdrawing(one)];
  return { draft: () => [...draft(one), ...running], signed: () => [sending(one), letter, ...running], sent: () => [deciding(one), letter, ...running] }[one.state]?.() ?? [letter];
}

function detail(one) {
  const left = (iso) => iso && daysLeft(Math.round((new Date(iso) - new Date(today())) / 86400000));
  at("detail-title").textContent = `Appeal ${one.number}`;
  at("appeal").replaceChildren(el("p", {}, el("span", { class: `tag ${MOODS[one.state]}` }, one.outcome ? words(one.outcome) : one.state), ` ${one.level_title}`),
    facts([["claim", el("a", { href: `/operate/claims/${one.claim_id}`, class: "mono" }, one.claim_number)], ["payer", one.payer_name], ["denied for", `${words(one.root_cause)}, code ${one.carc}`], ["amount", dollars(one.amount)],
      ["opened", day(one.opened)], ["last day to file", one.deadline ? `${day(one.deadline)}${one.sent_on ? "" : `, ${left(one.deadline)}`}` : "not known: a person has to find it"], ["by rule", words(one.deadline_rule)], ["source", one.deadline_source],
      ["signed by", one.signed_by], ["sent", one.sent_on && day(one.sent_on)], ["decision due", one.decision_due && `${day(one.decision_due)}${one.decided_on ? "" : `, ${left(one.decision_due)}`}`], ["decided", one.decided_on && day(one.decided_on)],
      ["recovered", one.recovered && dollars(one.recovered)], ["owner", one.owner], ["look next", day(one.next_date)]]),
    ...acts(one).filter(Boolean));
}

async function open(id) {
  const one = await get(`/api/v1/appeals/${id}`);
  if (open_id !== id && drafts.has(open_id)) announce("The letter you left is not saved. Your changes are kept until you leave this page.", true);
  open_id = id;
  history.replaceState(null, "", `#${id}`);
  mark(at("appeals"), id);
  detail(one);
}

const choose = (id) => open(id).then(() => goTo(at("detail"))).catch(told);

async function loadHistory() {
  const { rates } = await get("/api/v1/appeals/history");
  const line = (one) => el("tr", {}, el("td", {}, one.payer_name), el("td", {}, words(one.root_cause)), el("td", {}, words(one.level)), el("td", { class: "amount" }, String(one.decided)), el("td", { class: "amount" }, String(one.won)), el("td", { class: "amount" }, `${Math.round((100 * one.won) / one.decided)} %`));
  at("history").replaceChildren(table(["Payer", "Reason", "Level", "$Decided", "$Won", "$Overturned"], rates.map(line), "No appeal has been decided yet."));
}

function fromAddress() {
  const wanted = location.hash.slice(1);
  const found = wanted.startsWith("claim-") ? shown.find((one) => one.claim_id === wanted.slice(6))?.id : wanted;
  return found ? open(found) : undefined;
}

const told = (error) => announce(error.message);
addEventListener("beforeunload", (event) => { if (drafts.size) event.preventDefault(); });
at("which").addEventListener("change", () => loadList().catch(told));
loadList().then(fromAddress).catch(told);
loadHistory().catch(told);
