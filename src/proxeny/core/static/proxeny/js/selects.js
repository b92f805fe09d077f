// Lists to choose from with a few letters: select[data-select]. With data-url the choices come from the server, as JSON
// {"results": [{"value": "…", "text": "…", "note": "…"}]} for ?q=letters. data-max is how many may be chosen.
import { make, within, words } from "./words.js";

const VENDOR = new URL("../../vendor/tom-select/tom-select.min.js", import.meta.url);
let loading;

function library() {
  loading ??= new Promise((resolve, reject) => {
    const script = make("script", { src: VENDOR.href });
    script.addEventListener("load", resolve);
    script.addEventListener("error", () => reject(new Error("tom-select.min.js")));
    document.head.append(script);
  });
  return loading;
}

function option(data, escape) {
  return `<div>${escape(data.text)}${data.note ? ` <small>${escape(data.note)}</small>` : ""}</div>`;
}

function dress(select) {
  const address = select.dataset.url;
  const settings = {
    plugins: select.multiple ? ["remove_button"] : [],
    maxItems: select.multiple ? Number(select.dataset.max) || null : 1,
    maxOptions: 200,
    allowEmptyOption: false,
    create: false,
    searchField: ["text", "note"], // The library folds marks and đ itself, as our search does.
    render: {
      option,
      no_results: () => `<div class="no-results">${words.nothing}</div>`,
      loading: () => `<div class="no-results">${words.loading}</div>`,
      item: (data, escape) => `<div>${escape(data.text)}</div>`,
    },
  };
  if (address) {
    settings.preload = "focus";
    settings.shouldLoad = () => true;
    settings.load = async function load(letters, done) {
      const asked = new URL(address, location.href);
      asked.searchParams.set("q", letters);
      try {
        const reply = await fetch(asked, { headers: { Accept: "application/json" }, credentials: "same-origin" });
        const { results } = await reply.json();
        this.clearOptions((known) => this.items.includes(String(known.value)));
        done(results);
      } catch {
        done();
      }
    };
    settings.score = () => () => 1; // The server has chosen and ordered.
  }
  const dressed = new window.TomSelect(select, settings);
  select.setAttribute("aria-hidden", "true");
  const about = select.getAttribute("aria-describedby");
  if (about) dressed.control_input.setAttribute("aria-describedby", about);
  if (!dressed.control_input.labels?.length && select.getAttribute("aria-label")) {
    dressed.control_input.setAttribute("aria-label", select.getAttribute("aria-label"));
  }
}

export async function dressSelects(part) {
  const selects = within(part, "select[data-select]:not(.tomselected)");
  if (selects.length === 0) return;
  try {
    await library();
  } catch {
    return; // The plain list works as well.
  }
  for (const select of selects) if (!select.tomselect) dress(select);
}
