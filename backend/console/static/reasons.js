// Why a conversation came to a person, in words.
const WORDS = { asked: "asked for a person", failed_verification: "could not be verified", dispute: "disputes a decision", medical_emergency: "medical emergency",
  no_understanding: "was not understood", silence: "fell silent", assistant_unavailable: "assistant was down", backend_down: "records were down", minor: "a minor's claim",
  sensitive: "sensitive claim", other_person: "somebody else's claim", representative: "speaks for somebody", fraud: "reports fraud", complaint: "complaint",
  peer_to_peer: "peer to peer", deadline: "last day is near", language: "other language", legal: "legal steps", distress: "in distress", policy: "rules ask for a person" };
export const reasonWords = (reason) => WORDS[reason] || reason.replaceAll("_", " ");
