// Typing a count sheet: digits as the paper has them, keys, each square saved as it is left. Nothing here knows a rule:
// the server checks, and answers with the parts of the page that say so. Without this script the forms are sent whole.

const LATER = 5000; // ms until what could not be sent is tried again
const PATIENCE = 15000; // ms for an answer: a weak line is no line
const PREFIX = "cx-count:";

const all = <E extends Element>(selector: string, root: ParentNode = document): E[] => [...root.querySelectorAll<E>(selector)];
const form = document.querySelector<HTMLFormElement>("form[data-cx-entry], form[data-cx-draft]");
const inputs = (): HTMLInputElement[] => (form ? all<HTMLInputElement>("input[type=text]", form) : []);
const shown = (element: HTMLElement): boolean => element.checkVisibility();
const isField = (target: EventTarget | null): target is HTMLInputElement | HTMLTextAreaElement =>
  target instanceof HTMLElement && target.matches("[data-cx-figure], [data-cx-name], [data-cx-explain]");

// -- Figures: digits of any width, no spaces; commas on leaving -------------------------------------------------------

function plain(text: string): string {
  return text.replace(/[０-９，]/g, (sign) => sign.normalize("NFKC")).replace(/\s/g, "");
}

function withCommas(text: string): string {
  const digits = text.replace(/,/g, "");
  return /^\d+$/.test(digits) ? digits.replace(/^0+(?=\d)/, "").replace(/\B(?=(\d{3})+$)/g, ",") : text;
}

function convert(field: HTMLInputElement): void {
  const text = plain(field.value);
  if (text === field.value) return;
  const caret = plain(field.value.slice(0, field.selectionStart ?? 0)).length;
  field.value = text;
  field.setSelectionRange(caret, caret);
}

document.addEventListener("input", (event) => {
  const field = event.target;
  if (!(field instanceof HTMLInputElement) || !isField(field)) return;
  if (field.matches("[data-cx-figure]") && !(event as InputEvent).isComposing) convert(field);
  keepLinesFree(field);
  sayWhatIsMissing();
});

document.addEventListener("compositionend", (event) => {
  const field = event.target;
  if (field instanceof HTMLInputElement && field.matches("[data-cx-figure]")) convert(field);
});

// -- Names under 另选他人: there is always an empty line left ------------------------------------------------------------

function keepLinesFree(field: HTMLInputElement): void {
  const list = field.closest<HTMLElement>("[data-cx-names]");
  const last = list?.lastElementChild;
  if (!list || !last || all<HTMLInputElement>("input", last).every((input) => !input.value)) return;
  const next = last.cloneNode(true) as HTMLElement;
  for (const input of all<HTMLInputElement>("input", next)) input.value = "";
  list.append(next);
}

// -- Keys ----------------------------------------------------------------------------------------------------------

function step(from: HTMLElement, by: 1 | -1): void {
  const fields = inputs().filter(shown);
  const next = fields[fields.indexOf(from as HTMLInputElement) + by];
  if (next) enter(next);
  else if (by > 0) void leaveTheLast(from as HTMLInputElement);
}

/** Enter in the last square saves it like any other; then the keyboard stands on the button, if it can be pressed. */
async function leaveTheLast(last: HTMLInputElement): Promise<void> {
  leave(last);
  await send();
  if (document.activeElement === last) form?.querySelector<HTMLButtonElement>(".cx-button-main:not(:disabled)")?.focus();
}

function enter(field: HTMLInputElement): void {
  field.focus();
  field.select();
}

/** Enter: to the next square; on 另选他人 with votes first to the names, and from an empty name on to the next square. */
function goOn(field: HTMLInputElement): void {
  const names = document.getElementById(field.dataset["cxOpensNames"] ?? "");
  if (names instanceof HTMLDetailsElement && !names.open && /[1-9]/.test(field.value)) names.open = true;
  const line = field.closest("[data-cx-names]");
  const leaves = line && field.matches("[data-cx-name]") && !field.value.trim();
  if (!leaves) return step(field, 1);
  const last = all<HTMLInputElement>("input", line).at(-1);
  step(last ?? field, 1);
}

