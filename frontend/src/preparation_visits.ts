// A visit at a door, where there may be no network: what is typed stays on this telephone until the server has it. Each
// visit carries a key of its own; sent again after a line that broke it is the same visit. Nothing here knows a rule.

const PREFIX = "cx-visit:";
const STORE = "cx-visits"; // of the worker that opens the form without network
const LATER = 5000; // ms until what could not be sent is tried again
const PATIENCE = 15000; // ms for an answer: a weak line is no line

type Fields = Record<string, string>;

interface Kept {
  key: string;
  village: string;
  name: string; // of the village
  to: string; // where it is sent
  fields: Fields;
  state: "draft" | "waiting" | "refused";
  wrong?: Fields; // what the server said of each field
  at: string;
}

const all = <E extends Element>(selector: string, root: ParentNode = document): E[] => [...root.querySelectorAll<E>(selector)];
const one = <E extends Element>(selector: string, root: ParentNode = document): E | null => root.querySelector<E>(selector);

const kept = one<HTMLElement>("[data-cx-visits]");
const form = one<HTMLFormElement>("form[data-cx-visit]");
const account = kept?.dataset["cxVisits"] ?? "";
const mine = `${PREFIX}${account}:`;
const open = form ? `${PREFIX}open:${account}:${form.dataset["cxVillage"]}` : "";

const hour = (): string => new Date().toTimeString().slice(0, 8);
const words = (name: string, count = 0): string =>
  (kept?.dataset[name] ?? "").replace("%n", String(count)).replace("%t", hour());

// -- What is kept on this telephone, for this account ------------------------------------------------------------------

function everything(of = mine): Kept[] {
  const keys = Object.keys(localStorage).filter((key) => key.startsWith(of));
  return keys.map((key) => JSON.parse(localStorage.getItem(key) ?? "") as Kept).sort((a, b) => a.at.localeCompare(b.at));
}

/** False where the telephone has no room: then the page says so, and the words stay in the form. */
function keep(visit: Kept): boolean {
  try {
    localStorage.setItem(mine + visit.key, JSON.stringify(visit));
    return true;
  } catch {
    say(words("cxFull"), "late");
    return false;
  }
}

const find = (key: string): Kept | undefined => everything().find((visit) => visit.key === key);
const drop = (key: string): void => localStorage.removeItem(mine + key);

/** What `crypto.randomUUID` would give; that one is missing where the county's server has no HTTPS. */
function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

// -- The form: every word is kept as it is typed -------------------------------------------------------------------------

const controls = (): (HTMLInputElement | HTMLTextAreaElement)[] =>
  form ? all<HTMLInputElement | HTMLTextAreaElement>("input, textarea", form).filter(({ name }) => name !== "csrfmiddlewaretoken") : [];

function typed(): Fields {
  const fields: Fields = {};
  for (const control of controls()) {
    if (control instanceof HTMLInputElement && control.type === "radio") {
      if (control.checked) fields[control.name] = control.value;
    } else fields[control.name] = control.value;
  }
  return fields;
}

function present(state: Kept["state"]): Kept {
  const fields = typed();
  const { cxVillage = "", cxVillageName = "" } = form?.dataset ?? {};
  const at = find(fields["key"] ?? "")?.at ?? new Date().toISOString();
  return { key: fields["key"] ?? "", village: cxVillage, name: cxVillageName, to: form?.action ?? "", fields, state, at };
}

/** Only what the day and the visitors' names fill by themselves was typed by nobody. */
const begun = (fields: Fields): boolean =>
  Object.entries(fields).some(([name, value]) => value.trim() && !["key", "on", "visitors", "follows"].includes(name));

function fill(fields: Fields): void {
  for (const control of controls()) {
    if (control instanceof HTMLInputElement && control.type === "radio") control.checked = fields[control.name] === control.value;
    else control.value = fields[control.name] ?? "";
  }
  for (const clarity of all<HTMLDetailsElement>("details", form ?? document)) clarity.open = Boolean(one<HTMLTextAreaElement>("textarea", clarity)?.value);
  mark();
}

/** A clarity of which something is written has its tick. */
function mark(): void {
  for (const clarity of all<HTMLDetailsElement>(".cx-visit-clarity")) {
    clarity.classList.toggle("cx-visit-clear", Boolean(one<HTMLTextAreaElement>("textarea", clarity)?.value.trim()));
  }
}

