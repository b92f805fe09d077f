// Keys: "/" searches, "g p" goes, "n" begins something new, "?" shows all. An element with data-key="a" (or data-shortcut)
// is clicked by that key; with data-key-label it is listed in the help.
import { make } from "./words.js";

const PATIENCE = 1200;
let going = 0;

function isWriting(target) {
  return target.closest?.("input:not([type=checkbox], [type=radio], [type=button]), textarea, select, [contenteditable]:not([contenteditable=false])");
}

function isShown(element) {
  return element.checkVisibility?.() ?? element.offsetParent !== null;
}

function byKey(key) {
  const scope = document.querySelector("dialog[open]") ?? document;
  return [...scope.querySelectorAll("[data-key], [data-shortcut]")].find(
    (element) => (element.dataset.key ?? element.dataset.shortcut) === key && isShown(element),
  );
}

function go(key) {
  const link = document.querySelector(`a[data-go="${CSS.escape(key)}"]`);
  if (link) location.assign(link.href);
  return Boolean(link);
}

function help() {
  const dialog = document.getElementById("keys");
  const here = dialog.querySelector("[data-keys-here]");
  const rows = [...document.querySelectorAll("[data-key][data-key-label]")].map((element) =>
    make("div", {}, make("span", {}, element.dataset.keyLabel), make("kbd", {}, element.dataset.key)),
  );
  here.hidden = rows.length === 0;
  here.nextElementSibling?.matches("[data-keys-list]") && here.nextElementSibling.replaceChildren(...rows);
  dialog.showModal();
}

export function listenToKeys() {
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (isWriting(event.target)) {
      if (event.key === "Escape") event.target.blur();
      return;
    }
    const key = event.key;
    if (Date.now() - going < PATIENCE) {
      going = 0;
      if (go(key)) event.preventDefault();
      return;
    }
    if (key === "/") {
      const box = document.getElementById("search-box");
      if (box) {
        event.preventDefault();
        box.focus();
        box.select();
      }
    } else if (key === "?") {
      event.preventDefault();
      help();
    } else if (key === "g") {
      going = Date.now();
    } else {
      const element = byKey(key);
      if (element && !element.disabled) {
        event.preventDefault();
        element.matches("input:not([type=checkbox], [type=radio]), select, textarea") ? element.focus() : element.click();
      }
    }
  });
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-show-keys]")) help();
  });
}