document.addEventListener("keydown", (event) => {
  if (event.isComposing || !form) return;
  if (event.key === "F2") {
    event.preventDefault();
    togglePaper();
  } else if (event.key === "Enter" && event.ctrlKey) {
    event.preventDefault();
    void complete();
  } else if (event.target instanceof HTMLInputElement && isField(event.target) && !event.ctrlKey && !event.altKey) {
    const field = event.target;
    if (event.key === "Enter") goOn(field);
    else if (event.key === "ArrowDown") step(field, 1);
    else if (event.key === "ArrowUp") step(field, -1);
    else return;
    event.preventDefault();
  }
});

/** Ctrl+Enter: ends the entry, or goes to the first square that keeps it open. */
async function complete(): Promise<void> {
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  await send();
  const main = form?.querySelector<HTMLButtonElement>(".cx-button-main");
  if (main && !main.disabled) return main.click();
  const open = inputs().find((input) => input.ariaInvalid === "true" || (input.id && !input.value.trim()));
  const unexplained = all<HTMLTextAreaElement>("[data-cx-explain]").find((text) => !text.value.trim());
  if (open) enter(open);
  else unexplained?.focus();
}

// -- The photographed paper beside the form ----------------------------------------------------------------------------

const paper = document.getElementById("cx-paper");

function togglePaper(): void {
  if (!paper) return;
  const zoom = paper.querySelector<HTMLButtonElement>("[data-cx-zoom]");
  if (paper.querySelector("[data-cx-paper-close]")) {
    paper.hidden = !paper.hidden;
    document.body.classList.toggle("cx-with-paper", !paper.hidden);
  } else zoom?.click();
}

for (const zoom of all<HTMLButtonElement>("[data-cx-zoom]")) zoom.hidden = false;

document.addEventListener("click", (event) => {
  const target = event.target as Element;
  const zoom = target.closest<HTMLButtonElement>("[data-cx-zoom]");
  const photo = target.closest<HTMLAnchorElement>("[data-cx-photo]");
  if (zoom && paper) zoom.ariaPressed = String(paper.classList.toggle("cx-paper-large"));
  if (target.closest("[data-cx-paper-close]") && !paper?.hidden) togglePaper();
  if (photo && paper && matchMedia("(min-width: 900px)").matches && !(event as MouseEvent).ctrlKey) {
    event.preventDefault();
    if (paper.hidden) togglePaper();
    paper.querySelectorAll("img, a")[Number(photo.dataset["cxPhoto"]) - 1]?.scrollIntoView({ block: "nearest" });
  }
});

// -- What the button says while squares are empty (difference, squares that came back) ----------------------------------

function sayWhatIsMissing(): void {
  const button = form?.querySelector<HTMLButtonElement>("[data-cx-missing]");
  if (!form || !button) return;
  const empty = all<HTMLInputElement>("[data-cx-must]", form).filter((input) => !input.value.trim()).length;
  button.disabled = empty > 0;
  const { cxMissing = "", cxReady = "" } = button.dataset;
  button.textContent = empty ? cxMissing.replace("%n", String(empty)) : cxReady;
}

// -- Unsent: kept on this machine for this account and sheet, only until the server has it --------------------------------

type Values = Record<string, string[]>; // name of the input -> its values, several for the names under 另选他人

const sheet = document.querySelector<HTMLElement>("[data-cx-sheet]");
const mine = `${PREFIX}${sheet?.dataset["cxAccount"]}:`;
const ofSheet = `${mine}${sheet?.dataset["cxSheet"]}/`;
const place = form ? ofSheet + (form.dataset["cxDraft"] ?? "entry") : "";

/** Takes away what others left on this machine, since neither of two clerks sees the other's figures; and what this
    sheet no longer asks for: once an entry is finished nothing of it stays here. */
function forget(): void {
  for (const key of Object.keys(localStorage)) {
    const others = !key.startsWith(mine);
    const done = key.startsWith(ofSheet) && key !== place;
    if (key.startsWith(PREFIX) && (others || done)) localStorage.removeItem(key);
  }
}

