// <claimline-chat base="https://claims.example">: the caller's chat, as one element for any page.
import { el, Refusal } from "./api.js";

const IDLE_MILLISECONDS = 15 * 60 * 1000;
const STYLE = new URL("chat.css", import.meta.url).href;

class ClaimlineChat extends HTMLElement {
  connectedCallback() {
    this.base = this.getAttribute("base") || "";
    this.sent = Promise.resolve();
    this.build();
    this.open();
  }

  disconnectedCallback() {
    this.stream?.abort();
    clearTimeout(this.idle);
  }

  build() {
    const root = this.shadowRoot || this.attachShadow({ mode: "open" });
    this.list = el("ol", { role: "log", "aria-live": "off", "aria-label": "Conversation", tabindex: "0" });
    this.choices = el("div", { class: "choices", role: "group", "aria-label": "Suggested answers" });
    this.problem = el("p", { class: "problem", role: "alert", hidden: true });
    this.live = el("p", { class: "offscreen", role: "status", "aria-live": "polite" });
    this.state = el("p", { class: "state" }, "Automated assistant");
    this.text = el("textarea", { "aria-label": "Your message", maxlength: 1000, rows: 1, placeholder: "Write a message",
      onkeydown: (event) => { if (event.key === "Enter" && !event.shiftKey) { event.preventDefault(); this.form.requestSubmit(); } } });
    this.form = el("form", { onsubmit: (event) => this.submit(event) }, this.text, el("button", { type: "submit" }, "Send"));
    this.person = el("button", { type: "button", class: "quiet", onclick: () => this.say({ text: "I want to talk to a person" }, "I want to talk to a person") }, "Talk to a person");
    const header = el("header", {}, el("div", {}, el("h2", {}, "Claims help"), this.state), this.person);
    root.replaceChildren(el("link", { rel: "stylesheet", href: STYLE }),
      el("section", { "aria-label": "Claims help chat" }, header, this.list, this.choices, this.problem, this.form, this.live));
  }

  async open() {
    this.list.replaceChildren();
    this.choices.replaceChildren();
    try {
      const answer = await this.post("/chat/sessions", {});
      this.token = answer.token;
      this.show(answer.messages);
      this.listen();
      this.stayAwake();
    } catch (error) {
      this.tell(error instanceof Refusal ? error.message : "We can't be reached right now. Please try again in a moment.");
    }
  }

  submit(event) {
    event.preventDefault();
    const text = this.text.value.trim();
    if (!text) return;
    this.text.value = "";
    this.say({ text }, text);
  }

  say(body, shown) {
    this.add("me", shown);
    this.choices.replaceChildren();
    this.stayAwake();
    const key = crypto.randomUUID();
    this.sent = this.sent.then(() => this.deliver(body, key, 0));
  }

  async deliver(body, key, attempt) {
    try {
      const answer = await this.post("/chat/messages", body, { "Idempotency-Key": key });
      this.tell("");
      this.owner(answer.owner);
      this.show(answer.messages);
    } catch (error) {
      if (error instanceof Refusal && error.status === 401) return this.ended();
      const temporary = !(error instanceof Refusal) || error.status === 503 || error.status === 429;
      if (temporary && attempt < 5) {
        this.tell("No connection. Trying again …");
        await new Promise((resolve) => setTimeout(resolve, 500 * 2 ** attempt));
        return this.deliver(body, key, attempt + 1);
      }
      this.tell(error.message || "That did not go through. Please try again.");
    }
  }

  async post(path, body, headers = {}) {
    const answer = await fetch(this.base + path, { method: "POST", body: JSON.stringify(body),
      headers: { "Content-Type": "application/json", ...(this.token ? { Authorization: `Bearer ${this.token}` } : {}), ...headers } });
    const data = await answer.json().catch(() => ({}));
    if (!answer.ok) throw new Refusal(answer.status, data);
    return data;
  }

  async listen(last = "0") {
    this.stream?.abort();
    const stream = (this.stream = new AbortController());
    const token = this.token;
    try {
      const answer = await fetch(`${this.base}/chat/stream`, { signal: stream.signal,
        headers: { Authorization: `Bearer ${token}`, Accept: "text/event-stream", "Last-Event-ID": last } });
      if (answer.status === 401) return this.ended();
      let kept = "";
      const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
      for (;;) {
        const { done, value } = await reader.read();
        if (done) break;
        kept += value;
        const parts = kept.split("\n\n");
        kept = parts.pop();
        for (const part of parts) last = this.heard(part) || last;
      }
    } catch (error) {
      if (stream.signal.aborted) return;
    }
    if (token === this.token) setTimeout(() => token === this.token && this.listen(last), 1000);
  }

  heard(part) {
    const fields = {};
    for (const line of part.split("\n")) {
      const cut = line.indexOf(":");
      if (cut > 0) fields[line.slice(0, cut)] = (fields[line.slice(0, cut)] || "") + line.slice(cut + 1).trimStart();
    }
    if (!fields.data) return fields.id;
    const data = JSON.parse(fields.data);
    if (fields.event === "message") this.show(data.messages || [data]);
    if (fields.event === "typing") this.state.textContent = `${data.name || "The agent"} is typing …`;
    if (fields.event === "owner") this.owner(data.owner, data.agent);
    if (fields.event === "ended") this.ended();
    return fields.id;
  }

  owner(owner, name) {
    const words = { assistant: "Automated assistant", waiting: "Waiting for a person", agent: `${name || "A person"} is with you` };
    if (name || owner !== "agent" || !this.state.textContent.includes("with you")) this.state.textContent = words[owner] || "";
  }

  show(messages) {
    for (const message of messages) {
      this.add(message.from === "agent" ? "agent" : "assistant", message.text, message.name);
      this.choices.replaceChildren(...(message.buttons || []).map((button) =>
        el("button", { type: "button", class: "quiet", onclick: () => this.say({ button: button.id }, button.title) }, button.title)));
    }
  }

  add(kind, text, name) {
    const from = { me: "You", assistant: "Assistant", agent: name || "Agent" }[kind];
    this.list.append(el("li", { class: kind }, el("span", { class: "from" }, from), text));
    this.list.scrollTop = this.list.scrollHeight;
    if (kind !== "me") this.live.append(el("span", {}, `${from}: ${text} `));
    while (this.live.childNodes.length > 5) this.live.firstChild.remove();
  }

  tell(sentence) {
    this.problem.hidden = !sentence;
    this.problem.textContent = sentence;
  }

  stayAwake() {
    clearTimeout(this.idle);
    this.idle = setTimeout(() => this.ended(), IDLE_MILLISECONDS);
  }

  // The words of a conversation that is over do not stay on a screen somebody may have left.
  ended() {
    this.token = null;
    this.stream?.abort();
    clearTimeout(this.idle);
    this.list.replaceChildren(el("li", { class: "note" }, "This chat has ended. What was said here is no longer shown."));
    this.live.replaceChildren("This chat has ended.");
    this.choices.replaceChildren(el("button", { type: "button", onclick: () => this.open() }, "Start a new chat"));
  }
}

customElements.define("claimline-chat", ClaimlineChat);
