// The words behind a figure, on hover and on focus. A mark is a link to its source with either
//   data-source="/address/of/a/card/"   fetched once, or
//   data-source-template="id"           a <template> in the page.
// A click follows the link; Escape closes the card.
const WAIT = 140;
const cards = new Map();
let card;
let current;
let opening;
let closing;

function surface() {
  if (!card) {
    card = document.createElement("div");
    card.className = "source-card";
    card.id = "source-card";
    card.setAttribute("role", "tooltip");
    card.popover = "manual";
    document.body.append(card);
    card.addEventListener("pointerenter", () => clearTimeout(closing));
    card.addEventListener("pointerleave", leave);
  }
  return card;
}

async function content(mark) {
  const template = mark.dataset.sourceTemplate && document.getElementById(mark.dataset.sourceTemplate);
  if (template) return template.content.cloneNode(true);
  const address = mark.dataset.source;
  if (!address) return null;
  if (!cards.has(address)) {
    const reply = await fetch(address, { headers: { "HX-Request": "true" }, credentials: "same-origin" });
    if (!reply.ok) return null;
    cards.set(address, await reply.text());
  }
  return document.createRange().createContextualFragment(cards.get(address));
}

function put(mark) {
  const box = mark.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = card;
  const left = Math.max(12, Math.min(box.left - 24, innerWidth - width - 12));
  const below = box.bottom + 8;
  const top = below + height > innerHeight - 8 && box.top - height - 8 > 8 ? box.top - height - 8 : below;
  card.style.left = `${left}px`;
  card.style.top = `${Math.max(8, Math.min(top, innerHeight - height - 8))}px`;
}

async function open(mark) {
  current = mark;
  let fragment = null;
  try {
    fragment = await content(mark);
  } catch {
    return; // The link itself still leads to the source.
  }
  if (!fragment || current !== mark) return;
  surface().replaceChildren(fragment);
  card.showPopover();
  put(mark);
  mark.setAttribute("aria-describedby", card.id);
  mark.setAttribute("data-open", "");
}

function close() {
  clearTimeout(opening);
  if (current) {
    current.removeAttribute("aria-describedby");
    current.removeAttribute("data-open");
  }
  current = undefined;
  if (card?.matches(":popover-open")) card.hidePopover();
}

function leave() {
  clearTimeout(opening);
  clearTimeout(closing);
  closing = setTimeout(close, 180);
}

function approach(event) {
  const mark = event.target.closest?.("[data-source], [data-source-template]");
  if (!mark || mark === current) return;
  clearTimeout(opening);
  clearTimeout(closing);
  if (current) close();
  opening = setTimeout(() => open(mark), event.type === "focusin" ? 0 : WAIT);
}

export function showSources() {
  document.addEventListener("pointerover", (event) => event.pointerType !== "touch" && approach(event));
  document.addEventListener("focusin", approach);
  for (const type of ["pointerout", "focusout"]) {
    document.addEventListener(type, (event) => {
      if (event.target.closest?.("[data-source], [data-source-template]")) leave();
    });
  }
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && current) close();
  });
  addEventListener("scroll", () => current && close(), { passive: true });
}
