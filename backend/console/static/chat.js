// <claimline-chat>: the caller's chat, as one element for any page. On our own pages it is the chat itself; on any other
// site it is a frame of ours, so that the scripts of that site, and whoever they tell, see nothing of what is said.
import { el, Refusal } from "./api.js";

const IDLE_MILLISECONDS = 15 * 60 * 1000;
const ASKED_MILLISECONDS = 2 * 60 * 1000;
const RETRY_MILLISECONDS = 15 * 1000;
const TYPING_MILLISECONDS = 4000;
const SLOWLY_MILLISECONDS = 30 * 1000;
const KEPT = "claimline-chat";
const HOME = new URL(import.meta.url).origin;
const STYLE = new URL("chat.css", import.meta.url).href;
const WORDS = { assistant: "Automated assistant", waiting: "Waiting for a person" };

// Until the time is over or the network is back.
const patience = (milliseconds) => new Promise((resolve) => {
  setTimeout(resolve, milliseconds);
  addEventListener("online", resolve, { once: true });
});

class ClaimlineChat extends HTMLElement {
  connectedCallback() {
    if (HOME !== location.origin) return this.frame();
    this.build();
    this.sent = this.resume();
  }

  frame() {
    const root = this.shadowRoot || this.attachShadow({ mode: "closed" });
    const frame = el("iframe", { src: `${HOME}/chat-frame`, title: "Claims help chat", referrerpolicy: "no-referrer", sandbox: "allow-scripts allow-same-origin allow-forms allow-modals" });
    const look = new CSSStyleSheet();
    look.replaceSync(":host { display: block; } iframe { display: block; width: 100%; height: min(80vh, 46rem); min-height: 20rem; border: 0; border-radius: 14px; }");
    root.adoptedStyleSheets = [look];
    root.replaceChildren(frame);
  }

  disconnectedCallback() {
    this.stream?.abort();
    this.sleep();
  }

  build() {
    const root = this.shadowRoot || this.attachShadow({ mode: "open" });
    this.list = el("ol");
    this.log = el("div", { class: "log", role: "log", "aria-live": "off", "aria-label": "Conversation", tabindex: "0" }, this.list);
    this.choices = el("div", { class: "choices", role: "group", "aria-label": "Suggested answers" });
    this.problem = el("p", { class: "problem", hidden: true });
    this.live = el("p", { class: "offscreen", role: "status", "aria-live": "polite" });
    this.state = el("p", { class: "state" }, WORDS.assistant);
    this.text = el("textarea", { "aria-label": "Your message", maxlength: 1000, rows: 1, placeholder: "Write a message", oninput: () => this.writing(),
      onkeydown: (event) => { if (event.key === "Enter" && !event.shiftKey) { event.preventDefault(); this.form.requestSubmit(); } } });
    this.form = el("form", { onsubmit: (event) => this.submit(event) }, this.text, el("button", { type: "submit" }, "Send"));
    this.person = el("button", { type: "button", class: "quiet", onclick: () => this.wantPerson() }, "Talk to a person");
    this.papers = el("button", { type: "button", class: "quiet", onclick: () => this.explanations() }, "My explanations");
    this.paper = el("section", { class: "paper", "aria-label": "Explanation of benefits", tabindex: "-1", hidden: true });
    const header = el("header", {}, el("div", {}, el("h2", {}, "Claims help"), this.state), el("div", { class: "ways" }, this.papers, this.person));
    const talk = el("div", { class: "talk" }, this.log, this.choices, this.form);
    root.replaceChildren(el("link", { rel: "stylesheet", href: STYLE }),
      el("section", { class: "window", "aria-label": "Claims help chat" }, header, el("div", { class: "sides" }, talk, this.paper), this.problem, this.live));
  }

  // The same chat after a reload of this tab, as far as the server still shows it; otherwise a new one.
  async resume() {
    this.token = sessionStorage.getItem(KEPT);
    if (!this.token) return this.open();
    try {
      const past = await this.ask("/chat/messages");
      if (!past.turns.length) return this.open();
      this.clear();
      for (const turn of past.turns) {
        this.seen.add(turn.turn);
        if (turn.said) this.add("me", turn.said, null, true);
        this.show(turn.messages, true);
      }
      this.owner(past.owner, past.agent);
      this.speak("Your conversation is shown again.");
      this.listen(String(past.last_event_id));
      this.stayAwake();
    } catch (error) {
      if (error instanceof Refusal && error.status === 401) return this.open();
      this.tell("We can't be reached right now. Trying again …");
      await patience(3000);
      return this.resume();
    }
  }

  clear() {
    this.seen = new Set();
    this.list.replaceChildren();
    this.choices.replaceChildren();
    this.live.replaceChildren();
    this.tell("");
  }

  async open() {
    this.token = null;
    this.clear();
    try {
      const answer = await this.ask("/chat/sessions", {});
      this.token = answer.token;
      sessionStorage.setItem(KEPT, answer.token);
      this.owner("assistant");
      this.show(answer.messages);
      this.listen();
      this.stayAwake();
    } catch (error) {
      this.tell(error instanceof Refusal ? error.message : "We can't be reached right now. Please try again in a moment.");
      this.choices.replaceChildren(el("button", { type: "button", onclick: () => { this.sent = this.open(); } }, "Try again"));
    }
  }