function forgetAll(): void {
  for (const key of Object.keys(localStorage)) if (key.startsWith(PREFIX)) localStorage.removeItem(key);
}

function remembered(): Values {
  return place ? (JSON.parse(localStorage.getItem(place) ?? "{}") as Values) : {};
}

function remember(values: Values): void {
  if (Object.keys(values).length) localStorage.setItem(place, JSON.stringify(values));
  else localStorage.removeItem(place);
}

/** What is sent with a field: itself; for a line of names the whole list. */
function groupOf(field: HTMLInputElement | HTMLTextAreaElement): string[] {
  const square = /^(.+)\.(name|votes)$/.exec(field.name)?.[1];
  return square ? [`${square}.name`, `${square}.votes`] : [field.name];
}

const fieldsNamed = (name: string): (HTMLInputElement | HTMLTextAreaElement)[] =>
  all<HTMLInputElement | HTMLTextAreaElement>(`[name="${CSS.escape(name)}"]`);

function restore(): void {
  for (const [name, values] of Object.entries(remembered())) {
    values.forEach((value, line) => {
      const field = fieldsNamed(name)[line];
      if (field) field.value = value;
      if (field instanceof HTMLInputElement) keepLinesFree(field);
      const names = field?.closest("details");
      if (names && value) names.open = true;
    });
  }
}

document.addEventListener("focusin", (event) => {
  if (isField(event.target)) event.target.dataset["cxWas"] = event.target.value;
});

document.addEventListener("focusout", (event) => {
  const field = event.target;
  if (isField(field)) leave(field);
});

/** Keeps what stands in a field on this machine; false where nothing was typed into it. */
function note(field: HTMLInputElement | HTMLTextAreaElement): boolean {
  if (field.matches("[data-cx-figure]")) field.value = withCommas(plain(field.value));
  if (field.value === (field.dataset["cxWas"] ?? field.defaultValue)) return false;
  field.dataset["cxWas"] = field.value;
  const unsent = remembered();
  for (const name of groupOf(field)) unsent[name] = fieldsNamed(name).map((one) => one.value);
  remember(unsent);
  return true;
}

function leave(field: HTMLInputElement | HTMLTextAreaElement): void {
  if (!note(field)) return;
  if (form) sayUnsent(form);
  void send();
}

/** A page that goes away while somebody types (reload, an ended session) takes nothing with it. */
window.addEventListener("pagehide", () => {
  if (isField(document.activeElement)) note(document.activeElement);
});

// -- Sending: one request at a time, each with all that is unsent -----------------------------------------------------------

let underway: Promise<boolean> | null = null;
let again = 0;
let offline = false;

function send(): Promise<boolean> {
  window.clearTimeout(again);
  if (!form?.matches("[data-cx-entry]")) return Promise.resolve(true);
  underway ??= sendAll(form).finally(() => (underway = null));
  return underway;
}

/** Sends until nothing is left; false when the server could not be reached or did not take it. */
async function sendAll(entry: HTMLFormElement): Promise<boolean> {
  for (let values = remembered(); Object.keys(values).length; values = remembered()) {
    if (!(await sendOnce(entry, values))) return false;
  }
  return true;
}

async function sendOnce(entry: HTMLFormElement, values: Values): Promise<boolean> {
  const body = new URLSearchParams({ csrfmiddlewaretoken: token() });
  for (const [name, texts] of Object.entries({ ...faulty(entry), ...values })) {
    for (const text of texts) body.append(name, text);
  }
  let response: Response;
  try {
    const headers = { "HX-Request": "true" };
    response = await fetch(entry.action, { method: "POST", body, headers, redirect: "error", signal: AbortSignal.timeout(PATIENCE) });
  } catch {
    offline = true;
    sayUnsent(entry);
    again = window.setTimeout(send, LATER);
    return false;
  }
  if (response.status === 401) location.assign(`/login?expired&next=${encodeURIComponent(location.pathname)}`);
  if (!response.ok) return sayProblem(await response.text());
  const now = remembered();
  for (const [name, texts] of Object.entries(values)) if (String(now[name]) === String(texts)) delete now[name];
  remember(now);
  offline = false;
  sayUnsent(entry);
  put(await response.text());
  return true;
}