function sayWrong(wrong: Fields): void {
  for (const place of all<HTMLElement>("[data-cx-field]", form ?? document)) {
    const text = wrong[place.dataset["cxField"] ?? ""] ?? "";
    const note = one<HTMLElement>("[data-cx-wrong]", place);
    if (!note) continue;
    note.hidden = !text;
    const span = one("span", note);
    if (span) span.textContent = text;
    if (text && place instanceof HTMLDetailsElement) place.open = true;
    for (const control of all("input:not([type=radio]), textarea", place)) {
      if (text) control.setAttribute("aria-invalid", "true");
      else control.removeAttribute("aria-invalid");
    }
  }
  const first = one("[data-cx-wrong]:not([hidden])", form ?? document);
  first?.closest("[data-cx-field]")?.scrollIntoView({ block: "center" });
}

/** An empty form for the next door; the day and who visits stay. */
function clear(): void {
  const before = typed();
  fill({ key: newKey(), on: before["on"] ?? "", visitors: before["visitors"] ?? "", follows: "" });
  sayWrong({});
  localStorage.removeItem(open);
  window.scrollTo(0, 0);
}

form?.addEventListener("input", () => {
  mark();
  const fields = typed();
  if (!begun(fields)) return;
  if (keep(present("draft"))) localStorage.setItem(open, fields["key"] ?? "");
});

form?.addEventListener("submit", (event) => {
  event.preventDefault();
  const visit = present("waiting");
  if (!keep(visit)) return;
  clear(); // it is safe here: on a weak line the next door is typed while this one is still being sent
  say(""); // what was said of the one before
  void sendAll(visit.key);
});

one("[data-cx-keep]", form ?? document)?.addEventListener("click", () => {
  if (!keep(present("draft"))) return;
  clear();
  show();
  say(words("cxKept"));
});

// -- The list of what waits ------------------------------------------------------------------------------------------------

let offline = false;

function say(text: string, kind = ""): void {
  const line = one<HTMLElement>("[data-cx-visit-line]");
  if (!line) return;
  line.textContent = text;
  line.hidden = !text;
  line.classList.toggle("cx-note-late", kind === "late");
  line.classList.toggle("cx-note-soon", kind === "soon");
}

function show(): void {
  if (!kept) return;
  const here = typed()["key"];
  const shown = everything().filter(({ key, state }) => state !== "draft" || key !== here || !form);
  const waiting = shown.filter(({ state }) => state !== "draft").length;
  const drafts = shown.length - waiting;
  const head = [waiting ? words("cxWaiting", waiting) : "", drafts ? words("cxDrafts", drafts) : ""];
  kept.hidden = shown.length === 0;
  const title = one("[data-cx-kept-head]", kept);
  if (title) title.textContent = head.filter(Boolean).join(" · ");
  one("[data-cx-kept-list]", kept)?.replaceChildren(...shown.map(row));
  if (waiting && offline) say(words("cxOffline", waiting), "soon");
}

function row(visit: Kept): HTMLLIElement {
  const item = document.createElement("li");
  const text = document.createElement("span");
  const person = visit.fields["person"]?.trim() || words("cxNobody");
  text.textContent = [visit.name, person, Object.values(visit.wrong ?? {})[0] ?? ""].filter(Boolean).join(" · ");
  item.append(text);
  if (visit.state !== "waiting") item.append(...acts(visit));
  return item;
}

function acts(visit: Kept): HTMLElement[] {
  const again = document.createElement("a");
  again.className = "cx-button cx-button-small";
  again.textContent = words(visit.state === "refused" ? "cxCorrect" : "cxGoOn");
  again.href = visit.to;
  again.addEventListener("click", (event) => {
    localStorage.setItem(`${PREFIX}open:${account}:${visit.village}`, visit.key);
    if (!form || form.dataset["cxVillage"] !== visit.village) return; // the form of that village takes it up
    event.preventDefault();
    takeUp(visit);
  });
  const away = document.createElement("button");
  away.type = "button";
  away.className = "cx-button cx-button-small";
  away.textContent = words("cxDiscard");
  away.addEventListener("click", () => {
    if (away.textContent === words("cxSure")) {
      drop(visit.key);
      show();
    } else away.textContent = words("cxSure");
  });
  return [again, away];
}

function takeUp(visit: Kept): void {
  localStorage.setItem(open, visit.key);
  fill(visit.fields);
  sayWrong(visit.wrong ?? {});
  show();
}

// -- Sending: one at a time, each until the server has answered -----------------------------------------------------------

const token = (): string =>
  /(?:^|; )csrftoken=([^;]+)/.exec(document.cookie)?.[1] ??
  one<HTMLInputElement>("input[name=csrfmiddlewaretoken]")?.value ??
  "";

let again = 0;
let underway: Promise<void> = Promise.resolve();

