// Pictures: <div data-chart="id"> is drawn from the Vega specification in <script type="application/json" id="id">.
// Colours in it are names, token(teal), and take the value of the theme. Nothing is evaluated: expressions run in an
// interpreter, so a strict content security policy holds.
import { make, within, words } from "./words.js";

const VENDOR = new URL("../../vendor/vega/", import.meta.url);
const drawn = new Map();
let loading;
let tip;

function library() {
  loading ??= new Promise((resolve, reject) => {
    const script = make("script", { src: new URL("vega.min.js", VENDOR).href });
    script.addEventListener("load", resolve);
    script.addEventListener("error", () => reject(new Error("vega.min.js")));
    document.head.append(script);
  }).then(() => import(new URL("vega-interpreter.js", VENDOR).href));
  return loading;
}

function ink(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}

function inTheme(text) {
  return text.replace(/token\(([a-z0-9-]+)\)/g, (_whole, name) => ink(name) || name);
}

function look() {
  const letters = { labelFont: ink("sans"), titleFont: ink("sans"), labelFontSize: 13, titleFontSize: 13, titleFontWeight: 500 };
  return {
    background: null,
    axis: { ...letters, labelColor: ink("ink-2"), titleColor: ink("ink-2"), domainColor: ink("ink-3"), tickColor: ink("line"), gridColor: ink("line") },
    legend: { ...letters, labelColor: ink("ink-2"), titleColor: ink("ink-2") },
    title: { font: ink("serif"), color: ink("ink"), subtitleFont: ink("sans"), subtitleColor: ink("ink-2"), anchor: "start" },
    style: { "guide-label": { fill: ink("ink-2"), font: ink("sans") }, "guide-title": { fill: ink("ink-2"), font: ink("sans") }, cell: { stroke: null } },
    text: { font: ink("sans"), fill: ink("ink") },
  };
}

function showTip(_handler, event, _item, value) {
  if (value === null || value === undefined || value === "") {
    tip?.remove();
    return;
  }
  tip ??= make("div", { class: "chart-tip", role: "status" });
  const lines = typeof value === "object" ? Object.entries(value).map(([name, said]) => `${name}: ${said}`) : [String(value)];
  tip.textContent = lines.join("\n");
  document.body.append(tip);
  const { offsetWidth: width, offsetHeight: height } = tip;
  tip.style.left = `${Math.min(event.clientX + 14, innerWidth - width - 8)}px`;
  tip.style.top = `${Math.max(8, event.clientY - height - 12)}px`;
}

async function draw(place) {
  const source = document.getElementById(place.dataset.chart);
  if (!source) return;
  try {
    const { expressionInterpreter } = await library();
    const specification = JSON.parse(inTheme(source.textContent));
    specification.background = null; // Vega-Lite compiles its white in.
    const { vega } = window;
    drawn.get(place)?.finalize();
    const view = new vega.View(vega.parse(specification, look(), { ast: true }), {
      expr: expressionInterpreter,
      renderer: "svg",
      hover: true,
      container: place,
      logLevel: vega.Error,
    });
    view.tooltip(showTip);
    // A mark with an address in its data leads there, as every count leads to what it counts.
    view.addEventListener("click", (_event, item) => item?.datum?.url && !item.href && location.assign(item.datum.url));
    await view.runAsync();
    drawn.set(place, view);
    place.dataset.drawn = "true";
    const svg = place.querySelector("svg");
    if (svg && place.closest(".picture-room")) {
      const { width } = svg.viewBox.baseVal;
      svg.style.maxWidth = `${2 * width}px`; // no giant letters on a wide screen
      place.style.setProperty("--own-width", `${width}px`); // nor more room asked on a narrow one than it was drawn for
    }
    svg?.setAttribute("role", "img");
    svg?.setAttribute("aria-label", place.getAttribute("aria-label") ?? "");
    svg?.removeAttribute("aria-roledescription");
    for (const part of svg?.querySelectorAll("[aria-roledescription]") ?? []) part.setAttribute("aria-hidden", "true");
  } catch (error) {
    console.error(error);
    place.replaceChildren(make("p", { class: "quiet small" }, words.not_drawn));
    place.closest(".chart")?.querySelector("details")?.setAttribute("open", "");
  }
}

export function drawCharts(part) {
  for (const place of within(part, "[data-chart]:not([data-drawn])")) draw(place);
}

document.addEventListener("proxeny:theme", () => {
  for (const place of drawn.keys()) {
    if (place.isConnected) draw(place);
    else drawn.delete(place);
  }
});
