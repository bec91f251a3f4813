// Replies on their way: in the order written, each one once, and back where they were written if they cannot go.
import { ask } from "./api.js";

export function sending({ opened, seen, writer, done }) {
  const waiting = [];
  const told = new Map(); // by conversation, its version after our last reply: whoever wrote it has seen it
  const back = new Map(); // by handoff, the reply that set out and came back: the server may have it already

  const made = (text, draft = writer.stored()) => ({ text, draft, handoff: opened(), key: crypto.randomUUID(), seen: seen() });

  // What came back goes again under its first key, alone; what was typed behind it is a reply of its own.
  function parts(text) {
    const before = back.get(opened().id);
    back.delete(opened().id);
    if (before && text === before.text) return [{ ...made(text), key: before.key }];
    if (!before || !text.startsWith(`${before.text}\n`)) return [made(text)];
    return [{ ...made(before.text, ""), key: before.key }, made(text.slice(before.text.length).trim())];
  }

  // Gives true where these words set out now; otherwise they follow those under way.
  function written(text) {
    const first = !waiting.length;
    waiting.push(...parts(text));
    writer.sent(); // at once: what is typed from here on is the next reply's
    return first;
  }

  // Ends with the last delivery: a reply written while the page catches up sets out anew, and its refusal stands.
  async function go() {
    try {
      for (; waiting.length; waiting.shift()) await deliver(waiting[0]);
    } catch (error) {
      back.set(waiting[0].handoff.id, waiting[0]);
      for (const one of waiting.splice(0).reverse()) writer.unsent(one.text, one.handoff);
      throw error;
    }
  }

  // With its draft there, the server takes this one away with the reply, and none that is typed behind it.
  async function deliver({ text, draft, handoff, key, seen: known }) {
    const there = await writer.settled(handoff.id);
    const id = handoff.conversation_id, version = Math.max(known, told.get(id) ?? 0);
    const stored = await ask("POST", `/api/v1/conversations/${id}/messages`, { text, version, draft: there ? draft : null }, { "Idempotency-Key": key });
    told.set(id, stored.version);
    writer.delivered(handoff);
    done(handoff).catch(() => {});
  }

  return { written, go };
}
