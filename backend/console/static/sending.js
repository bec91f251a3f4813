// Replies on their way: in the order written, each one once, and back where they were written if they cannot go.
import { ask } from "./api.js";

export function sending({ opened, seen, writer, done }) {
  const waiting = [];
  let back = null;

  // What comes back and is sent again unchanged goes under its first key: the server may have it already.
  function next(text) {
    const handoff = opened();
    const key = back?.text === text && back.handoff.id === handoff.id ? back.key : crypto.randomUUID();
    return { text, handoff, key, seen: seen() };
  }

  // Gives true where these words set out now; otherwise they follow those under way.
  function written(text) {
    waiting.push(next(text));
    writer.sent(); // at once: what is typed from here on is the next reply's
    return waiting.length === 1;
  }

  async function go() {
    let before = null;
    try {
      for (; waiting.length; waiting.shift()) before = await deliver(waiting[0], before);
    } catch (error) {
      back = waiting[0];
      for (const one of waiting.splice(0).reverse()) writer.unsent(one.text, one.handoff);
      throw error;
    }
    await done(before.handoff);
  }

  // A reply written before the one ahead of it was out has seen that one too.
  async function deliver({ text, handoff, key, seen: known }, before) {
    const version = before?.handoff.id === handoff.id ? Math.max(known, before.version) : known;
    const stored = await ask("POST", `/api/v1/conversations/${handoff.conversation_id}/messages`, { text, version }, { "Idempotency-Key": key });
    return { handoff, version: stored.version };
  }

  return { written, go };
}
