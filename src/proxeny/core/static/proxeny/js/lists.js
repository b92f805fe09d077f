// Lists: order, pages and columns change without leaving the page; the address follows, so it can be sent to somebody.
import { make, within, words } from "./words.js";

// Links inside #rows to the same page with another question: fetch the rows alone.
export function livenLists(part) {
  const rows = document.getElementById("rows");
  if (!rows) return;
  for (const link of within(part, "#rows thead a[href], #rows .pages a[href]")) {
    if (link.pathname !== location.pathname || link.hasAttribute("hx-get")) continue;
    link.setAttribute("hx-get", link.getAttribute("href"));
    link.setAttribute("hx-target", "#rows");
    link.setAttribute("hx-push-url", "true");
    link.setAttribute("hx-indicator", "#rows");
    window.htmx.process(link);
  }
  for (const form of within(part, "form.filter-bar")) fold(form);
  for (const form of within(part, "form[data-columns]")) form.addEventListener("change", () => fetchColumns(form));
}

// On a phone the first field stands alone; the others come on demand, and stay when one of them is set.
function fold(form) {
  const fields = [...form.querySelectorAll(":scope > .field, :scope > .filter")];
  if (fields.length < 3 || form.querySelector(".filter-more")) return;
  const isSet = (control) => (control.matches("select") ? control.selectedIndex > 0 : control.type !== "checkbox" && control.value);
  const set = fields.slice(1).filter((field) => [...field.querySelectorAll("input, select")].some(isSet)).length;
  const more = make("button", { type: "button", class: "button filter-more", "aria-expanded": String(set > 0) }, words.filters);
  more.addEventListener("click", () => more.setAttribute("aria-expanded", String(more.getAttribute("aria-expanded") === "false")));
  fields[0].after(more);
}

function fetchColumns(form) {
  const shown = [...form.querySelectorAll("input[type=checkbox]:checked")].map((box) => box.value);
  const address = new URL(location.href);
  address.searchParams.set("columns", shown.join(","));
  window.htmx.ajax("GET", address.pathname + address.search, { target: "#rows", swap: "innerHTML" }).then(() => {
    const again = document.querySelector("#rows details.columns");
    if (again) again.open = true;
  });
}

// A filter keeps the columns that were chosen.
export function keepColumns() {
  document.addEventListener("htmx:configRequest", (event) => {
    const chosen = new URLSearchParams(location.search).get("columns");
    if (chosen && event.detail.elt.matches?.("form.filter-bar")) event.detail.parameters.columns ??= chosen;
  });
}
