// htmx: the token against forged requests, and plain words when something goes wrong. Forms say when they would lose text.
import { toast } from "./toasts.js";
import { within, words } from "./words.js";

function token() {
  const kept = document.cookie.match(/(?:^|;\s*)csrftoken=([^;]+)/);
  return kept ? decodeURIComponent(kept[1]) : document.querySelector("input[name=csrfmiddlewaretoken]")?.value;
}

const BY_STATUS = { 401: "forbidden", 403: "forbidden", 404: "gone", 409: "changed", 410: "gone" };

export function prepareRequests() {
  document.addEventListener("htmx:configRequest", (event) => {
    if (!["get", "head"].includes(event.detail.verb)) event.detail.headers["X-CSRFToken"] = token();
  });
  document.addEventListener("htmx:responseError", (event) => {
    const reply = event.detail.xhr;
    const said = reply.getResponseHeader("Content-Type")?.startsWith("text/plain") ? reply.responseText : "";
    toast(said || words[BY_STATUS[reply.status] ?? "failed"], { tone: "error" });
  });
  document.addEventListener("htmx:sendError", () => toast(words.offline, { tone: "error" }));
  document.addEventListener("toast", (event) => toast(event.detail.text ?? event.detail.value, event.detail));
}

// A form marked data-guard asks before the page is left with something entered and not saved.
export function guardForms(part) {
  for (const form of within(part, "form[data-guard]")) {
    let changed = false;
    form.addEventListener("input", () => {
      changed = true;
    });
    form.addEventListener("submit", () => {
      changed = false;
    });
    addEventListener("beforeunload", (event) => {
      if (changed && form.isConnected) event.preventDefault();
    });
  }
}
