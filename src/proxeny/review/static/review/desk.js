// The review desk: the proposal in hand is marked in the text as well, a click in the text takes a proposal in hand, and
// words selected while correcting become the evidence.
const text = document.querySelector("[data-text]");
const side = document.getElementById("side");

function has(list, id) {
  return (list ?? "").split(" ").includes(id);
}

function mark(scroll) {
  const current = side.querySelector(".proposal[aria-current]");
  const id = current?.dataset.statement;
  const status = new Map([...side.querySelectorAll(".proposal")].map((card) => [card.dataset.statement, card.dataset.status]));
  let first = null;
  for (const piece of text.querySelectorAll(".found")) {
    const isEvidence = Boolean(id) && has(piece.dataset.evidence, id);
    const isFigure = Boolean(id) && has(piece.dataset.figures, id);
    piece.classList.toggle("in-hand", isEvidence);
    piece.classList.toggle("in-hand-figure", isFigure);
    if (isFigure || (isEvidence && !first)) first = isFigure && !first?.classList.contains("in-hand-figure") ? piece : (first ?? piece);
    const lead = (piece.dataset.figures || piece.dataset.evidence).split(" ")[0];
    if (status.has(lead)) piece.dataset.status = status.get(lead);
  }
  if (!scroll) return;
  first?.scrollIntoView({ block: "center" });
  if (current && current.offsetTop + current.offsetHeight > side.scrollTop + side.clientHeight) current.scrollIntoView({ block: "nearest" });
  if (current && side.scrollHeight > side.clientHeight) side.scrollTop = Math.max(0, current.offsetTop - side.offsetTop - 60);
}

function take(id) {
  side.querySelector(`#p${CSS.escape(id)} .proposal-open`)?.click();
}

// Code points of the text before a point of the page.
function offset(node, at) {
  const piece = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest("[data-at]");
  if (!piece || !text.contains(piece)) return null;
  const before = node.nodeType === Node.TEXT_NODE ? node.data.slice(0, at) : "";
  return Number(piece.dataset.at) + [...before].length;
}

function choose() {
  const form = side.querySelector("details[open] > form[data-correction]");
  const selection = document.getSelection();
  if (!form || !selection || selection.isCollapsed || !text.contains(selection.anchorNode)) return;
  const range = selection.getRangeAt(0);
  const start = offset(range.startContainer, range.startOffset);
  const end = offset(range.endContainer, range.endOffset);
  if (start === null || end === null || end <= start) return;
  form.elements.span_start.value = start;
  form.elements.span_end.value = end;
  form.querySelector("[data-span]").textContent = `“${selection.toString().slice(0, 160)}”`;
}

text?.addEventListener("click", (event) => {
  if (!document.getSelection()?.isCollapsed) return;
  const piece = event.target.closest(".found");
  const ids = (piece?.dataset.figures || piece?.dataset.evidence || "").split(" ").filter(Boolean);
  if (ids.length) take(ids[0]);
});
document.addEventListener("selectionchange", choose);
document.addEventListener("htmx:afterSwap", (event) => {
  if (event.detail.target !== side) return;
  mark(true);
});
side?.addEventListener("click", (event) => {
  const details = event.target.closest("summary")?.parentElement;
  if (details) setTimeout(() => details.open && details.querySelector("input:not([type=hidden]), select, textarea")?.focus());
});
mark(true);
