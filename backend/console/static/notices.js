// Notices: what went out by itself and where it stands; what did not arrive is sent again or seen to by other means.
import { announce, el, get, many, post } from "./api.js";
import { act, form } from "./worklist.js";

const at = (id) => document.getElementById(id);
const KINDS = { answer_ready: "an answer is ready", callback_promised: "a call is promised" };
const CHANNELS = { sms: "text", call: "call", inbox: "inbox", fax: "fax" };
const STANDINGS = {
  held: ["held for quiet hours", "warn"], on_its_way: ["on its way", ""], sent: ["sent", ""], delivered: ["delivered", "good"],
  failed: ["failed", "bad"], uncertain: ["not known whether it was placed", "bad"], withdrawn: ["refused: no consent", "bad"],
  no_channel: ["no channel on file", "bad"], settled: ["settled", "good"],
};
const UNDELIVERED = ["failed", "uncertain", "withdrawn", "no_channel"];
const OUTCOMES = [["", "seen to by …"], ["posted", "posted"], ["told_by_telephone", "told by telephone"], ["number_corrected", "number corrected"], ["not_wanted", "not wanted"]];
let shown = [];

const moment = (iso, zone) => new Date(iso).toLocaleString("en-US", { dateStyle: "medium", timeStyle: "short", ...(zone ? { timeZone: zone } : {}) });

// Choosing settles nothing yet: on some keyboards every arrow already changes a closed choice.
function doing(one) {
  if (!UNDELIVERED.includes(one.standing)) return el("span", { class: "soft" }, one.settled_by ? `${one.settled_by.replace("staff:", "")}: ${one.outcome.replaceAll("_", " ")}` : "");
  const how = el("select", { required: true, "aria-label": `How notice ${one.reference ?? ""} was seen to` }, ...OUTCOMES.map(([value, name]) => el("option", { value }, name)));
  const note = el("button", { type: "submit", class: "quiet", "aria-label": `Note it: notice ${one.reference ?? ""}` }, "Note it");
  const place = form({ class: "row" }, () => act(place, async () => { await post(`/api/v1/outbound-notices/${one.id}/settled`, { outcome: how.value }); await load(); }, "Noted."));
  const again = el("button", { type: "button", class: "quiet" }, "Send again");
  again.addEventListener("click", () => act(place, async () => { await post(`/api/v1/outbound-notices/${one.id}/again`, {}); await load(); }, "On its way again."));
  place.append(...(["failed", "uncertain"].includes(one.standing) ? [again] : []), how, note);
  return place;
}

function row(one) {
  const [name, mood] = STANDINGS[one.standing] ?? [one.standing, ""];
  const there = one.time_zone ? el("span", { class: "soft" }, `${moment(one.send_at, one.time_zone)} there`) : "";
  return el("tr", {}, el("td", {}, moment(one.sent_at ?? one.send_at), el("br"), there),
    el("td", {}, KINDS[one.kind] ?? one.kind, el("br"), el("span", { class: "mono soft" }, one.reference ?? "")),
    el("td", {}, one.channel ? `${CHANNELS[one.channel]}${one.ending ? ` to …${one.ending}` : ""}` : "–"),
    el("td", {}, el("span", { class: `tag ${mood}` }, name)), el("td", {}, doing(one)));
}

function show() {
  const which = at("which").value;
  const fits = (one) => !which || (which === "undelivered" ? UNDELIVERED.includes(one.standing) : which === "sent" ? ["sent", "delivered", "on_its_way"].includes(one.standing) : one.standing === which);
  const found = shown.filter(fits);
  at("notices").replaceChildren(...(found.length ? found.map(row) : [el("tr", {}, el("td", { colspan: 5, class: "empty" }, which === "undelivered" ? "Everything arrived." : "No notice here."))]));
  const waiting = shown.filter((one) => UNDELIVERED.includes(one.standing)).length;
  at("count").textContent = `${many(shown.length, "notice")}, ${waiting} not delivered`;
}

async function load() {
  shown = (await get(`/api/v1/outbound-notices?days=${at("days").value}`)).notices;
  show();
}

at("which").addEventListener("change", show);
at("days").addEventListener("change", () => load().catch((error) => announce(error.message)));
load().catch((error) => announce(error.message));
