// What happens now, what a period was like, and how far scorers agree.
import { announce, el, facts, get, moment, post, waited } from "./api.js";
import { table, today, words } from "./worklist.js";

const at = (id) => document.getElementById(id);
const WALL_MILLISECONDS = 5000;
const AWAKE_MILLISECONDS = 14 * 60 * 1000;
const MOODS = { at_risk: "warn", breached: "bad", kept: "good" };
const STATES = { at_risk: "at risk", breached: "missed" };
const percent = (share) => (share === null ? "–" : `${Math.round(share * 1000) / 10} %`);
let touched = Date.now();
let before = null;

function figure(name, count, mood = "") {
  return el("li", { class: count ? mood : "" }, el("strong", {}, String(count)), ` ${name}`);
}

function handoffRow(one) {
  const clocks = one.clocks.filter((clock) => clock.state !== "kept").map((clock) => el("span", { class: `tag ${MOODS[clock.state] || ""}` }, `${words(clock.name)}${STATES[clock.state] ? ` ${STATES[clock.state]}` : ""}`));
  return el("tr", {}, el("th", { scope: "row" }, el("a", { href: `/supervise/${one.conversation_id}` }, one.reference)), el("td", {}, words(one.reason)), el("td", {}, one.urgency),
    el("td", {}, one.agent || "waiting"), el("td", {}, waited(one.requested_at)), el("td", {}, clocks.flatMap((tag) => [tag, " "])));
}

async function loadWall() {
  const now = await get("/api/v1/supervision/wall");
  at("wall").replaceChildren(figure("with the assistant", now.talking), figure("waiting", now.waiting, "warn"), figure("with agents", now.with_agents), figure("promises at risk", now.at_risk, "warn"), figure("promises missed", now.missed, "bad"));
  const rows = JSON.stringify(now.handoffs);
  if (rows !== before) at("open-handoffs").replaceChildren(table(["Handoff", "Why", "Urgency", "With", "Since", "Promises"], now.handoffs.map(handoffRow), "Nobody waits."));
  before = rows;
}

async function loadReport() {
  const found = await get(`/api/v1/supervision/report?first_day=${at("first-day").value}&last_day=${at("last-day").value}`);
  const reasons = Object.entries(found.handoff_reasons).map(([reason, count]) => el("tr", {}, el("td", {}, words(reason)), el("td", { class: "amount" }, String(count))));
  const clusters = found.clusters.map((one) => el("tr", {}, el("td", {}, one.words.join(", ")), el("td", { class: "amount" }, String(one.utterances)),
    el("td", {}, one.conversations.slice(0, 5).flatMap((id, index) => [el("a", { href: `/supervise/${id}`, "aria-label": `Conversation ${index + 1} with ${one.words[0]}` }, String(index + 1)), " "]))));
  const again = found.came_again.slice(0, 10).flatMap((id, index) => [el("a", { href: `/supervise/${id}`, "aria-label": `Conversation ${index + 1} of a caller who came again` }, String(index + 1)), " "]);
  at("report").replaceChildren(facts([["conversations", String(found.conversations)], ["contained", `${found.contained} (${percent(found.containment)})`],
    ["came again in 7 days", el("span", {}, `${found.came_again.length} `, again)], ["truly contained", percent(found.true_containment)], ["not understood", `${found.not_understood} utterances`]]),
    el("h3", {}, "Why a person was asked in"), table(["Reason", "$Handoffs"], reasons, "Nobody was handed off."),
    el("h3", {}, "Not understood, by words at least three callers used"), table(["Words", "$Utterances", "Read"], clusters, "Nothing that several callers said."));
}

function showDouble(found) {
  const may = at("double").dataset.mayChoose === "yes";
  const rows = found.conversations.map((one) => el("tr", {}, el("th", { scope: "row" }, el("a", { href: `/supervise/${one.id}` }, moment(one.started_at))), el("td", {}, one.channel), el("td", { class: "amount" }, String(one.scorers)),
    el("td", {}, one.mine ? el("span", { class: "tag good" }, "scored") : may ? el("span", { class: "tag warn" }, "yours to score") : "–")));
  const pairs = found.agreements.map((one) => el("tr", {}, el("td", {}, one.scorers.join(" and ")), el("td", { class: "amount" }, String(one.conversations)), el("td", { class: "amount" }, String(one.same)), el("td", { class: "amount" }, one.kappa === null ? "–" : one.kappa.toFixed(2))));
  at("double-scorings").replaceChildren(table(["Conversation", "Channel", "$Scores", "You"], rows, "None chosen yet."), el("h3", {}, "Agreement (Cohen's kappa)"), table(["Scorers", "$Both scored", "$Same", "$Kappa"], pairs, "Nobody has scored the same conversation yet."));
}

const told = (work) => (event) => { event.preventDefault(); work().catch((error) => announce(error.message)); };
at("period").addEventListener("submit", told(async () => { await loadReport(); announce("The report is shown."); }));
at("choose")?.addEventListener("submit", told(async () => { showDouble(await post("/api/v1/supervision/double-scoring", { size: Number(at("size").value) })); announce("Chosen."); }));
for (const kind of ["keydown", "pointerdown", "pointermove", "scroll"]) document.addEventListener(kind, () => { touched = Date.now(); }, { passive: true, capture: true });
// Looking on must not keep an abandoned screen signed in.
setInterval(() => Date.now() - touched < AWAKE_MILLISECONDS && loadWall().catch(() => {}), WALL_MILLISECONDS);

at("last-day").value = today();
at("first-day").value = new Date(Date.now() - 29 * 86400000).toLocaleDateString("en-CA");
Promise.all([loadWall(), loadReport(), get("/api/v1/supervision/double-scoring").then(showDouble)]).catch((error) => announce(error.message));
