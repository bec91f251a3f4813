// The learning loop: examples before a second person, runs and what came of them.
import { announce, el, facts, get, many, moment, post } from "./api.js";
import { goTo, mark, openRow, table, words } from "./worklist.js";

const at = (id) => document.getElementById(id);
const may = at("learning").dataset.may === "yes";
const UNDER_WAY = ["queued", "training", "comparing"];
const MOODS = { proposed: "warn", approved: "", learned: "good", refused: "bad", promoted: "good", failed: "bad", withdrawn: "bad" };
const LOOK_MILLISECONDS = 2000;
let data = null;
let open = null;
let told = "";

const tag = (state) => el("span", { class: `tag ${MOODS[state] ?? "warn"}` }, words(state));
const act = (work) => async () => { try { await work(); } catch (error) { announce(error.message); } };
const took = (run) => (run.started_at && run.finished_at ? `${Math.round((new Date(run.finished_at) - new Date(run.started_at)) / 1000)} s` : "");

// -- the model and its runs

function steps(run) {
  const names = ["queued", "training", "comparing", run.state === "promoted" ? "promoted" : UNDER_WAY.includes(run.state) ? "decided" : run.state];
  const place = UNDER_WAY.includes(run.state) ? names.indexOf(run.state) : 3;
  return el("ol", { class: "steps", "aria-label": "Steps" }, names.map((name, index) => {
    const over = index < place || (index === 3 && run.state === "promoted");
    const kind = over ? "done" : index === place ? (UNDER_WAY.includes(run.state) ? "now" : "stopped") : "";
    return el("li", { class: kind, "aria-current": kind === "now" ? "step" : null }, name);
  }));
}

function model() {
  const waiting = data.examples.filter((one) => one.state === "approved").length;
  const running = data.runs.find((one) => UNDER_WAY.includes(one.state));
  at("model").replaceChildren(facts([["answers now", data.in_force], ["learned examples", String(data.learned)], ["approved, not yet learned", String(waiting)]]),
    running ? steps(running) : "",
    may ? el("p", { class: "row" },
      el("button", { type: "button", disabled: Boolean(running) || !waiting, onclick: act(async () => { await post("/api/v1/learning/runs"); announce("The run is queued."); await load(); }) }, "Train and compare"),
      el("button", { type: "button", class: "quiet", disabled: !data.may_go_back, onclick: act(async () => { data = await post("/api/v1/learning/withdrawal"); announce("The model before answers again."); show(); }) }, "Go back to the model before")) : "");
}

function measure(run, name) {
  const { before, after } = run.comparison;
  return `${(before[name] ?? 0).toFixed(3)} → ${(after[name] ?? 0).toFixed(3)}`;
}

function compared(run) {
  if (!run.comparison) return run.reasons.join(" ") || "–";
  const { before, after } = run.comparison;
  const recall = (name) => `${(before.recall[name] ?? 0).toFixed(3)} → ${(after.recall[name] ?? 0).toFixed(3)}`;
  return el("div", {}, run.reasons.length ? el("ul", { class: "plain" }, run.reasons.map((one) => el("li", {}, one))) : "",
    el("details", {}, el("summary", {}, `learned lines right: ${before.learned_right} → ${after.learned_right} of ${after.learned}`),
      facts([["macro-F1", measure(run, "macro_f1")], ["right intents", measure(run, "intent_accuracy")], ["exact values", measure(run, "entities_exact")],
        ["values not read", after.values_unread ? `${many(after.values_unread, "line")}; values are read by rules, not learned` : null], ["asks for a person", recall("request_human")], ["medical emergency", recall("medical_emergency")], ["held-out lines", String(after.lines)]])));
}

function runs() {
  const rows = data.runs.map((one) => el("tr", {}, el("th", { scope: "row" }, moment(one.requested_at), el("br"), el("span", { class: "soft" }, one.requested_by)),
    el("td", {}, tag(one.state)), el("td", { class: "amount" }, String(one.examples)), el("td", {}, compared(one)), el("td", { class: "amount" }, took(one))));
  at("runs").replaceChildren(table(["Asked", "State", "$Examples", "What came of it", "$Took"], rows, "No model has been trained from examples yet."));
}

// -- examples

const short = (text) => (text.length > 70 ? `${text.slice(0, 70)} …` : text);

