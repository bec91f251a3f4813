// Staff accounts for admins: who may sign in, as what, and where they are signed in now.
import { announce, el, facts, get, moment, post } from "./api.js";

const at = (id) => document.getElementById(id);
const state = { accounts: [], open: null };

async function load() {
  state.accounts = (await get("/api/v1/staff")).accounts;
  at("accounts").replaceChildren(...state.accounts.map((one) => el("tr", { class: one.id === state.open ? "chosen" : "" },
    el("th", { scope: "row" }, one.name, el("br"), el("span", { class: "soft" }, one.email)), el("td", {}, one.role), el("td", {}, one.skills.join(", ") || "–"), el("td", {}, one.signs_in_by),
    el("td", {}, one.closed ? el("span", { class: "tag bad" }, "closed") : one.open_sessions ? el("span", { class: "tag good" }, `${one.open_sessions} open`) : "–"),
    el("td", {}, el("button", { type: "button", class: "link", "aria-expanded": String(one.id === state.open), "aria-label": `Change ${one.name}`, onclick: () => work(() => show(one.id, true)) }, "Change")))));
}

async function show(id, go = false) {
  state.open = id;
  await load();
  const one = state.accounts.find((each) => each.id === id);
  const { sessions } = await get(`/api/v1/staff/${id}/sessions`);
  at("account").hidden = false;
  if (go) at("handed").hidden = true;
  at("account-title").textContent = one.name;
  at("role").value = one.role;
  for (const box of at("change").elements) if (box.name === "skill") box.checked = one.skills.includes(box.value);
  at("sessions").replaceChildren(...(sessions.length ? sessions.map((each) => el("li", {}, `since ${moment(each.opened_at)}, last seen ${moment(each.last_seen_at)} `, each.mine ? el("span", { class: "tag" }, "this browser") : el("button", { type: "button", class: "link", "aria-label": `End it: the session opened ${moment(each.opened_at)}`, onclick: () => work(async () => {
    await post(`/api/v1/staff/${id}/sessions/${each.id}/end`);
    await show(id);
  }, "That session is over.") }, "End it"))) : [el("li", { class: "soft" }, "Nowhere.")]));
  at("end-all").disabled = !sessions.length;
  at("closing").hidden = one.closed;
  at("opening").hidden = !one.closed;
  if (go) at("account").focus();
}

async function work(done, said) {
  try {
    await done();
    at("refusal").hidden = true;
    if (said) announce(said);
  } catch (error) {
    at("refusal").textContent = error.message;
    at("refusal").hidden = false;
    announce(error.message);
  }
}

function handOver(made, place) {
  place.hidden = false;
  place.replaceChildren(el("p", {}, "Hand these over in person; they are shown this once. A password of their own is chosen at the first sign-in."), facts([["first password", el("span", { class: "mono" }, made.first_password)], ["authenticator secret", el("span", { class: "mono" }, made.authenticator_secret)]]));
}

const told = (path, said) => () => work(async () => { await post(`/api/v1/staff/${state.open}/${path}`); await show(state.open); }, said);
at("end-all").addEventListener("click", told("sessions/end", "Signed out everywhere."));
at("reset").addEventListener("click", () => work(async () => {
  handOver(await post(`/api/v1/staff/${state.open}/reset`), at("handed"));
  await show(state.open);
}, "The account has a new password and authenticator, and is signed out everywhere."));
at("closing").addEventListener("click", told("closing", "The account is closed and signed out everywhere."));
at("opening").addEventListener("click", told("opening", "The account is open again."));
at("change").addEventListener("submit", (event) => {
  event.preventDefault();
  const skills = [...at("change").querySelectorAll("[name=skill]:checked")].map((box) => box.value);
  work(async () => { await post(`/api/v1/staff/${state.open}`, { role: at("role").value, skills }); await show(state.open); }, "Saved.");
});
at("new").addEventListener("submit", (event) => {
  event.preventDefault();
  work(async () => {
    const made = await post("/api/v1/staff", { name: at("new-name").value, email: at("new-email").value, role: at("new-role").value });
    handOver(made, at("made"));
    at("new").reset();
    await load();
  }, "The account is open.");
});
work(load);
