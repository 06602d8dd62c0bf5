// A daily report on a telephone: what is typed stays on it until the server has the report. It has a key of its own, so
// that one which is sent twice is one report. The page works without this, as long as there is a network.

const LATER = 5000; // ms until what could not be sent is tried again
const PATIENCE = 15000; // ms for an answer: a weak line is no line

const form = document.querySelector<HTMLFormElement>("form[data-cx-daily]");
const note = document.querySelector<HTMLElement>("[data-cx-daily-note]");
const place = form ? `cx-daily:${form.dataset["cxDaily"]}:${location.pathname}` : "";

interface Kept {
  fields: Record<string, string>;
  waiting: boolean;
}

const kept = (): Kept | null => JSON.parse(localStorage.getItem(place) ?? "null") as Kept | null;

function controls(): (HTMLInputElement | HTMLTextAreaElement)[] {
  const found = form?.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>("input[name], textarea[name]") ?? [];
  return [...found].filter(({ name }) => name !== "csrfmiddlewaretoken");
}

function keep(waiting: boolean): void {
  const fields = Object.fromEntries(controls().map(({ name, value }) => [name, value]));
  try {
    localStorage.setItem(place, JSON.stringify({ fields, waiting }));
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
    keep(false);
    if (answer.headers.get("Content-Type")?.includes("json")) {
      const said = (await answer.json()) as { detail: string; fields?: Record<string, string[]> };
      mark(said.fields ?? {});
      say("cxWrong", said.detail);
    } else say("cxSignedOut");
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
