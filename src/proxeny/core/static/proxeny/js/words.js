// The words that scripts say, in the page's language (core's {% script_words %}).
const element = document.getElementById("words");
export const words = element ? JSON.parse(element.textContent) : {};

// Every element of a part that matches, the part itself included.
export function within(part, selector) {
  const found = [...part.querySelectorAll(selector)];
  if (part.matches?.(selector)) found.unshift(part);
  return found;
}

export function make(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (value !== undefined && value !== null && value !== false) made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children);
  return made;
}
