// The explanation of benefits as the member reads it on paper.
import { day, dollars, el, facts, get } from "./api.js";

const place = document.getElementById("eob");
const COLUMNS = [["charge", "Charge"], ["discount", "Discount"], ["not_owed", "You do not owe"], ["other_plan", "Other plan's part"], ["plan_paid", "Your plan paid"], ["your_share", "Your share"]];
const SHARES = [["deductible", "Deductible"], ["copay", "Copay"], ["coinsurance", "Coinsurance"], ["not_covered", "Not covered"], ["your_share", "Your share"]];

function table(label, eob, columns, more) {
  const amounts = (one) => columns.map(([name]) => el("td", { class: "amount" }, dollars(one[name])));
  const head = ["Care", ...(more ? ["Day"] : []), ...columns.map(([, name]) => name), ...(more ? ["See"] : [])];
  const first = more ? 2 : 1;
  const rows = eob.lines.map((one) => el("tr", {}, el("td", {}, one.service), ...(more ? [el("td", {}, one.day ? day(one.day) : "")] : []), ...amounts(one), ...(more ? [el("td", {}, one.notes.join(", "))] : [])));
  const total = el("tr", { class: "total" }, el("th", { scope: "row" }, "Total"), ...(more ? [el("td", {})] : []), ...amounts(eob.total), ...(more ? [el("td", {})] : []));
  return el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": label },
    el("table", {}, el("thead", {}, el("tr", {}, head.map((name, index) => el("th", { scope: "col", class: index >= first && index < first + columns.length ? "amount" : "" }, name)))),
      el("tbody", {}, rows), el("tfoot", {}, total)));
}

function page(eob) {
  const [notABill, ...opening] = eob.opening;
  const days = eob.service_from === eob.service_to ? day(eob.service_from) : `${day(eob.service_from)} – ${day(eob.service_to)}`;
  place.replaceChildren(
    el("div", { class: "row" }, el("h1", { class: "grow" }, "Explanation of benefits"), el("a", { class: "button", href: `/api/v1/claims/${place.dataset.claim}/explanation-of-benefits.pdf` }, "PDF")),
    el("section", { class: "card" }, el("h2", {}, notABill), el("p", {}, opening.join(" ")),
      facts([["plan", [eob.payer_name, eob.plan_name].filter(Boolean).join(", ")], ["patient", eob.patient], ["member id", eob.member_id], ["provider", eob.provider_name], ["claim number", eob.claim_number], ["date of care", days], ["decided on", day(eob.decided)], ["questions", eob.phone && eob.phone.replace(/^(\d{3})(\d{3})(\d{4})$/, "($1) $2-$3")]].filter(([, value]) => value))),
    el("section", { class: "card" }, el("h2", {}, `Your share is ${dollars(eob.total.your_share)}`), el("p", {}, eob.paid_to), table("What was charged and who bears it", eob, COLUMNS, true),
      el("h3", {}, "How your share is made"), table("How your share is made", eob, SHARES, false)),
    eob.notes.length ? el("section", { class: "card" }, el("h2", {}, "Why"), el("dl", { class: "facts" }, eob.notes.flatMap((one) => [el("dt", {}, `${one.letter} (${one.code})`), el("dd", {}, one.sentence)]))) : "",
    eob.year ? el("section", { class: "card" }, el("h2", {}, `Your year so far (${eob.year.year})`), facts([["deductible used", `${dollars(eob.year.deductible_used)} of ${dollars(eob.year.deductible)}`], ["most you pay in the year", `${dollars(eob.year.out_of_pocket_used)} of ${dollars(eob.year.out_of_pocket_max)} used`]])) : "",
    el("section", { class: "card" }, el("h2", {}, "If you do not agree"), ...eob.appeal.map((one) => el("p", {}, one))));
}

get(`/api/v1/claims/${place.dataset.claim}/explanation-of-benefits`).then(page).catch((error) => place.replaceChildren(el("p", { class: "problem" }, error.message)));
