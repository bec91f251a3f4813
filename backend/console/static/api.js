// Asking our own JSON interfaces. A refusal becomes a Refusal with the server's sentence.
const ENDED = "Your session ended. Sign in in another tab, then try again.";
const AWAY = "We cannot be reached at the moment. Please try again.";
const SHOWN_MILLISECONDS = 6000;
const refused = new Set();

export class Refusal extends Error {
  constructor(status, body) {
    super(body.message || "Something went wrong. Please try again.");
    refused.add(this.message);
    this.status = status;
    this.code = body.code || "unexpected";
    this.body = body;
  }
}

export async function ask(method, path, body, headers = {}) {
  const options = { method, headers: { Accept: "application/json", ...headers } };
  if (body !== undefined) {
    options.body = JSON.stringify(body);
    options.headers["Content-Type"] = "application/json";
  }
  const answer = await fetch(path, options).catch(away);
  return read(answer, !headers.Authorization);
}

export async function upload(path, file, kind) {
  return read(await fetch(path, { method: "POST", body: file, headers: { "Content-Type": kind } }).catch(away));
}

async function read(answer, signedIn = true) {
  if (answer.status === 401 && signedIn) throw ended();
  const data = answer.status === 204 ? null : await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Refusal(answer.status, data);
  return data;
}

function away() {
  throw new Refusal(0, { code: "unreachable", message: AWAY });
}

// Whoever is no longer signed in keeps the page, and with it what is typed there: nothing of it may lie in the browser's stores.
function ended() {
  const error = new Refusal(401, { code: "sign_in_needed", message: ENDED });
  const place = document.getElementById("announce");
  if (place.className === "offscreen" || !place.textContent.startsWith(ENDED)) announce(ENDED);
  return error;
}

export const get = (path) => ask("GET", path);

// What a person does has one key until it is answered: pressed again after a lost answer, it is still done once.
const unanswered = new Map();
export async function post(path, body = {}) {
  const thing = `${path} ${JSON.stringify(body)}`;
  const key = unanswered.get(thing) ?? crypto.randomUUID();
  unanswered.set(thing, key);
  const answer = await ask("POST", path, body, { "Idempotency-Key": key });
  unanswered.delete(thing);
  return answer;
}

// An element with attributes and children; text is always text, never markup.
export function el(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else if (key === "class") made.className = value;
    else made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return made;
}

// For ears alone: what the page itself shows to eyes.
export const murmur = (sentence) => document.getElementById("murmur").replaceChildren(sentence);

// For ears and eyes: the live region itself comes forward, so nothing is read twice. A confirmation goes by itself; a problem
// stays until it is closed or the next thing is done. What stands beside its form already, in view, is not shown again.
let going = 0;
export function announce(sentence, problem = refused.has(sentence)) {
  const place = document.getElementById("announce");
  place.textContent = "";
  place.append(sentence);
  if (sentence === ENDED) place.append(" ", el("a", { href: "/sign-in", target: "_blank", rel: "noopener" }, "Sign in"));
  putAway();
  queueMicrotask(() => { if (sentence === ENDED || !standsInView(sentence)) show(problem); });
}

function standsInView(sentence) {
  const inView = (one) => { const { top, bottom, height } = one.getBoundingClientRect(); return height && top >= 0 && bottom <= innerHeight; };
  return [...document.querySelectorAll("main .problem, main .notice")].some((one) => one.textContent === sentence && inView(one));
}

function show(problem) {
  const place = document.getElementById("announce"), close = document.getElementById("announce-close");
  place.className = problem ? "toast problem" : "toast";
  close.hidden = !problem;
  close.onclick = putAway;
  clearTimeout(going);
  if (!problem) going = setTimeout(putAway, SHOWN_MILLISECONDS);
  else for (const kind of ["click", "submit"]) document.addEventListener(kind, next, true);
}

function next(event) {
  if (event.type === "submit" || event.target.closest?.("main button, main summary")) putAway();
}

function putAway() {
  clearTimeout(going);
  document.getElementById("announce").className = "offscreen";
  document.getElementById("announce-close").hidden = true;
  for (const kind of ["click", "submit"]) document.removeEventListener(kind, next, true);
}

// A number with its noun.
export const many = (count, one, more = `${one}s`) => `${count.toLocaleString("en-US")} ${count === 1 ? one : more}`;

export const dollars = (amount) =>
  amount === null || amount === undefined ? "–" : Number(amount).toLocaleString("en-US", { style: "currency", currency: "USD" });

export const day = (iso) =>
  iso ? new Date(iso.length === 10 ? `${iso}T00:00:00` : iso).toLocaleDateString("en-US", { dateStyle: "medium" }) : "–";

export const moment = (iso) =>
  iso ? new Date(iso).toLocaleString("en-US", { dateStyle: "medium", timeStyle: "short" }) : "–";

export function waited(iso) {
  const minutes = Math.max(0, Math.round((Date.now() - new Date(iso)) / 60000));
  return minutes < 1 ? "just now" : minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

export function facts(pairs) {
  const list = el("dl", { class: "facts" });
  for (const [name, value] of pairs) {
    if (value === null || value === undefined || value === "") continue;
    list.append(el("dt", {}, name), el("dd", {}, value));
  }
  return list;
}
