// The forms of a village: Enter goes to the next line of a list, and asks for another line after the last.

document.addEventListener("keydown", (event) => {
  const field = event.target;
  if (event.key !== "Enter" || event.isComposing || event.ctrlKey) return;
  if (!(field instanceof HTMLInputElement) || !field.closest(".cx-lines")) return;
  event.preventDefault();
  const line = field.closest("li");
  const next = line?.nextElementSibling?.querySelector<HTMLInputElement>('input[type="text"]');
  if (next) next.focus();
  else line?.closest("fieldset")?.querySelector<HTMLButtonElement>('button[name="more"]')?.click();
});

export {};
