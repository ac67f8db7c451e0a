/* A table of articles; each title is a button that tells Python which article to open. */
const TITLE = 1;

function cell(tag, text) {
  const made = document.createElement(tag);
  made.textContent = text;
  return made;
}

export default function ({ data, parentElement, setTriggerValue }) {
  const table = parentElement.querySelector("table");
  const focused = table.contains(document.activeElement) ? document.activeElement.dataset.id : null;
  table.setAttribute("aria-label", data.name);
  const head = document.createElement("tr");
  for (const name of data.columns) {
    const made = cell("th", name);
    made.scope = "col";
    head.append(made);
  }
  const rows = data.rows.map(({ id, cells }) => {
    const row = document.createElement("tr");
    cells.forEach((text, at) => {
      if (at !== TITLE) return row.append(cell("td", text));
      const button = cell("button", text);
      button.type = "button";
      button.dataset.id = id;
      if (id === data.opened) button.setAttribute("aria-current", "true");
      button.addEventListener("click", () => setTriggerValue("opened", id));
      const made = document.createElement("td");
      made.append(button);
      row.append(made);
    });
    if (id === data.opened) row.className = "fl-open";
    // The whole row may be clicked; the button is there for the keyboard and for names.
    row.addEventListener("click", (event) => {
      if (!event.target.closest("button")) setTriggerValue("opened", id);
    });
    return row;
  });
  const body = document.createElement("tbody");
  body.append(...rows);
  const top = document.createElement("thead");
  top.append(head);
  table.replaceChildren(top, body);
  if (focused) table.querySelector(`[data-id="${focused}"]`)?.focus();
}
