// Short messages at the edge of the page, with a way to undo. The server sends one with a reply by the header
// HX-Trigger: {"toast": {"text": "…", "tone": "success", "undo": "/address/"}}.
import { make, within, words } from "./words.js";

const STAYS = 7000;

function place() {
  return document.getElementById("toasts");
}

function schedule(toast) {
  let timer = setTimeout(() => toast.remove(), STAYS);
  const hold = () => clearTimeout(timer);
  const release = () => {
    timer = setTimeout(() => toast.remove(), STAYS);
  };
  toast.addEventListener("pointerenter", hold);
  toast.addEventListener("focusin", hold);
  toast.addEventListener("pointerleave", release);
  toast.addEventListener("focusout", release);
}

export function toast(text, { tone = "success", undo } = {}) {
  const made = make("div", { class: `toast toast-${tone}`, role: tone === "error" ? "alert" : null }, make("p", {}, text));
  if (undo) {
    made.append(
      make("button", { type: "button", class: "toast-undo", "data-undo": "", onclick: () => takeBack(undo, made) }, words.undo),
    );
  }
  made.append(make("button", { type: "button", "aria-label": words.close, onclick: () => made.remove() }, "×"));
  place()?.append(made);
  if (tone !== "error") schedule(made);
  return made;
}

async function takeBack(address, made) {
  made.remove();
  await window.htmx.ajax("POST", address, { swap: "none" });
  location.reload();
}

export function showMessages(part) {
  for (const message of within(part, "#toasts .toast:not([data-shown])")) {
    message.dataset.shown = "true";
    message.querySelector("[data-dismiss]")?.addEventListener("click", () => message.remove());
    if (!message.classList.contains("toast-error")) schedule(message);
  }
}
