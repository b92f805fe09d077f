// Which columns of a list are shown: remembered on this machine, one memory for each list.
import { make, within } from "./words.js";

function remembered(key) {
  try {
    return new Set(JSON.parse(localStorage.getItem(key) ?? "null") ?? []);
  } catch {
    return new Set();
  }
}

function apply(table, hidden) {
  for (const cell of table.querySelectorAll("[data-col]")) cell.hidden = hidden.has(cell.dataset.col);
}

export function chooseColumns(part) {
  for (const chooser of within(part, "[data-columns-for]")) {
    const table = document.getElementById(chooser.dataset.columnsFor);
    const headings = [...(table?.querySelectorAll("thead [data-col]") ?? [])].filter((cell) => cell.textContent.trim());
    if (headings.length < 2) {
      chooser.hidden = true;
      continue;
    }
    const key = `proxeny:columns:${table.dataset.list ?? table.id}`;
    const hidden = remembered(key);
    for (const cell of table.querySelectorAll("thead [data-col][data-off]")) {
      if (!localStorage.getItem(key)) hidden.add(cell.dataset.col);
    }
    apply(table, hidden);
    const body = chooser.querySelector(".dropdown-body");
    body.replaceChildren(
      ...headings.map((heading, index) => {
        const box = make("input", { type: "checkbox", disabled: index === 0 });
        box.checked = !hidden.has(heading.dataset.col);
        box.addEventListener("change", () => {
          if (box.checked) hidden.delete(heading.dataset.col);
          else hidden.add(heading.dataset.col);
          try {
            localStorage.setItem(key, JSON.stringify([...hidden]));
          } catch {
            // Storage is switched off: the choice holds for this page.
          }
          apply(table, hidden);
        });
        return make("label", {}, box, heading.textContent.trim());
      }),
    );
  }
}
