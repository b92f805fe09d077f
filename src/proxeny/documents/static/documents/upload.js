// The area to drop files on: says that it will take them, and lists what was chosen before it is sent.
for (const area of document.querySelectorAll("[data-drop]")) {
  const input = area.querySelector("input[type=file]");
  const list = area.querySelector("[data-chosen]");
  const size = new Intl.NumberFormat(document.documentElement.lang, { style: "unit", unit: "kilobyte", maximumFractionDigits: 0 });
  const show = () => {
    list.replaceChildren(
      ...[...input.files].map((file) => {
        const line = document.createElement("li");
        line.textContent = `${file.name} · ${size.format(Math.max(1, file.size / 1000))}`;
        return line;
      }),
    );
  };
  for (const type of ["dragenter", "dragover"]) area.addEventListener(type, () => area.setAttribute("data-over", ""));
  for (const type of ["dragleave", "drop"]) area.addEventListener(type, () => area.removeAttribute("data-over"));
  input.addEventListener("change", show);
  show();
}
