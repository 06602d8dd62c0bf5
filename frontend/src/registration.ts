// Lists of people by the keyboard: the arrows go from row to row; where people are asked, a digit is an answer.

const rowsOf = (list: Element): HTMLElement[] => [...list.querySelectorAll<HTMLElement>("[data-cx-contact]")];
const linksOf = (table: Element): HTMLElement[] => [...table.querySelectorAll<HTMLElement>("tbody th a")];

function typing(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches("input:not([type=checkbox]), select, textarea");
}

/** The next or the last stop; from outside the list its first or last one. */
function step(stops: HTMLElement[], key: string): void {
  const here = stops.findIndex((stop) => stop.contains(document.activeElement));
  const down = key === "ArrowDown";
  const next = here < 0 ? (down ? 0 : stops.length - 1) : here + (down ? 1 : -1);
  stops[next]?.focus();
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing || event.repeat) return;
  const list = document.querySelector("[data-cx-contacts]");
  const table = document.querySelector("[data-cx-rows]");
  const stops = list ? rowsOf(list) : table ? linksOf(table) : [];
  if (stops.length === 0) return;
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    if (event.target instanceof HTMLSelectElement || (typing(event.target) && event.key === "ArrowUp")) return;
    event.preventDefault();
    step(stops, event.key);
  } else if (list && !typing(event.target)) answer(event);
});

function answer(event: KeyboardEvent): void {
  const row = document.activeElement?.closest<HTMLElement>("[data-cx-contact]");
  if (!row) return;
  if (event.key === " " && document.activeElement === row) {
    event.preventDefault();
    row.querySelector<HTMLInputElement>("input[type=checkbox]")?.click();
  } else if (/^\d$/.test(event.key)) {
    const button = row.querySelector<HTMLButtonElement>(`[data-cx-key="${event.key}"]`);
    if (!button) return;
    event.preventDefault();
    button.click();
    const next = row.nextElementSibling;
    if (event.key !== "0" && next instanceof HTMLElement) next.focus();
    else stays = row.id;
  }
}

// The row that was answered comes anew. The keyboard stands on the next one at once, for whoever types fast; on the last
// row, and where an answer was taken back, it stays.
let stays = "";

document.addEventListener("htmx:afterSettle", () => {
  if (stays) document.getElementById(stays)?.focus();
  stays = "";
});

export {};
