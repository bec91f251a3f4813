// Every call that was promised, by an agent or by the assistant, nearest first: read it, make it, write down what came of it.
import { announce, day, el, get, moment, post } from "./api.js";
import { promisedWords, underWay } from "./telephone.js";

const at = (id) => document.getElementById(id);
const reviews = document.querySelector(".desk").dataset.role !== "agent";
const RINGING_MILLISECONDS = 10000;
const LOOK_MILLISECONDS = 60000;

// When it was promised for, as the caller heard it, in their clock.
const promisedFor = (one) => (one.time_zone ? `promised for ${day(one.day)}${one.at ? `, ${one.at}` : ", any time"}, ${one.time_zone}` : null);

function when(one) {
  const early = !one.late && one.not_before && new Date(one.not_before) > Date.now();
  const words = one.late ? `late: ${moment(one.due)}` : early ? `not before ${moment(one.not_before)}` : `by ${moment(one.due)}`;
  return el("span", { class: `tag ${one.late ? "bad" : ""}` }, words);
}

export function callbacks({ awake, read, claim }) {
  let ringing = 0;
  const told = (work) => () => work().catch((error) => announce(error.message));

  // Who reviews reads a conversation of the assistant's alone where they review.
  function reading(one) {
    const spoken = { "aria-label": `Read the conversation of ${one.reference}` };
    if (reviews && !one.handoff_id) return el("a", { href: `/supervise/${one.conversation_id}`, ...spoken }, "Read");
    return el("button", { class: "quiet", type: "button", ...spoken, onclick: told(() => read(one)) }, "Read");
  }

  // Beside its conversation where that is read here, else on its own page.
  function about(one) {
    const words = `Claim ${one.claim_number}`;
    if (reviews && !one.handoff_id) return el("a", { href: `/operate/claims/${one.claim_id}`, target: "_blank", rel: "noopener" }, words);
    return el("button", { class: "link", type: "button", onclick: told(() => claim(one)) }, words);
  }

  function row(one) {
    const whom = one.number || "number withheld";
    return el("li", { class: "callback", "data-callback": one.id, "data-reference": one.reference }, el("strong", {}, whom), when(one),
      el("span", { class: "soft" }, [one.about, one.reference, promisedFor(one), `promised by ${one.promised_by}`].filter(Boolean).join(" · ")),
      one.claim_number ? about(one) : null,
      el("div", { class: "row" }, one.number ? el("button", { class: "quiet", type: "button", disabled: underWay(one.call), "aria-label": `Call now: ${whom}`, onclick: () => call(one) }, "Call now") : null,
        reading(one),
        el("span", { class: "soft", "data-call": one.call?.state }, promisedWords(one.call))),
      el("form", { class: "row", onsubmit: (event) => finish(event, one) }, el("input", { name: "outcome", required: true, maxlength: 500, "aria-label": `What came of calling ${whom}, ${one.reference}`, placeholder: "what came of it", class: "grow" }), el("button", { class: "quiet", type: "submit" }, "Done")));
  }

  async function load() {
    const { callbacks: found } = await get("/api/v1/handoffs/callbacks");
    at("callbacks-count").textContent = String(found.length);
    at("callbacks-late").textContent = String(found.filter((one) => one.late).length);
    at("callbacks-late-box").hidden = !found.some((one) => one.late);
    at("callbacks-box").hidden = found.length === 0;
    clearTimeout(ringing);
    if (found.some((one) => one.call?.state === "calling")) ringing = setTimeout(() => awake() && load().catch(() => {}), RINGING_MILLISECONDS);
    if (at("callbacks").contains(document.activeElement)) return;
    const half = new Map([...at("callbacks").children].map((one) => [one.dataset.callback, one.querySelector("input").value]));
    at("callbacks").replaceChildren(...found.map(row));
    for (const one of at("callbacks").children) one.querySelector("input").value = half.get(one.dataset.callback) ?? "";
  }

  // The list is drawn anew only where nobody is in it; hands that are elsewhere by now stay there.
  function letGo() {
    if (at("callbacks").contains(document.activeElement)) document.activeElement.blur();
  }

  async function call(one) {
    try {
      await post(`/api/v1/handoffs/callbacks/${one.id}/call`);
      letGo();
      announce(`Calling ${one.number}. Your telephone rings once they have answered.`);
    } catch (error) { announce(error.message); }
    await load().catch(() => {});
  }

  async function finish(event, one) {
    event.preventDefault();
    try {
      await post(`/api/v1/handoffs/callbacks/${one.id}/done`, { outcome: new FormData(event.target).get("outcome") });
      announce("The call is recorded.");
    } catch (error) { announce(error.message); }
    letGo();
    await load().catch(() => {});
  }

  // To the call of this reference; whether there is one.
  function reveal(reference) {
    const found = [...at("callbacks").children].find((one) => one.dataset.reference === reference);
    found?.querySelector("button, a").focus();
    return Boolean(found);
  }

  setInterval(() => awake() && load().catch(() => {}), LOOK_MILLISECONDS);
  return { load, reveal };
}
