// Employers are offered while one types: a combobox with a list, by keyboard as the ARIA practices
// describe it. Without JavaScript the form lists whom the words may mean.
const PAUSE = 250;
const SHORTEST = 2;

function enhance(box, number) {
  const input = box.querySelector("input");
  const list = document.createElement("ul");
  const status = document.createElement("p");
  let timer = 0;
  let asked = 0;
  let active = -1;

  list.id = `combo-${number}`;
  list.className = "desk-combo__list";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Работодатели");
  status.className = "w-sr-only";
  status.setAttribute("role", "status");
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-controls", list.id);
  input.setAttribute("aria-expanded", "false");
  input.autocomplete = "off";
  input.after(list, status);

  const close = () => {
    list.hidden = true;
    active = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };

  const choose = (option) => {
    input.value = option.dataset.value;
    // What was listed for earlier words must not win over this choice.
    box.querySelector("fieldset")?.remove();
    close();
    input.focus();
  };

  const mark = (next) => {
    const options = [...list.children];
    active = (next + options.length) % options.length;
    options.forEach((option, place) => option.setAttribute("aria-selected", String(place === active)));
    input.setAttribute("aria-activedescendant", options[active].id);
    options[active].scrollIntoView({ block: "nearest" });
  };

  const show = (found) => {
    list.replaceChildren(
      ...found.map(({ text, note }, place) => {
        const option = document.createElement("li");
        option.id = `${list.id}-${place}`;
        option.dataset.value = text;
        option.setAttribute("role", "option");
        option.setAttribute("aria-selected", "false");
        option.append(text);
        if (note) {
          const soft = document.createElement("span");
          soft.className = "desk-soft";
          soft.textContent = note;
          option.append(" ", soft);
        }
        // Before the field loses focus and the list closes.
        option.addEventListener("pointerdown", (event) => {
          event.preventDefault();
          choose(option);
        });
        return option;
      }),
    );
    active = -1;
    input.removeAttribute("aria-activedescendant");
    list.hidden = !found.length;
    input.setAttribute("aria-expanded", String(!list.hidden));
    status.textContent = found.length
      ? `Найдено: ${found.length}. Выберите стрелками вверх и вниз.`
      : "Ничего не найдено.";
  };

  const ask = async () => {
    const query = input.value.trim();
    asked += 1;
    const mine = asked;
    if (query.length < SHORTEST) {
      close();
      return;
    }
    try {
      const answer = await fetch(`${box.dataset.suggest}?${new URLSearchParams({ q: query })}`);
      const found = answer.ok ? (await answer.json()).results : [];
      if (mine === asked && document.activeElement === input) show(found);
    } catch {
      // Out of reach: the form itself will say whom the words may mean.
      close();
    }
  };

  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE);
  });
  input.addEventListener("blur", () => {
    asked += 1;
    close();
  });
  input.addEventListener("keydown", (event) => {
    if (list.hidden) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      mark(active < 0 && step < 0 ? -1 : active + step);
    } else if (event.key === "Enter" && active >= 0) {
      event.preventDefault();
      choose(list.children[active]);
    } else if (event.key === "Escape") {
      event.preventDefault();
      close();
    }
  });
}

document.querySelectorAll("[data-suggest]").forEach(enhance);
