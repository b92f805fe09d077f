// What every page starts with. Each module finds its own elements, now and in parts that htmx brings later.
import { chooseColumns } from "./columns.js";
import { drawCharts } from "./charts.js";
import { openDialogs } from "./dialogs.js";
import { listenToKeys } from "./keyboard.js";
import { keepColumns, livenLists } from "./lists.js";
import { dressSelects } from "./selects.js";
import { guardForms, prepareRequests } from "./requests.js";
import { showSources } from "./sources.js";
import { switchThemes } from "./themes.js";
import { showMessages } from "./toasts.js";

function dress(part) {
  chooseColumns(part);
  drawCharts(part);
  dressSelects(part);
  showMessages(part);
  guardForms(part);
  livenLists(part);
}

prepareRequests();
keepColumns();
listenToKeys();
openDialogs();
showSources();
switchThemes();
dress(document);
document.addEventListener("htmx:load", (event) => {
  if (event.detail.elt !== document.body) dress(event.detail.elt);
});
document.documentElement.dataset.ready = "true";
