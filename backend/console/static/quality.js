// Quality: samples with what they say of all the work, the next check to judge, and who decides what.
import { announce, day, el, get, many, post } from "./api.js";
import { act, field, form, goTo, table, words } from "./worklist.js";

const at = (id) => document.getElementById(id);
const percent = (share) => `${(100 * share).toFixed(1)} %`;
let categories = {};
let waiting = [];
let chosenSample = null;
let asked = 0;

const rate = (found) => (found ? `${percent(found.rate)} (${percent(found.low)} to ${percent(found.high)})` : "not judged yet");

function stratum(one) {
  return el("tr", {}, el("th", { scope: "row" }, words(one.name)), el("td", { class: "amount" }, one.population.toLocaleString("en-US")), el("td", { class: "amount" }, String(one.sampled)),
    el("td", { class: "amount" }, String(one.judged)), el("td", { class: "amount" }, String(one.wrong)), el("td", {}, rate(one.estimate)));
}

function sample(one) {
  const errors = Object.entries(one.categories).sort((a, b) => b[1] - a[1]).map(([code, count]) => `${title(one.kind, code)}: ${count}`);
  const judge = one.open_checks ? el("button", { type: "button", class: "quiet", onclick: () => pick(one.id) }, `Judge the ${one.open_checks} that wait`) : el("span", { class: "tag good" }, "all judged");
  const none = !one.strata.length;
  const state = none ? "no such work" : one.whole ? `errors ${rate(one.whole)}` : `${one.open_checks} to judge`;
  const last = new Date(new Date(`${one.until}T00:00:00`) - 86400000).toLocaleDateString("en-US", { dateStyle: "medium" });
  return el("details", {}, el("summary", {}, `${words(one.kind)}, ${day(one.since)} to ${last}: `, none ? el("span", { class: "soft" }, state) : el("strong", {}, state)),
    table(["Stratum", "$Done", "$Drawn", "$Judged", "$Wrong", "Error rate, with 95 % confidence"], one.strata.map(stratum), "No work of this kind in the month."),
    none ? null : errors.length ? el("p", {}, errors.join(" · ")) : null, one.agreement !== null ? el("p", { class: "soft" }, `Two reviewers agreed on ${percent(one.agreement)} of what both judged.`) : null, none ? null : el("p", {}, judge));
}

function title(kind, code) {
  return (categories[kind] || []).find((one) => one.code === code)?.title || words(code);
}

async function loadSamples() {
  const { samples } = await get("/api/v1/quality/samples");
  at("samples").replaceChildren(...(samples.length ? samples.map(sample) : [el("p", { class: "empty" }, "No sample was drawn yet. Each month's are drawn on the second of the next.")]));
}

// A fact as people read it: lists as lists, records as pairs.
function told(value) {
  if (value === null || value === undefined || value === "") return "–";
  if (Array.isArray(value) && value.length && value.every((one) => one && typeof one === "object" && !Array.isArray(one))) {
    const names = [...new Set(value.flatMap(Object.keys))].filter((name) => value.some((one) => one[name] !== null && one[name] !== "" && !(Array.isArray(one[name]) && !one[name].length)));
    return table(names.map(words), value.map((one) => el("tr", {}, names.map((name) => el("td", {}, told(one[name]))))), "");
  }
  if (Array.isArray(value) && value.every((one) => typeof one !== "object")) return value.length ? value.map(String).join(", ") : "–";
  if (Array.isArray(value)) return value.length ? el("ul", { class: "plain" }, value.map((one) => el("li", {}, told(one)))) : "–";
  if (typeof value === "object") return Object.values(value).every((one) => one === null || typeof one !== "object") ? Object.entries(value).filter(([, one]) => one !== null && one !== "").map(([name, one]) => `${words(name)} ${one}`).join(", ") : el("dl", { class: "facts" }, Object.entries(value).flatMap(([name, one]) => [el("dt", {}, words(name)), el("dd", {}, told(one))]));
  return typeof value === "boolean" ? (value ? "yes" : "no") : /^[a-z]+(_[a-z]+)+$/.test(value) ? words(value) : String(value);
}

