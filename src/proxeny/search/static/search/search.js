// The search box: up and down through what was found, Enter goes there, Escape closes. Without this, Enter searches.
const box = document.getElementById("search-box");
const hits = document.getElementById("search-hits");

function options() {
  return [...hits.querySelectorAll("[role=option]")];
}

function choose(option) {
  for (const other of hits.querySelectorAll("[aria-selected]")) other.removeAttribute("aria-selected");
  if (option) {
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    box.setAttribute("aria-activedescendant", option.id);
  } else {
    box.removeAttribute("aria-activedescendant");
  }
}

function say() {
  box.setAttribute("aria-expanded", String(options().length > 0));
}

function close() {
  hits.replaceChildren();
  choose(null);
  say();
}

if (box && hits) {
  for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-controls", "search-hits"], ["aria-expanded", "false"]]) {
    box.setAttribute(name, value);
  }
  box.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const all = options();
    const at = all.findIndex((option) => option.hasAttribute("aria-selected"));
    if (event.key === "ArrowDown" && all.length) {
      event.preventDefault();
      choose(all[(at + 1) % all.length]);
    } else if (event.key === "ArrowUp" && all.length) {
      event.preventDefault();
      choose(at <= 0 ? all.at(-1) : all[at - 1]);
    } else if (event.key === "Enter" && at >= 0) {
      event.preventDefault();
      location.assign(all[at].href);
    } else if (event.key === "Escape" && all.length) {
      event.preventDefault();
      event.stopPropagation();
      close();
    }
  });
  box.addEventListener("input", () => {
    if (!box.value.trim()) close();
  });
  hits.addEventListener("htmx:afterSwap", () => {
    choose(null);
    if (document.activeElement !== box) hits.replaceChildren();
    say();
  });
  document.addEventListener("pointerdown", (event) => {
    if (!event.target.closest(".searchbox")) close();
  });
  document.addEventListener("focusin", (event) => {
    if (!event.target.closest(".searchbox")) close();
  });
}
