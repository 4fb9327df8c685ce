// A mark is saved as soon as it is chosen. Without JavaScript the page is one form, and its button
// saves all that was chosen; so it does here where the line breaks.
const form = document.querySelector("form[data-score]");
const token = form.elements.csrfmiddlewaretoken.value;
const LOST = "Не сохранено: нет связи. Нажмите «Сохранить», когда она появится.";
// One after another, so that the second mark of a criterion knows the first.
let last = Promise.resolve();

const send = async (data) => {
  const answer = await fetch(form.dataset.score, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-CSRFToken": token },
    body: JSON.stringify(data),
    keepalive: true,
  });
  const type = answer.headers.get("Content-Type") || "";
  if (!type.startsWith("application/json")) {
    throw new Error(LOST);
  }
  const said = await answer.json();
  if (!answer.ok) {
    throw new Error(said.error);
  }
  return said.seen;
};

const save = (part, seen, data) => {
  const status = part.querySelector("[data-status]");
  status.textContent = "Сохраняется…";
  last = last.then(async () => {
    try {
      seen.value = await send({ ...data(), seen: seen.value });
      status.textContent = "Сохранено";
      status.classList.remove("desk-field__error");
    } catch (error) {
      status.textContent = error instanceof TypeError ? LOST : error.message;
      status.classList.add("desk-field__error");
    }
  });
};

for (const part of form.querySelectorAll("[data-criterion]")) {
  const seen = part.querySelector('input[type="hidden"]');
  part.addEventListener("change", (event) => {
    const steps = Number(event.target.value);
    save(part, seen, () => ({ criterion: Number(part.dataset.criterion), steps }));
  });
}

const comment = form.querySelector("[data-comment]");
comment.querySelector("textarea").addEventListener("change", (event) => {
  save(comment, form.elements.seen_comment, () => ({ comment: event.target.value }));
});