function examples() {
  const rows = data.examples.map((one) => openRow(one.id, short(one.text), `${short(one.text)}: open the example`, choose, el("span", { class: "soft" }, `${one.proposed_by}, ${moment(one.proposed_at)}`),
    el("td", {}, words(one.heard_intent || "nothing")), el("td", {}, words(one.intent)), el("td", {}, tag(one.state))));
  at("examples").replaceChildren(table(["Likeness", "Heard as", "Should be", "State"], rows, "No turn has been corrected yet. Open a transcript, unfold what was understood, and propose an example."));
  if (open) mark(at("examples"), open);
}

function likeness(example) {
  const marks = [...example.entities].sort((one, other) => one.text_start - other.text_start);
  const out = [];
  let place = 0;
  for (const one of marks) {
    if (one.text_start < place) continue;
    out.push(example.text.slice(place, one.text_start), el("mark", { title: words(one.name) }, example.text.slice(one.text_start, one.text_end)));
    place = one.text_end;
  }
  return el("p", { class: "likeness" }, out, example.text.slice(place));
}

function diff(text) {
  return el("pre", { class: "diff", tabindex: "0", "aria-label": "The change to the project's files" }, text.split("\n").map((line) =>
    el("span", { class: /^(\+\+\+|---|@@)/.test(line) ? "at" : line.startsWith("+") ? "plus" : line.startsWith("-") ? "minus" : "" }, line || " ")));
}

function decision(example, problem) {
  if (example.state !== "proposed") return el("p", { class: "soft" }, `${words(example.state)} by ${example.decided_by}, ${moment(example.decided_at)}${example.refusal ? `: ${example.refusal}` : ""}`);
  if (example.mine) return el("p", { class: "notice" }, "You proposed this example; a second person has to decide.");
  if (!may) return el("p", { class: "soft" }, "It waits for a second person.");
  const reason = el("input", { id: "reason", minlength: 4, maxlength: 300, required: true });
  return el("div", {}, problem ? el("p", { class: "problem" }, problem) : "",
    el("p", { class: "row" }, el("button", { type: "button", disabled: Boolean(problem), onclick: act(async () => { await post(`/api/v1/learning/examples/${example.id}/approval`); announce("Approved."); await load(); await choose(example.id); }) }, "Approve")),
    el("form", { onsubmit: (event) => { event.preventDefault(); act(async () => { await post(`/api/v1/learning/examples/${example.id}/refusal`, { reason: reason.value }); announce("Refused."); await load(); await choose(example.id); })(); } },
      el("label", { for: "reason" }, "Or refuse it, because"), reason, el("p", {}, el("button", { type: "submit", class: "danger" }, "Refuse"))));
}

async function choose(id) {
  const found = await get(`/api/v1/learning/examples/${id}`);
  const { example } = found;
  open = id;
  mark(at("examples"), id);
  const values = example.entities.map((one) => el("li", {}, `${words(one.name)}: ${one.value ?? "not told apart from the words; left out of the check"}`));
  const replaced = Object.entries(example.replaced).map(([kind, count]) => `${count} ${kind}`).join(", ");
  at("example").replaceChildren(el("h2", {}, "Would be trained as ", words(example.intent)),
    likeness(example),
    facts([["said, covered", found.said], ["heard as", `${words(example.heard_intent || "nothing")}${found.heard.length ? `; ${found.heard.map(words).join(", ")}` : ""}`], ["asked for", words(example.expects)],
      ["invented", replaced || "nothing needed it"], ["kept on trust", example.kept_words.join(", ")], ["from", el("a", { href: `/supervise/${found.conversation_id}` }, `turn ${found.turn} of the conversation`)]]),
    values.length ? el("div", {}, el("h3", {}, "Values it has to find"), el("ul", { class: "plain" }, values)) : "",
    el("h3", {}, "The change"), diff(found.change), decision(example, found.problem));
  goTo(at("example"));
}

function show() {
  model();
  examples();
  runs();
  const running = data.runs[0];
  const word = running ? `The run is ${running.state}.` : "";
  if (word && told && word !== told) announce(word);
  told = word || "none";
}

async function load() {
  const fresh = await get("/api/v1/learning");
  const same = JSON.stringify(fresh) === JSON.stringify(data);
  data = fresh;
  if (!same) show();
}

setInterval(() => data?.runs.some((one) => UNDER_WAY.includes(one.state)) && load().catch(() => {}), LOOK_MILLISECONDS);
load().catch((error) => announce(error.message));
