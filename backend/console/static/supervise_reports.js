// What a period was like, and how far scorers agree.
import { announce, dollars, el, facts, get, moment, post } from "./api.js";
import { table, today, words } from "./worklist.js";

const at = (id) => document.getElementById(id);
const percent = (share) => (share === null ? "–" : `${Math.round(share * 1000) / 10} %`);

function links(ids, spoken, most = 5) {
  return ids.slice(0, most).flatMap((id, index) => [el("a", { href: `/supervise/${id}`, "aria-label": `Conversation ${index + 1} ${spoken}` }, String(index + 1)), " "]);
}

function card(title, ...inside) {
  return el("section", { class: "card", "aria-label": title }, el("h2", {}, title), ...inside);
}

function counted(pairs, one, many, none) {
  return table([one, `$${many}`], Object.entries(pairs).map(([name, count]) => el("tr", {}, el("td", {}, words(name)), el("td", { class: "amount" }, String(count)))), none);
}

async function loadReport() {
  const found = await get(`/api/v1/supervision/report?first_day=${at("first-day").value}&last_day=${at("last-day").value}`);
  const seen = found.automatic;
  const clusters = found.clusters.map((one) => el("tr", {}, el("td", {}, one.words.join(", ")), el("td", { class: "amount" }, String(one.utterances)), el("td", {}, links(one.conversations, `with ${one.words[0]}`))));
  const repeats = found.repeat_contacts.map((one) => el("tr", {}, el("td", { class: "amount" }, String(one.visits)), el("td", {}, one.intents.map(words).join(", ") || "–"), el("td", {}, links(one.conversations, `of a caller who came ${one.visits} times`))));
  const patterns = found.denial_patterns.map((one) => el("tr", {}, el("td", {}, one.payer), el("td", {}, one.provider), el("td", {}, `${one.carc}: ${words(one.root_cause)}`), el("td", { class: "amount" }, `${one.denied} of ${one.billed}`), el("td", { class: "amount" }, dollars(one.amount))));
  at("report").replaceChildren(el("div", { class: "three" },
    card("Containment", facts([["conversations", String(found.conversations)], ["contained", `${found.contained} (${percent(found.containment)})`],
      ["came again in 7 days", el("span", {}, `${found.came_again.length} `, links(found.came_again, "of a caller who came again", 10))], ["truly contained", percent(found.true_containment)], ["not understood", `${found.not_understood} ${found.not_understood === 1 ? "utterance" : "utterances"}`]])),
    card("Automatic scores", facts([["scored", `${seen.scored} of ${found.conversations}`], ["average", seen.average === null ? "–" : seen.average.toFixed(1)], ["facts checked", String(seen.facts_checked)], ["not in the record", String(seen.facts_wrong)]]),
      Object.keys(seen.auto_fails).length ? counted(seen.auto_fails, "Automatic fail", "Conversations", "") : null),
    card("Why a person was asked in", counted(found.handoff_reasons, "Reason", "Handoffs", "Nobody was handed off.")),
    card("Not understood", el("p", { class: "soft" }, "Words at least three callers used."), table(["Words", "$Utterances", "Read"], clusters, "Nothing that several callers said.")),
    card("Repeat contacts", table(["$Visits", "About", "Read"], repeats, "Nobody came twice.")),
    card("Denial patterns", el("p", { class: "soft" }, "Standing now; what callers ask about comes from them."), table(["Payer", "Provider", "Reason", "$Denied", "$Money"], patterns, "No pattern stands."))));
}

function showDouble(found) {
  const may = at("double").dataset.mayChoose === "yes";
  const rows = found.conversations.map((one) => el("tr", {}, el("th", { scope: "row" }, el("a", { href: `/supervise/${one.id}` }, moment(one.started_at))), el("td", {}, one.channel), el("td", { class: "amount" }, String(one.scorers)),
    el("td", {}, one.mine ? el("span", { class: "tag good" }, "scored") : may ? el("span", { class: "tag warn" }, "yours to score") : "–")));
  const pairs = found.agreements.map((one) => el("tr", {}, el("td", {}, one.scorers.join(" and ")), el("td", { class: "amount" }, String(one.conversations)), el("td", { class: "amount" }, String(one.same)), el("td", { class: "amount" }, one.kappa === null ? "–" : one.kappa.toFixed(2))));
  at("double-scorings").replaceChildren(el("div", {}, table(["Conversation", "Channel", "$Scores", "You"], rows, "None chosen yet.")), el("div", {}, el("h3", {}, "Agreement (Cohen's kappa)"), table(["Scorers", "$Both scored", "$Same", "$Kappa"], pairs, "Nobody has scored the same conversation yet.")));
}

const told = (work) => (event) => { event.preventDefault(); work().catch((error) => announce(error.message)); };
at("period").addEventListener("submit", told(async () => { await loadReport(); announce("The report is shown."); }));
at("choose")?.addEventListener("submit", told(async () => { showDouble(await post("/api/v1/supervision/double-scoring", { size: Number(at("size").value) })); announce("Chosen."); }));

at("last-day").value = today();
at("first-day").value = new Date(Date.now() - 29 * 86400000).toLocaleDateString("en-CA");
Promise.all([loadReport(), get("/api/v1/supervision/double-scoring").then(showDouble)]).catch((error) => announce(error.message));
