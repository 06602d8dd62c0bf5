// A list that is typed in a text area is sent with Ctrl+Enter, without leaving the keyboard.
document.addEventListener("keydown", (event) => {
  const field = event.target;
  if (event.key !== "Enter" || !event.ctrlKey || !(field instanceof HTMLTextAreaElement)) return;
  const form = field.closest<HTMLFormElement>("form.cx-training-sign");
  if (form) {
    event.preventDefault();
    form.requestSubmit();
  }
});
