// The board: arrow keys between villages, what floats over a row, townships that unfold on a phone, a line that is lost.
// The part #cx-board is replaced by htmx every ten seconds; what has the focus, floats or is unfolded survives that.

export {};

const HOVER_AFTER = 150; // ms
const LEAVE_AFTER = 200;
const LOST_AFTER = 30_000;
const EVERY = 5_000;

const board = (): HTMLElement | null => document.getElementById("cx-board");
const rows = (): HTMLAnchorElement[] => [...document.querySelectorAll<HTMLAnchorElement>("#cx-matrix .cx-vr")];
const rowOf = (target: EventTarget | null): HTMLAnchorElement | null =>
  target instanceof Element ? target.closest<HTMLAnchorElement>("#cx-matrix .cx-vr") : null;
const isList = (): boolean =>
  window.matchMedia("(max-width: 699px)").matches || !document.body.classList.contains("cx-board-wide");

// -- One tab stop, arrow keys inside ---------------------------------------------------------------------------------

let stop = ""; // id of the row that Tab reaches

function makeOneStop(): void {
  if (isList()) return;
  const all = rows();
  if (!all.some((row) => row.id === stop)) stop = all[0]?.id ?? "";
  for (const row of all) row.tabIndex = row.id === stop ? 0 : -1;
}

function moveStop(to: HTMLAnchorElement): void {
  const before = document.getElementById(stop);
  if (before) before.tabIndex = -1;
  stop = to.id;
  to.tabIndex = 0;
}

/** Up and down in the order of the rows; left and right to the row beside it, in the next column that has one. */
function neighbour(row: HTMLAnchorElement, key: string): HTMLAnchorElement | undefined {
  const all = rows();
  const place = all.indexOf(row);
  if (key === "ArrowDown") return all[place + 1];
  if (key === "ArrowUp") return all[place - 1];
  if (key === "Home") return all[0];
  if (key === "End") return all[all.length - 1];
  const here = row.getBoundingClientRect();
  const wanted = key === "ArrowRight" ? 1 : -1;
  let nearest: HTMLAnchorElement | undefined;
  let least = Infinity;
  for (const other of all) {
    const there = other.getBoundingClientRect();
    const across = (there.left - here.left) * wanted;
    if (across < 1) continue;
    const far = across * 1000 + Math.abs(there.top - here.top); // the nearest column first, then the nearest row
    if (far < least) [nearest, least] = [other, far];
  }
  return nearest;
}

document.addEventListener("keydown", (event) => {
  const row = rowOf(event.target);
  if (!row || isList() || event.ctrlKey || event.altKey || event.metaKey) return;
  if (!["ArrowDown", "ArrowUp", "ArrowLeft", "ArrowRight", "Home", "End"].includes(event.key)) return;
  event.preventDefault();
  neighbour(row, event.key)?.focus();
});

// -- What floats over a row -------------------------------------------------------------------------------------------

const card = document.getElementById("cx-card");
let shown = ""; // id of the row it floats over
let timer = 0;

async function show(row: HTMLAnchorElement): Promise<void> {
  if (!card || isList()) return;
  shown = row.id;
  const answer = await fetch(`${row.href}/card`, { headers: { "HX-Request": "true" } }).catch(() => null);
  if (!answer?.ok || shown !== row.id) return;
  const words = await answer.text(); // written by our own template, which escapes what people typed
  const now = document.getElementById(row.id); // the board may have been replaced meanwhile
  if (!now || shown !== row.id) return;
  card.innerHTML = words;
  card.hidden = false;
  for (const other of rows()) other.classList.toggle("cx-chosen", other === now);
  placeBeside(now);
}

/** Below the row, above it near the foot of the window; never over it. */
function placeBeside(row: HTMLElement): void {
  if (!card) return;
  const at = row.getBoundingClientRect();
  const { width, height } = card.getBoundingClientRect();
  const below = at.bottom + 4 + height <= document.documentElement.clientHeight;
  const top = below ? at.bottom + 4 : Math.max(4, at.top - 4 - height);
  const left = Math.min(at.left - 12, document.documentElement.clientWidth - width - 8);
  card.style.left = `${Math.max(8, left) + window.scrollX}px`;
  card.style.top = `${top + window.scrollY}px`;
}

function hide(): void {
  window.clearTimeout(timer);
  shown = "";
  if (card) card.hidden = true;
  for (const row of document.querySelectorAll(".cx-vr.cx-chosen")) row.classList.remove("cx-chosen");
}

