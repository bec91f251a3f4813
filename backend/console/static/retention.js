// How long things are kept, what is held beyond that, and what each night let go.
import { announce, day, el, get, moment, post } from "./api.js";
import { act, choice, field, form, table } from "./worklist.js";

const at = (id) => document.getElementById(id);
const may = at("retention").dataset.may === "yes";
const KINDS = {
  dialogue: "what the dialogue engine remembers", traces: "drafts, live updates, codes and tokens", unproved_transcript: "transcripts where nobody proved who they are",
  transcript: "transcripts where somebody did", audit: "the audit trail",
};

function scope(one) {
  if (one.scope === "conversation") return el("a", { href: `/supervise/${one.conversation_id}` }, "one conversation");
  return one.scope === "member" ? `all of member ${one.member_id}` : "everything";
}

function lifting(one) {
  if (one.lifted_at) return [`lifted ${moment(one.lifted_at)} by ${one.lifted_by}`, el("br"), el("span", { class: "soft" }, one.lifted_because)];
  if (!may) return el("span", { class: "tag warn" }, "in force");
  const reason = el("input", { minlength: 8, maxlength: 300, required: true, "aria-label": "Why it is lifted", placeholder: "why it is lifted" });
  return form({ class: "row" }, (made) => act(made, async () => { await post(`/api/v1/retention/holds/${one.id}/lifting`, { reason: reason.value }); await load(); }, "The hold is lifted."),
    reason, el("button", { type: "submit", class: "quiet" }, "Lift"));
}

function placing() {
  const what = choice([["member", "all of one member"], ["everything", "everything"]], "member");
  const member = el("input", { maxlength: 40, required: true });
  const whose = field("Member ID", member);
  const reason = el("input", { minlength: 8, maxlength: 300, required: true });
  what.addEventListener("change", () => { whose.hidden = what.value !== "member"; member.required = !whose.hidden; });
  at("placing").replaceChildren(el("details", {}, el("summary", {}, "Place a hold"), form({ class: "row" }, (made) => act(made, async () => {
    await post("/api/v1/retention/holds", { scope: what.value, reason: reason.value, ...(what.value === "member" ? { member_id: member.value } : {}) });
    await load();
  }, "The hold is placed."), field("On", what), whose, field("Because", reason), el("button", { type: "submit" }, "Place the hold")),
    el("p", { class: "soft" }, "A hold on one conversation is placed on its transcript's page.")));
}

async function load() {
  const found = await get("/api/v1/retention");
  at("holds").replaceChildren(table(["What", "Why", "Placed", "Lifted"], found.holds.map((one) => el("tr", {}, el("th", { scope: "row" }, scope(one)), el("td", {}, one.reason), el("td", {}, `${moment(one.placed_at)} by ${one.placed_by}`), el("td", {}, lifting(one)))), "Nothing is held."));
  at("periods").replaceChildren(table(["What", "Kept", "Goes when last touched before", "Because"], found.periods.map((one) => el("tr", {}, el("th", { scope: "row" }, KINDS[one.kind]), el("td", {}, one.kept), el("td", {}, day(one.before.slice(0, 10))), el("td", { class: "soft" }, one.source))), "No period is in force."));
  const rows = found.runs.map((run) => el("tr", {}, el("th", { scope: "row" }, moment(run.at)), run.results.map((one) => el("td", { class: "amount" }, `${one.forgotten}${one.held ? ` (${one.held} held)` : ""}`))));
  at("runs").replaceChildren(table(["Night", ...found.periods.map((one) => `$${one.kind.replace("_", " ")}`)], rows, "No night has passed yet; the job runs at 3:17 UTC."));
}

if (may) placing();
load().catch((error) => announce(error.message));
