// Lists of residents: several files are dropped at once, or chosen, and go up with a bar and a way to stop. Without this
// script the field and the button beside it do the same.

function attach(form: HTMLFormElement): void {
  const field = form.querySelector<HTMLInputElement>("input[type=file]");
  const sending = form.querySelector<HTMLElement>("[data-cx-drop-sending]");
  const failed = form.querySelector<HTMLElement>("[data-cx-drop-failed]");
  const bar = form.querySelector<SVGRectElement>("[data-cx-drop-bar]");
  const share = form.querySelector<HTMLElement>("[data-cx-drop-share]");
  const stop = form.querySelector<HTMLButtonElement>("[data-cx-drop-stop]");
  if (!field || !sending || !failed || !bar || !share || !stop) return;
  form.classList.add("cx-drop-scripted");
  let over = 0; // a drag enters each part of the form and leaves each again
  let under: XMLHttpRequest | null = null;

  const light = (on: boolean): void => void form.classList.toggle("cx-drop-over", on);
  const ended = (wentWrong: boolean): void => {
    under = null;
    sending.hidden = true;
    failed.hidden = !wentWrong;
    field.value = "";
  };

  function send(): void {
    if (!field?.files?.length || under || !sending || !failed) return;
    const request = new XMLHttpRequest();
    under = request;
    failed.hidden = true;
    sending.hidden = false;
    request.upload.addEventListener("progress", (event) => {
      const part = event.lengthComputable ? `${Math.floor((100 * event.loaded) / event.total)}%` : "";
      if (part) bar?.setAttribute("width", part);
      if (share) share.textContent = part;
    });
    request.addEventListener("load", () => {
      // Where the answer led to: the same page, or that of the file which was taken.
      if (request.status < 300) window.location.assign(new URL(request.responseURL).pathname);
      else ended(true);
    });
    request.addEventListener("error", () => ended(true));
    request.addEventListener("abort", () => ended(false));
    request.open("POST", window.location.pathname);
    request.setRequestHeader("HX-Request", "true");
    request.send(new FormData(form));
  }

  stop.addEventListener("click", () => under?.abort());
  field.addEventListener("change", send);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    send();
  });
  form.addEventListener("dragenter", (event) => {
    event.preventDefault();
    over += 1;
    light(true);
  });
  form.addEventListener("dragover", (event) => event.preventDefault());
  form.addEventListener("dragleave", () => {
    over -= 1;
    light(over > 0);
  });
  form.addEventListener("drop", (event) => {
    event.preventDefault();
    over = 0;
    light(false);
    if (!event.dataTransfer?.files.length || under) return;
    field.files = event.dataTransfer.files;
    send();
  });
}

for (const form of document.querySelectorAll<HTMLFormElement>("[data-cx-drop]")) attach(form);

// A file that misses the place is not opened in place of the page.
if (document.querySelector("[data-cx-drop]")) {
  for (const name of ["dragover", "drop"]) window.addEventListener(name, (event) => event.preventDefault());
}

export {};
