// The explanation of benefits as a member reads it beside the chat, and on paper.
import { day, dollars, el } from "./api.js";

export function list(claims, open) {
  if (!claims.length) return el("div", {}, el("h3", {}, "My explanations of benefits"), el("p", {}, "There is no decided claim to explain yet."));
  return el("div", {}, el("h3", {}, "My explanations of benefits"), el("p", {}, "Choose a claim. Each explanation can be printed."),
    el("ul", { class: "claims" }, claims.map((one) => el("li", {}, el("button", { type: "button", class: "quiet", onclick: () => open(one.claim_id) },
      `${day(one.service_from)}, ${one.provider_name}`, el("span", { class: "from" }, `claim ending ${one.last_four}`))))));
}

// The way from what was billed to what is owed; what is nothing is left out.
function steps(sum) {
  const rows = [["Your provider charged", sum.charge], ["Your plan's discount", sum.discount, "-"], ["Not paid, and not yours to pay", sum.not_owed, "-"], ["Another plan's part", sum.other_plan, "-"], ["Your plan paid", sum.plan_paid, "-"]];
  const share = [["deductible", sum.deductible], ["copay", sum.copay], ["coinsurance", sum.coinsurance], ["not covered", sum.not_covered]].filter(([, amount]) => Number(amount));
  return el("table", { class: "steps" }, el("tbody", {}, rows.filter(([, amount], index) => !index || Number(amount)).map(([name, amount, sign]) => el("tr", {}, el("th", { scope: "row" }, name), el("td", { class: "amount" }, `${sign ? "− " : ""}${dollars(amount)}`))),
    el("tr", { class: "owed" }, el("th", { scope: "row" }, "Your share", share.length ? el("span", { class: "from" }, share.map(([name, amount]) => `${name} ${dollars(amount)}`).join(", ")) : null), el("td", { class: "amount" }, dollars(sum.your_share)))));
}

function lines(facts) {
  const row = (one) => el("tr", {}, el("td", {}, one.day ? day(one.day) : "–"), el("th", { scope: "row" }, one.service, one.procedure ? ` (${one.procedure})` : "", one.notes.length ? el("span", { class: "from" }, `see note ${one.notes.join(", ")}`) : null),
    el("td", { class: "amount" }, dollars(one.charge)), el("td", { class: "amount" }, dollars(one.plan_paid)), el("td", { class: "amount" }, dollars(one.your_share)));
  return el("div", { class: "wide", tabindex: "0", role: "region", "aria-label": "Each service" }, el("table", {}, el("thead", {}, el("tr", {}, ["Day", "Service", "Charge", "Plan paid", "Your share"].map((name, index) => el("th", { scope: "col", class: index > 1 ? "amount" : "" }, name)))), el("tbody", {}, facts.lines.map(row))));
}

export function sheet(facts) {
  const span = facts.service_from === facts.service_to ? day(facts.service_from) : `${day(facts.service_from)} – ${day(facts.service_to)}`;
  return el("article", {},
    el("h3", {}, "Explanation of benefits"), facts.opening.map((one, index) => el("p", { class: index ? "" : "strong" }, one)),
    el("dl", {}, [["Patient", facts.patient], ["Member ID ending", facts.member_id_ending], ["Plan", [facts.payer_name, facts.plan_name].filter(Boolean).join(", ")], ["Provider", facts.provider_name], ["Care on", span], ["Claim ending", facts.claim_number_ending], ["Decided on", day(facts.decided)], ["Questions", facts.phone]]
      .filter(([, value]) => value).flatMap(([name, value]) => [el("dt", {}, name), el("dd", {}, value)])),
    el("h4", {}, "From the charge to your share"), steps(facts.total), facts.paid_to ? el("p", {}, facts.paid_to) : null,
    el("h4", {}, "Each service"), lines(facts),
    facts.notes.length ? [el("h4", {}, "Notes"), el("ol", { class: "notes" }, facts.notes.map((one) => el("li", {}, el("strong", {}, `${one.letter} `), one.sentence)))] : null,
    facts.appeal.length ? [el("h4", {}, "If you do not agree"), facts.appeal_last_day ? el("p", { class: "strong" }, `The last day to appeal is ${day(facts.appeal_last_day)}.`) : null, facts.appeal.map((one) => el("p", {}, one))] : null);
}
