// What the assistant did in a turn, and how a conversation stands, in words; steps that tell a person nothing are left out.
import { words } from "./worklist.js";

export const OUTCOMES = { open: "open", contained: "ended with the assistant", waiting: "waiting for a person", with_agent: "with an agent", handed_off: "given back to the assistant", closed: "closed" };
const STEPS = { verify: "checked who is calling", beginbatch: "took up several claims", search: "looked for the claim", stuck: "offered a person for want of a proof", handoff: "passed it to a person", close: "offered more" };
const ABOUT = { answer_: "answered: ", ask_: "asked for: " };

function step(name) {
  if (STEPS[name]) return STEPS[name];
  const start = Object.keys(ABOUT).find((one) => name.startsWith(one) && name.length > one.length);
  return start ? ABOUT[start] + words(name.slice(start.length)).replace(/^(ask|check) /, "") : "";
}

export const did = (actions) => [...new Set(actions.map((one) => step(one.replace(/^action_/, ""))).filter(Boolean))].join("; ");

const WISHES = { request_human: "a person", start_appeal: "to start an appeal", request_callback: "a call back", request_document: "a copy of a paper", request_peer_to_peer: "a peer-to-peer call",
  report_fraud: "to report fraud", report_other_insurance: "to report another insurance", complain: "to complain", switch_language: "another language", act_for_someone: "to act for somebody",
  list_claims: "all claims", check_claim_status: "claim status", submit_documents: "to send records", notify_me: "to be told of news", medical_emergency: "help in an emergency" };
const ELEMENTS = { npi: "NPI", tax_id: "tax id", zip_code: "ZIP code" };

// What a caller wants, and which facts they gave, in words.
export const wished = (names) => names.map((one) => WISHES[one] || words(one).replace(/^(ask|check|explain) /, "")).join(", ");
export const elements = (names) => names.map((one) => ELEMENTS[one] || words(one)).join(", ");