/** Texts that the server could not take are sent again with every save, or it would no longer speak of them. */
function faulty(entry: HTMLFormElement): Values {
  const fields = all<HTMLInputElement>("[data-cx-square]:has([data-cx-fault]) input", entry);
  return Object.fromEntries(fields.map(({ name }) => [name, fieldsNamed(name).map((one) => one.value)]));
}

const token = (): string =>
  /(?:^|; )csrftoken=([^;]+)/.exec(document.cookie)?.[1] ??
  document.querySelector<HTMLInputElement>("input[name=csrfmiddlewaretoken]")?.value ??
  "";

function sayProblem(html: string): false {
  const problem = document.getElementById("cx-problem");
  problem?.replaceChildren(parsed(html));
  problem?.scrollIntoView({ block: "nearest" });
  return false;
}

/** While there is no network: how many squares wait on this machine. */
function sayUnsent(entry: HTMLFormElement): void {
  const here = document.querySelector<HTMLElement>("[data-cx-unsent-here]");
  if (!here) return;
  const squares = offline ? Object.keys(remembered()).filter((name) => !name.endsWith(".votes")).length : 0;
  const { cxUnsent = "", cxUnsentPhone = "" } = entry.dataset;
  const words = matchMedia("(pointer: coarse)").matches ? cxUnsentPhone : cxUnsent;
  here.textContent = squares ? words.replace("%n", String(squares)) : "";
  here.hidden = squares === 0;
}

function parsed(html: string): DocumentFragment {
  const template = document.createElement("template");
  template.innerHTML = html;
  return template.content;
}

/** Puts the parts that the server sent in their places; a text that is being typed in one of them stays. */
function put(html: string): void {
  document.getElementById("cx-problem")?.replaceChildren();
  const typing = document.activeElement;
  for (const part of all<HTMLElement>("[data-cx-live]", parsed(html))) {
    const old = document.getElementById(part.id);
    if (!old || old.isEqualNode(part)) continue;
    const inside = typing instanceof HTMLTextAreaElement && old.contains(typing);
    old.replaceWith(part);
    if (inside) keepTyping(typing);
    const square = document.querySelector<HTMLInputElement>(`[aria-describedby="${part.id}"]`);
    if (square) square.ariaInvalid = part.matches("[data-cx-wrong]") ? "true" : null;
  }
}

function keepTyping(before: HTMLTextAreaElement): void {
  const field = document.getElementById(before.id);
  if (!(field instanceof HTMLTextAreaElement)) return;
  field.value = before.value;
  field.dataset["cxWas"] = before.dataset["cxWas"];
  field.focus();
  field.setSelectionRange(before.selectionStart, before.selectionEnd);
}

// -- Whole forms: first what is unsent; after signing out nothing stays on this machine --------------------------------------

let allSent = false;

document.addEventListener("submit", (event) => {
  const sent = event.target as HTMLFormElement;
  if (sent.getAttribute("action")?.endsWith("/logout")) forgetAll();
  if (allSent || !(sent.matches("[data-cx-entry]") || sent.matches("[data-cx-photographs]"))) return;
  event.preventDefault();
  void send().then((saved) => {
    allSent = saved;
    if (saved) window.setTimeout(() => sent.requestSubmit(event.submitter)); // not while this submission is still going on
  });
});

document.addEventListener("change", (event) => {
  const chooser = event.target;
  if (!(chooser instanceof HTMLInputElement && chooser.type === "file")) return;
  if (chooser.form?.matches("[data-cx-photographs]")) chooser.form.requestSubmit(); // other forms have more to be filled in
});

window.addEventListener("online", () => void send());

if (sheet) {
  document.body.classList.add("cx-scripted");
  forget();
}
if (form) {
  restore();
  sayWhatIsMissing();
  void send();
}

export {};