function verdictForm(one) {
  const options = [["", "It is right"], ...categories[one.kind].map((each) => [each.code, `${each.title} (${each.weight})`])];
  const category = el("select", {}, options.map(([value, text]) => el("option", { value }, text)));
  const evidence = el("textarea", { rows: 2, maxlength: 2000 });
  const hint = el("p", { class: "soft", id: "hint" }, "");
  evidence.setAttribute("aria-describedby", "hint");
  category.addEventListener("change", () => {
    const found = categories[one.kind].find((each) => each.code === category.value);
    evidence.required = Boolean(found);
    hint.textContent = found ? `Say where it shows: ${found.evidence}.` : "";
  });
  return form({}, (where) => act(where, async () => {
    await post(`/api/v1/quality/checks/${one.id}/verdict`, { category: category.value || null, evidence: evidence.value });
    await loadSamples();
    await loadChecks();
  }, "Your verdict is kept."), field("Your verdict", category), field("Where it shows", evidence), hint, el("p", {}, el("button", { type: "submit" }, "Keep the verdict")));
}

async function open(id, turn) {
  const one = await get(`/api/v1/quality/checks/${id}`);
  if (turn !== asked) return;
  at("detail-title").textContent = `To judge: ${words(one.kind)}`;
  const letter = one.shown.letter;
  const rest = Object.entries(one.shown).filter(([name]) => name !== "letter");
  at("check").replaceChildren(...[el("p", {}, el("span", { class: "tag" }, words(one.stratum)), ` by ${day(one.due)}; ${waiting.length} wait`, one.claim_id ? [" · ", el("a", { href: `/operate/claims/${one.claim_id}`, target: "_blank", rel: "noopener" }, "the claim")] : null),
    el("dl", { class: "facts" }, rest.flatMap(([name, value]) => [el("dt", {}, words(name)), el("dd", {}, told(value))])), letter ? el("div", { class: "letter", tabindex: 0 }, letter) : null, verdictForm(one)].filter(Boolean));
}

async function loadChecks() {
  const turn = ++asked;
  const { checks } = await get(`/api/v1/quality/checks${chosenSample ? `?sample_id=${chosenSample}` : ""}`);
  if (turn !== asked) return;
  waiting = checks;
  if (checks.length) return open(checks[0].id, turn);
  at("detail-title").textContent = "To judge";
  at("check").replaceChildren(el("p", { class: "empty" }, "Nothing waits for you."));
}

async function pick(id) {
  chosenSample = id;
  at("detail-title").textContent = "To judge";
  at("check").replaceChildren();
  await loadChecks().catch(say);
  goTo(at("detail"));
}

async function loadCoverage() {
  const found = await get("/api/v1/quality/coverage");
  const groups = Map.groupBy ? Map.groupBy(found.cases, (one) => one.queue) : found.cases.reduce((all, one) => all.set(one.queue, [...(all.get(one.queue) || []), one]), new Map());
  const group = ([queue, cases]) => el("details", { open: cases.some((one) => !one.case) }, el("summary", {}, `${words(queue)} (${cases.length})`),
    table(["Reason", "Kind of case", "Goes to", "Why a person"], cases.map((one) => el("tr", {}, el("th", { scope: "row", class: "mono" }, one.reason), el("td", {}, one.case ? words(one.case) : el("span", { class: "tag bad" }, "nobody")), el("td", {}, one.person || one.found_in.join(", ")), el("td", {}, one.why || "–"))), "None."));
  at("coverage").replaceChildren(el("p", {}, el("span", { class: `tag ${found.whole ? "good" : "bad"}` }, found.whole ? `${many(found.cases.length, "reason")}, each with its person` : `${found.unmapped} of ${many(found.cases.length, "reason")} ${found.unmapped === 1 ? "goes" : "go"} to nobody`)), ...[...groups].map(group));
}

const say = (error) => announce(error.message);
at("draw")?.addEventListener("submit", (event) => {
  event.preventDefault();
  act(at("draw"), async () => { await post("/api/v1/quality/samples", { kind: at("kind").value, month: at("month").value }); await loadSamples(); await loadChecks(); }, "The sample is drawn.");
});

({ categories } = await get("/api/v1/quality/error-categories"));
if (at("draw")) {
  at("kind").append(...Object.keys(categories).map((kind) => el("option", { value: kind }, words(kind))));
  at("month").value = new Date(Date.now()).toLocaleDateString("en-CA").slice(0, 7);
}
Promise.all([loadSamples(), loadChecks(), loadCoverage()]).catch(say);