if (card && window.matchMedia("(hover: hover)").matches) {
  document.addEventListener("pointerover", (event) => {
    const row = rowOf(event.target);
    window.clearTimeout(timer);
    if (row && row.id !== shown) timer = window.setTimeout(() => void show(row), HOVER_AFTER);
    else if (!row && shown && !card.contains(event.target as Node)) timer = window.setTimeout(hide, LEAVE_AFTER);
  });
}

document.addEventListener("focusin", (event) => {
  const row = rowOf(event.target);
  if (row) moveStop(row);
  if (row?.matches(":focus-visible")) void show(row);
  else if (shown && !card?.contains(event.target as Node)) hide();
});

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") hide();
});

// -- A township unfolds on a phone ----------------------------------------------------------------------------------------

const unfolded = new Set<string>();

/** The only township there is need not be unfolded first. */
function unfoldTheOnly(): void {
  const towns = new Set([...document.querySelectorAll<HTMLElement>(".cx-town[data-town]")].map((one) => one.dataset["town"]));
  if (towns.size === 1) for (const town of towns) unfolded.add(town ?? "");
}

function unfold(): void {
  for (const town of document.querySelectorAll<HTMLElement>(".cx-town[data-town]")) {
    const open = unfolded.has(town.dataset["town"] ?? "");
    town.classList.toggle("cx-open", open);
    const head = town.querySelector(".cx-town-head");
    if (isList()) head?.setAttribute("aria-expanded", String(open));
    else head?.removeAttribute("aria-expanded");
  }
}

document.addEventListener("click", (event) => {
  const head = (event.target as Element).closest<HTMLElement>(".cx-town-head");
  const town = head?.closest<HTMLElement>(".cx-town")?.dataset["town"];
  if (!head || !town || !isList() || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  if (!unfolded.delete(town)) unfolded.add(town);
  unfold();
});

// -- The list beside the board: as many whole matters as have room; the others are counted ---------------------------------

function fit(): void {
  const list = document.querySelector<HTMLElement>(".cx-urgent-list");
  if (!list) return;
  const all = [...list.children];
  for (const one of all) one.classList.remove("cx-left-out");
  if (isList() || !window.matchMedia("(min-width: 1200px)").matches) return count(all.length);
  const ends = all.map((one) => one.getBoundingClientRect().bottom);
  const fits = (shown: number): boolean => (ends[shown - 1] ?? 0) <= list.getBoundingClientRect().bottom + 1;
  let shown = all.length;
  count(shown);
  while (shown > 1 && !fits(shown)) count(--shown); // what is said of the others takes room too
  for (const one of all.slice(shown)) one.classList.add("cx-left-out");
}

/** Says how many are left after so many. */
function count(shown: number): void {
  for (const rest of document.querySelectorAll<HTMLElement>(".cx-rest > [data-after]")) {
    rest.classList.toggle("cx-rest-shown", rest.dataset["after"] === String(shown));
  }
}

// -- Replaced every ten seconds; a line that is lost for thirty is said -----------------------------------------------------

let heard = Date.now();

document.addEventListener("htmx:afterSwap", (event) => {
  if ((event as CustomEvent<{ elt: Element }>).detail.elt.id !== "cx-board") return;
  makeOneStop();
  unfold();
  fit();
  const row = document.getElementById(shown);
  if (row instanceof HTMLAnchorElement) void show(row);
  else if (shown) hide();
});

document.addEventListener("htmx:afterRequest", (event) => {
  const { xhr } = (event as CustomEvent<{ xhr: XMLHttpRequest }>).detail;
  const hour = xhr.getResponseHeader("Cx-Clock");
  if (!hour) return;
  heard = Date.now();
  const clock = document.getElementById("cx-clock");
  if (clock) clock.textContent = hour;
  sayLost();
});

function sayLost(): void {
  const lost = document.getElementById("cx-lost");
  if (!lost) return;
  const since = lost.querySelector("time");
  if (since) since.textContent = document.getElementById("cx-clock")?.textContent ?? "";
  lost.hidden = Date.now() - heard < LOST_AFTER;
}

if (board()) {
  makeOneStop();
  unfoldTheOnly();
  unfold();
  fit();
  window.setInterval(sayLost, EVERY);
  window.addEventListener("resize", () => {
    makeOneStop();
    unfold();
    fit();
    hide();
  });
}