/** Sends what waits. `byHand` was sent by hand just now: if it is refused, the form says why, or else the list. */
function sendAll(byHand?: string): Promise<void> {
  window.clearTimeout(again);
  show();
  underway = underway.then(() => sendEach(byHand));
  return underway;
}

async function sendEach(byHand?: string): Promise<void> {
  let sent = 0;
  for (const visit of everything().filter(({ state }) => state === "waiting")) {
    const answer = await sendOne(visit);
    if (answer === "later") break;
    if (answer === "taken") sent += 1;
    const refused = answer === "refused" && visit.key === byHand ? find(visit.key) : undefined;
    if (refused && !begun(typed())) takeUp(refused);
  }
  if (sent) say(words("cxSent", sent));
  show();
}

async function sendOne(visit: Kept): Promise<"taken" | "refused" | "later"> {
  let response: Response;
  try {
    const body = new URLSearchParams({ ...visit.fields, account, csrfmiddlewaretoken: token() });
    const headers = { Accept: "application/json", "HX-Request": "true" };
    response = await fetch(visit.to, { method: "POST", body, headers, redirect: "error", signal: AbortSignal.timeout(PATIENCE) });
  } catch {
    return tryLater();
  }
  if (response.status === 401) return stop(words("cxSignedOut"));
  if (response.status >= 500) return tryLater();
  offline = false;
  if (response.ok) {
    drop(visit.key);
    return "taken";
  }
  const { fields = {}, detail = words("cxNotTaken") } = (await response.json().catch(() => ({}))) as {
    fields?: Record<string, string[]>;
    detail?: string;
  };
  const wrong = Object.fromEntries(Object.entries(fields).map(([name, texts]) => [name, texts.join("")]));
  keep({ ...visit, state: "refused", wrong: Object.keys(wrong).length ? wrong : { "": detail } });
  if (!Object.keys(wrong).length) say(detail, "late");
  return "refused";
}

function tryLater(): "later" {
  offline = true;
  again = window.setTimeout(() => void sendAll(), LATER);
  return "later";
}

function stop(text: string): "later" {
  say(text, "late");
  return "later";
}

window.addEventListener("online", () => void sendAll());

// -- Signing out: first what waits, then once more whoever wants to leave it here ------------------------------------------

let warned = false;

document.addEventListener("submit", (event) => {
  const leaving = event.target as HTMLFormElement;
  if (!leaving.getAttribute("action")?.endsWith("/logout")) return;
  if ("caches" in window) void caches.delete(STORE);
  if (!kept || warned) return;
  const waiting = everything().filter(({ state }) => state !== "draft").length;
  if (!waiting) return;
  event.preventDefault();
  warned = true;
  void sendAll().then(() => {
    const left = everything().filter(({ state }) => state !== "draft").length;
    if (left) say(words("cxLeaving", left), "late");
    else leaving.requestSubmit();
  });
});

// -- Opening without network: where the county's server has HTTPS ----------------------------------------------------------

/** Keeps this page and what it is drawn with; from then on the page no longer asks to be left open. */
async function openWithoutNetwork(): Promise<void> {
  if (!("serviceWorker" in navigator) || !("caches" in window)) return;
  await navigator.serviceWorker.register("/visits-worker.js", { scope: "/v/" });
  const drawn = [
    ...all<HTMLLinkElement>("link[href]").map(({ href }) => href),
    ...all<HTMLScriptElement>("script[src]").map(({ src }) => src),
    ...all<SVGUseElement>("use").map((use) => new URL(use.href.baseVal, location.href).href.replace(/#.*/, "")),
  ];
  const store = await caches.open(STORE);
  await store.addAll([location.href, ...new Set(drawn)]);
  const note = one<HTMLElement>("[data-cx-keep-open]");
  if (note) note.textContent = note.dataset["cxReopens"] ?? "";
}

/** The page that was kept has the day and the key of when it was kept. */
function freshen(): void {
  const fields = typed();
  const now = new Date();
  const day = [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
  const on = !navigator.onLine && day > (fields["on"] ?? "") ? day : (fields["on"] ?? "");
  fill({ ...fields, key: newKey(), on });
}

if (kept) {
  document.body.classList.add("cx-scripted");
  for (const button of all<HTMLElement>("[data-cx-keep], [data-cx-keep-open]")) button.hidden = false;
  const begunHere = open ? find(localStorage.getItem(open) ?? "") : undefined;
  if (begunHere && begunHere.state !== "waiting") takeUp(begunHere);
  else if (form) freshen();
  mark();
  show();
  void sendAll();
  if (form) void openWithoutNetwork().catch(() => undefined); // without network there is nothing new to keep
}

export {};
