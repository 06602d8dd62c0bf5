// What every page does by itself: keys, what floats, parts that are fetched anew. Without it every page still works.

const BUSY_AFTER = 300; // ms: what takes less says nothing

const one = <E extends Element>(selector: string): E | null => document.querySelector<E>(selector);
const visible = (element: Element): boolean => element.checkVisibility(); // not inside what is folded

// -- Keys ----------------------------------------------------------------------------------------------------------

function typing(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches("input, select, textarea, [contenteditable]");
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
  if (event.key === "Escape") closeWhatFloats();
  else if (typing(event.target)) return;
  else if (event.key === "/" && focusSearch()) event.preventDefault();
  else if (event.key === "?" && openDialog("cx-keys")) event.preventDefault();
});

function focusSearch(): boolean {
  const fields = [...document.querySelectorAll<HTMLInputElement>("[data-cx-search]")];
  const menu = one<HTMLDetailsElement>(".cx-fold.cx-top-narrow");
  if (!fields.some(visible) && menu) menu.open = true;
  const field = fields.find(visible);
  field?.focus();
  field?.select();
  return field !== undefined;
}

// -- What floats: what unfolds from the bar, what a search found, dialogs ---------------------------------------------

function folds(): HTMLDetailsElement[] {
  return [...document.querySelectorAll<HTMLDetailsElement>("details.cx-fold[open]")];
}

function closeWhatFloats(): void {
  for (const fold of folds()) {
    const inside = fold.contains(document.activeElement);
    fold.open = false;
    if (inside) fold.querySelector("summary")?.focus();
  }
  for (const found of document.querySelectorAll<HTMLElement>(".cx-found")) {
    if (found.contains(document.activeElement)) fieldOf(found)?.focus();
    found.replaceChildren();
  }
}

document.addEventListener("click", (event) => {
  const target = event.target as Element;
  for (const fold of folds()) if (!fold.contains(target)) fold.open = false;
  const opener = target.closest<HTMLElement>("[data-cx-opens]");
  if (opener) openDialog(opener.dataset["cxOpens"] ?? "");
  if (target instanceof HTMLDialogElement) target.close(); // the dimmed page around a dialog
  if (target.closest("[data-cx-back]") && history.length > 1) {
    event.preventDefault(); // going back keeps what was typed; following the link would not
    history.back();
  }
});

function openDialog(id: string): boolean {
  const dialog = document.getElementById(id);
  if (!(dialog instanceof HTMLDialogElement) || dialog.open) return false;
  for (const fold of folds()) fold.open = false;
  dialog.showModal();
  return true;
}

for (const opener of document.querySelectorAll<HTMLElement>("[data-cx-opens][hidden]")) opener.hidden = false;

// -- Search: the arrows go through what was found --------------------------------------------------------------------

function fieldOf(found: Element): HTMLInputElement | null {
  return one<HTMLInputElement>(`[aria-controls="${found.id}"]`);
}

const SEARCHES = ".cx-search, [data-cx-arrows]"; // in the bar, or a page that lists below its field

for (const search of document.querySelectorAll<HTMLElement>(SEARCHES)) {
  search.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    const stops = [...search.querySelectorAll<HTMLElement>("input[type=search], .cx-found a, tbody a")];
    const next = stops[stops.indexOf(event.target as HTMLElement) + (event.key === "ArrowDown" ? 1 : -1)];
    if (!next) return;
    event.preventDefault();
    next.focus();
  });
}

/** An answer that comes late replaces the list in which the keyboard stands: it stays on its line, or is in the field. */
let stoodOn = "";

document.addEventListener("htmx:beforeSwap", (event) => {
  const { target } = exchange(event);
  const at = document.activeElement;
  stoodOn = at instanceof HTMLAnchorElement && target.contains(at) ? at.href : "";
});

document.addEventListener("htmx:afterSwap", (event) => {
  const { target } = exchange(event);
  const field = fieldOf(target);
  if (!stoodOn || !field) return;
  field.focus(); // what floats is shown only while the keyboard stands at it
  [...target.querySelectorAll("a")].find(({ href }) => href === stoodOn)?.focus();
});

// -- A page that was left open keeps its old token: what it sends goes with the present one ---------------------------

const presentToken = (): string | undefined => /(?:^|; )csrftoken=([^;]+)/.exec(document.cookie)?.[1];

document.addEventListener("submit", (event) => {
  const field = (event.target as Element).querySelector<HTMLInputElement>("input[name=csrfmiddlewaretoken]");
  const token = presentToken();
  if (field && token) field.value = token;
});

document.addEventListener("htmx:configRequest", (event) => {
  const { headers } = (event as CustomEvent<{ headers: Record<string, string> }>).detail;
  const token = presentToken();
  if (token) headers["X-CSRFToken"] = token;
});

// -- Parts that htmx fetches anew -------------------------------------------------------------------------------------

interface Exchange {
  elt: Element;
  target: Element;
  xhr: XMLHttpRequest;
  requestConfig: { triggeringEvent?: Event };
  shouldSwap: boolean;
}

const waiting = new WeakMap<XMLHttpRequest, number>();
const exchange = (event: Event): Exchange => (event as CustomEvent<Exchange>).detail;

document.addEventListener("htmx:beforeSend", (event) => {
  const { target, xhr, requestConfig } = exchange(event);
  if (requestConfig.triggeringEvent?.type === "hx:poll:trigger") return; // nobody asked, nobody waits
  waiting.set(xhr, window.setTimeout(() => target.setAttribute("aria-busy", "true"), BUSY_AFTER));
});

document.addEventListener("htmx:afterRequest", (event) => {
  const { target, xhr } = exchange(event);
  window.clearTimeout(waiting.get(xhr));
  target.removeAttribute("aria-busy");
  const offline = one<HTMLElement>("#cx-offline");
  if (offline) offline.hidden = xhr.status > 0;
});

// A problem of ours names its own place; anything else that went wrong leaves the page as it is.
document.addEventListener("htmx:beforeSwap", (event) => {
  const detail = exchange(event);
  if (detail.xhr.status >= 500 && !detail.xhr.getResponseHeader("HX-Retarget")) detail.shouldSwap = false;
});

export {};
