// A daily report on a telephone: what is typed stays on it until the server has the report. It has a key of its own, so
// that one which is sent twice is one report. The page works without this, as long as there is a network.

const LATER = 5000; // ms until what could not be sent is tried again
const PATIENCE = 15000; // ms for an answer: a weak line is no line

const form = document.querySelector<HTMLFormElement>("form[data-cx-daily]");
const note = document.querySelector<HTMLElement>("[data-cx-daily-note]");
const place = form ? `cx-daily:${form.dataset["cxDaily"]}:${location.pathname}` : "";

interface Kept {
  fields: Record<string, string>;
  asked?: Record<string, string>;
  waiting: boolean;
}

interface Refused {
  detail: string;
  fields?: Record<string, string[]>;
  asks?: Record<string, string>;
}

const kept = (): Kept | null => JSON.parse(localStorage.getItem(place) ?? "null") as Kept | null;

let asked: Record<string, string> = {}; // fields that the server asked for, with their labels

function controls(): (HTMLInputElement | HTMLTextAreaElement)[] {
  const found = form?.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>("input[name], textarea[name]") ?? [];
  return [...found].filter(({ name }) => name !== "csrfmiddlewaretoken");
}

function keep(waiting: boolean): void {
  const fields = Object.fromEntries(controls().map(({ name, value }) => [name, value]));
  try {
    localStorage.setItem(place, JSON.stringify({ fields, asked, waiting }));
  } catch {
    say("cxFull");
  }
}

function say(word: string, more = ""): void {
  if (!note) return;
  note.textContent = (note.dataset[word] ?? "") + more;
  note.hidden = !note.textContent;
}

function mark(wrong: Record<string, string[]>): void {
  for (const control of controls()) {
    if (wrong[control.name]) control.setAttribute("aria-invalid", "true");
    else control.removeAttribute("aria-invalid");
  }
  form?.querySelector<HTMLElement>("[aria-invalid]")?.focus();
}

// Why a figure fell: known only once the figure was typed, so the page has no field for it yet.
function ask(more: Record<string, string>): void {
  asked = { ...asked, ...more };
  for (const [name, words] of Object.entries(asked)) {
    if (!form || form.elements.namedItem(name)) continue;
    const input = made("input", { id: `id_${name}`, name, size: "40", maxlength: "200" });
    const label = made("label", { for: input.id }, words);
    const box = made("div", { class: "cx-field-box" }, input);
    form.querySelector(".cx-form")?.prepend(made("div", { class: "cx-field" }, label, box));
  }
}

function made(tag: string, attributes: Record<string, string>, ...inside: (Node | string)[]): HTMLElement {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...inside);
  return element;
}

let sending = false;

async function send(): Promise<void> {
  if (!form || sending) return;
  sending = true;
  const body = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (typeof value === "string") body.append(name, value);
  try {
    const options = { method: "POST", body, headers: { Accept: "application/json" }, signal: AbortSignal.timeout(PATIENCE) };
    const answer = await fetch(form.action, options);
    if (answer.ok && answer.headers.get("Content-Type")?.includes("json")) {
      localStorage.removeItem(place);
      const { url } = (await answer.json()) as { url: string };
      location.assign(url);
      return;
    }
    if (answer.headers.get("Content-Type")?.includes("json")) {
      const said = (await answer.json()) as Refused;
      ask(said.asks ?? {});
      keep(false);
      mark(said.fields ?? {});
      say("cxWrong", said.detail);
    } else {
      keep(false);
      say("cxSignedOut");
    }
  } catch {
    keep(true);
    say("cxOffline");
    setTimeout(again, LATER);
  } finally {
    sending = false;
  }
}

function again(): void {
  if (kept()?.waiting) void send();
}

if (form) {
  const before = kept();
  if (before) {
    ask(before.asked ?? {});
    for (const control of controls()) control.value = before.fields[control.name] ?? control.value;
    say(before.waiting ? "cxOffline" : "cxDraft");
    again();
  }
  form.addEventListener("input", () => keep(false));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void send();
  });
  window.addEventListener("online", again);
}