  // Asked for once while the asking is on its way, however often it is pressed.
  async wantPerson() {
    if (this.person.ariaDisabled) return;
    this.person.ariaDisabled = "true";
    this.say({ text: "I want to talk to a person" }, "I want to talk to a person");
    await this.sent;
    this.person.ariaDisabled = null;
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
      const answer = await this.ask("/chat/messages", body, { "Idempotency-Key": key });
      this.tell("");
      this.owner(answer.owner);
      this.show(answer.messages);
    } catch (error) {
      if (error instanceof Refusal && error.status === 401) return this.ended();
      const temporary = !(error instanceof Refusal) || error.status === 503 || error.status === 429;
      if (temporary && attempt < 8) {
        this.tell("No connection. Trying again …");
        await patience(Math.min(RETRY_MILLISECONDS, 500 * 2 ** attempt));
        return this.deliver(body, key, attempt + 1);
      }
      this.tell(error instanceof Refusal ? error.message : "That did not go through. Please try again.");
    }
  }

  async ask(path, body, headers = {}) {
    const answer = await fetch(path, { method: body ? "POST" : "GET", body: body && JSON.stringify(body),
      headers: { "Content-Type": "application/json", ...(this.token ? { Authorization: `Bearer ${this.token}` } : {}), ...headers } });
    const data = await answer.json().catch(() => ({}));
    if (!answer.ok) throw new Refusal(answer.status, data);
    return data;
  }

  // -- explanations of benefits, for a member who has proved who they are

  async explanations() {
    try {
      await this.sent; // asked for before the chat is open, it waits for it
      const { claims } = await this.ask("/chat/explanations");
      const { list } = await import("./explanation.js");
      this.lay(list(claims, (id) => this.explain(id)));
    } catch (error) { this.cannot(error); }
  }

  async explain(id) {
    try {
      const [facts, { sheet }] = await Promise.all([this.ask(`/chat/explanations/${id}`), import("./explanation.js")]);
      this.lay(sheet(facts), el("button", { type: "button", onclick: () => print() }, "Print"), el("button", { type: "button", class: "quiet", onclick: () => this.explanations() }, "Other claims"));
      this.speak("The explanation of benefits is shown beside the chat.");
    } catch (error) { this.cannot(error); }
  }

  cannot(error) {
    if (error instanceof Refusal && error.status === 401) return this.ended();
    this.tell(error instanceof Refusal ? error.message : "That did not work. Please try again in a moment.");
  }

  lay(content, ...tools) {
    this.tell("");
    this.stayAwake();
    this.setAttribute("explaining", "");
    this.paper.hidden = false;
    this.paper.replaceChildren(el("p", { class: "tools" }, el("button", { type: "button", class: "quiet", onclick: () => this.putAway() }, "Back to the chat"), ...tools), content);
    this.paper.scrollTop = 0;
    this.paper.focus({ preventScroll: false });
  }

  putAway() {
    this.paper.hidden = true;
    this.paper.replaceChildren();
    this.removeAttribute("explaining");
    this.papers.focus();
  }

  // Reads the stream for as long as this chat lasts. ``last`` is the last event heard, so nothing is missed and nothing
  // comes twice.
  async listen(last = "0") {
    this.stream?.abort();
    const stream = (this.stream = new AbortController());
    for (let failures = 0; !stream.signal.aborted; failures += 1) {
      try {
        const answer = await fetch("/chat/stream", { signal: stream.signal,
          headers: { Authorization: `Bearer ${this.token}`, Accept: "text/event-stream", "Last-Event-ID": last } });
        if (answer.status === 401) return this.ended();
        if (!answer.ok) throw new Refusal(answer.status, {});
        if (this.lost) this.tell("", "Connected again.");
        failures = 0;
        this.lost = false;
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
        if (!this.lost) this.tell("The connection is lost. Trying again …");
        this.lost = true;
      }
      await patience(Math.min(RETRY_MILLISECONDS, 1000 * 2 ** failures));
    }
  }

  heard(part) {
    const fields = {};
    for (const line of part.split("\n")) {
      const cut = line.indexOf(":");
      if (cut > 0) fields[line.slice(0, cut)] = (fields[line.slice(0, cut)] || "") + line.slice(cut + 1).trimStart();
    }
    if (!fields.data) return fields.id;
    const data = JSON.parse(fields.data);
    if (fields.event === "message" && !this.seen.has(data.turn)) {
      this.seen.add(data.turn);
      this.show([{ ...data, name: data.agent }]);
      this.rest();
    }
    if (fields.event === "typing") {
      this.state.textContent = `${this.name || "The agent"} is typing …`;
      clearTimeout(this.typing);
      this.typing = setTimeout(() => this.rest(), TYPING_MILLISECONDS);
    }
    if (fields.event === "owner") this.owner(data.owner, data.agent, true);
    if (fields.event === "closed") this.closed(data);
    if (fields.event === "ended") this.ended();
    return fields.id;
  }

  owner(owner, name, aloud = false) {
    const before = this.rested;
    if (owner !== "agent") this.name = null;
    if (name) this.name = name;
    this.held = owner;
    this.rested = owner === "agent" ? `${this.name || "A person"} is with you` : WORDS[owner] || "";
    this.rest();
    if (aloud && this.rested !== before) this.speak(`${this.rested}.`);
  }

  // An agent has closed the conversation: said in its place among the words, and aloud.
  closed({ reference, agent }) {
    const sentence = `${agent || "The agent"} has closed this conversation. Its reference is ${reference}. You can go on writing: our automated assistant answers, and first asks again who you are.`;
    this.list.append(el("li", { class: "note" }, sentence));
    this.log.scrollTop = this.log.scrollHeight;
    this.choices.replaceChildren();
    this.speak(sentence);
  }

  // The state line as it is when nobody types.
  rest() {
    clearTimeout(this.typing);
    this.state.textContent = this.rested || WORDS.assistant;
  }

  // Where a person has the word, or will have it, they see at once who types; the assistant is in no hurry.
  writing() {
    this.stayAwake();
    if (Date.now() - (this.told || 0) >= (this.held === "assistant" ? SLOWLY_MILLISECONDS : TYPING_MILLISECONDS - 1000)) this.there();
  }

  // The caller is there, also where they say nothing: without hearing so, the server counts them as silent.
  there() {
    if (!this.token) return;
    this.told = Date.now();
    fetch("/chat/typing", { method: "POST", headers: { Authorization: `Bearer ${this.token}` } }).catch(() => {});
  }

  show(messages, quiet = false) {
    for (const message of messages) {
      this.add(message.from === "agent" ? "agent" : "assistant", message.text, message.name, quiet);
      const buttons = message.buttons || [];
      this.choices.replaceChildren(...buttons.map((button) =>
        el("button", { type: "button", class: "quiet", onclick: () => this.say({ button: button.id }, button.title) }, button.title)));
      if (buttons.length && !quiet) this.speak(`Suggested answers: ${buttons.map((button) => button.title).join(", ")}.`);
    }
  }

  add(kind, text, name, quiet = false) {
    const from = { me: "You", assistant: "Assistant", agent: name || "Agent" }[kind];
    this.list.append(el("li", { class: kind }, el("span", { class: "from" }, from), text));
    this.log.scrollTop = this.log.scrollHeight;
    if (kind !== "me" && !quiet) this.speak(`${from}: ${text}`);
  }

  // The one place a screen reader hears from.
  speak(sentence) {
    this.live.append(el("span", {}, `${sentence} `));
    while (this.live.childNodes.length > 12) this.live.firstChild.remove();
  }

  tell(sentence, aloud = sentence) {
    if (aloud && this.problem.textContent !== aloud) this.speak(aloud);
    this.problem.hidden = !sentence;
    this.problem.textContent = sentence;
  }

  stayAwake() {
    this.sleep();
    if (!this.token) return;
    this.asking = setTimeout(() => this.held !== "assistant" && this.askWhetherThere(), IDLE_MILLISECONDS - ASKED_MILLISECONDS);
    this.idle = setTimeout(() => this.ended(), IDLE_MILLISECONDS);
  }

  sleep() {
    clearTimeout(this.asking);
    clearTimeout(this.idle);
    this.question?.remove();
    this.question = null;
    this.answering?.abort();
  }

  // Whoever waits for a person, or hears one out, has nothing to say for long. Any key or tap is an answer.
  askWhetherThere() {
    const answer = () => { this.stayAwake(); this.there(); };
    const elsewhere = (event) => event.composedPath().includes(this.question) || answer();
    const sentence = "Are you still there? In two minutes this chat ends, and what was said here is no longer shown. Press any key or tap to stay.";
    this.question = el("p", { class: "question" }, sentence, " ", el("button", { type: "button", class: "quiet", onclick: () => { answer(); this.text.focus(); } }, "I am still here"));
    this.choices.before(this.question);
    this.speak(sentence);
    this.answering = new AbortController();
    for (const kind of ["keydown", "pointerdown"]) document.addEventListener(kind, elsewhere, { capture: true, signal: this.answering.signal });
  }

  // The words of a conversation that is over do not stay on a screen somebody may have left.
  ended() {
    this.token = null;
    sessionStorage.removeItem(KEPT);
    this.stream?.abort();
    this.sleep();
    this.text.value = "";
    this.tell("");
    this.paper.hidden = true;
    this.paper.replaceChildren();
    this.removeAttribute("explaining");
    this.list.replaceChildren(el("li", { class: "note" }, "This chat has ended. What was said here is no longer shown."));
    this.live.replaceChildren("This chat has ended.");
    this.choices.replaceChildren(el("button", { type: "button", onclick: () => { this.sent = this.open(); } }, "Start a new chat"));
  }
}

customElements.define("claimline-chat", ClaimlineChat);
