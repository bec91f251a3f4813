// A claim looked up by the agent, beside the conversation. What is asked goes in a body; nothing of it goes to the caller.
import { announce, day, dollars, el, get, many, post } from "./api.js";
import { claimCard } from "./packet.js";
import { claimAsked, words } from "./worklist.js";

const at = (id) => document.getElementById(id);
const MOODS = { proved: "good", minor: "warn", sensitive: "warn", not_this: "bad", nobody: "bad" };

export function lookup({ conversation, readable }) {
  function listed(one) {
    const number = one.payer_claim_control_number || "not numbered yet";
    const text = [one.patient_last, day(one.service_from), words(one.stage), dollars(one.charge)].join(" · ");
    return el("li", {}, el("button", { type: "button", class: "link", "data-claim": one.claim_id, onclick: () => show(one.claim_id).catch((error) => announce(error.message)) }, number), " ", el("span", { class: "soft" }, text));
  }

  // Where no conversation is open, or one that may not be read here, nobody is verified for it: the claim has its own page.
  async function show(id) {
    const about = conversation();
    if (!about || !readable()) return at("looked-at").replaceChildren(el("p", {}, about ? "This conversation is not with you. " : "No conversation is open. ", el("a", { href: `/operate/claims/${id}`, target: "_blank", rel: "noopener" }, "The claim, in a new tab")));
    const { claim, right, sentence } = await get(`/api/v1/conversations/${about}/claims/${id}`);
    if (about !== conversation()) return;
    at("looked-at").replaceChildren(el("p", { class: right === "proved" ? "notice" : "problem", "data-right": right }, sentence), claimCard(claim, id, el("span", { class: `tag ${MOODS[right]}` }, right === "proved" ? "verified for it" : "looked up")));
    announce(sentence, false);
    at("looked-at").focus({ preventScroll: true });
    at("looked-at").scrollIntoView({ block: "nearest" });
  }

  at("lookup").addEventListener("submit", async (event) => {
    event.preventDefault();
    at("looked-at").replaceChildren();
    try {
      const { claims } = await post("/api/v1/claims/search", claimAsked(at("lookup")));
      at("lookup-claims").replaceChildren(...claims.map(listed));
      at("lookup-count").textContent = claims.length ? many(claims.length, "claim") : "No claim fits.";
      if (claims.length === 1) await show(claims[0].claim_id);
    } catch (error) {
      at("lookup-claims").replaceChildren();
      at("lookup-count").textContent = error.message;
    }
  });
  at("lookup").addEventListener("keydown", (event) => { if (event.key === "Escape") event.target.blur(); });

  return {
    // What was looked up for one caller is not shown beside another.
    clear() {
      at("lookup").reset();
      at("lookup-claims").replaceChildren();
      at("looked-at").replaceChildren();
      at("lookup-count").textContent = "";
    },
    come() { at("lookup-box").open = true; at("lookup-claim").focus(); },
    async show(id) { at("lookup-box").open = true; await show(id); },
  };
}
