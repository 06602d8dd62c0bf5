// Typing people in: a name or its initials, the arrows and Enter pick; Enter goes on to the next field, from the last
// one to the verdict. Without this script the names are typed in full and the buttons do the same.

const SOON = 140; // ms after the last key

interface Person {
  field: HTMLInputElement;
  picked: HTMLInputElement;
  found: HTMLElement;
}

function personOf(part: HTMLElement): Person | null {
  const field = part.querySelector<HTMLInputElement>("[data-cx-person]");
  const picked = part.querySelector<HTMLInputElement>("input[type=hidden]");
  const found = part.querySelector<HTMLElement>(".cx-person-found");
  return field && picked && found ? { field, picked, found } : null;
}

const options = (found: HTMLElement): HTMLElement[] => [...found.querySelectorAll<HTMLElement>("[role=option]")];
const chosen = (found: HTMLElement): HTMLElement | undefined =>
  options(found).find((option) => option.getAttribute("aria-selected") === "true");

function show({ field, found }: Person, html: string): void {
  found.innerHTML = html; // from our own server, escaped there
  field.setAttribute("aria-expanded", String(html.trim() !== ""));
}

function move(found: HTMLElement, by: number): void {
  const all = options(found);
  if (!all.length) return;
  const at = all.findIndex((option) => option.getAttribute("aria-selected") === "true");
  const next = (at + by + all.length) % all.length;
  all.forEach((option, index) => option.setAttribute("aria-selected", String(index === next)));
  all[next]?.scrollIntoView({ block: "nearest" });
}

function pick(person: Person, option: HTMLElement): void {
  person.field.value = option.dataset["name"] ?? "";
  person.picked.value = option.dataset["pk"] ?? "";
  show(person, "");
  goOn(person.field);
}

// The next field that is still empty, or the verdict.
function goOn(field: HTMLElement): void {
  const form = field.closest("form");
  if (!form) return;
  const stops = [...form.querySelectorAll<HTMLElement>("[data-cx-person], select")];
  const next = stops[stops.indexOf(field) + 1];
  if (next) next.focus();
}

function attach(person: Person): void {
  const { field, picked, found } = person;
  let waiting = 0;
  let asked = 0;
  field.addEventListener("input", () => {
    picked.value = "";
    window.clearTimeout(waiting);
    waiting = window.setTimeout(async () => {
      const typed = field.value.trim();
      const mine = ++asked;
      if (!typed) return show(person, "");
      const answer = await fetch(`${field.dataset["cxPerson"]}?q=${encodeURIComponent(typed)}`, {
        headers: { "HX-Request": "true" },
      }).catch(() => null);
      if (mine !== asked || !answer?.ok || document.activeElement !== field) return;
      show(person, await answer.text());
    }, SOON);
  });
  field.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const open = options(found).length > 0;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      move(found, event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Escape" && open) {
      show(person, "");
    } else if (event.key === "Enter") {
      const option = chosen(found);
      if (option) {
        event.preventDefault();
        pick(person, option);
      } else if (!field.value.trim() && field.hasAttribute("autofocus")) {
        event.preventDefault(); // nothing typed: nothing to judge
      }
    }
  });
  found.addEventListener("mousedown", (event) => event.preventDefault()); // the field keeps the cursor
  found.addEventListener("click", (event) => {
    const option = (event.target as Element).closest<HTMLElement>("[role=option]");
    if (option) pick(person, option);
  });
  field.addEventListener("blur", () => show(person, ""));
}

for (const part of document.querySelectorAll<HTMLElement>("[data-cx-person-of]")) {
  const person = personOf(part);
  if (person) attach(person);
}

// Enter in a list of choices goes on, too; from the last one the form is judged.
for (const form of document.querySelectorAll<HTMLFormElement>("[data-cx-people]")) {
  form.addEventListener("keydown", (event) => {
    const target = event.target as HTMLElement;
    if (event.key !== "Enter" || !(target instanceof HTMLSelectElement)) return;
    event.preventDefault();
    const choices = [...form.querySelectorAll("select")].filter((select) => select.checkVisibility());
    const next = choices[choices.indexOf(target) + 1];
    if (next) next.focus();
    else form.requestSubmit();
  });
}

export {};
