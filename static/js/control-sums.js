// Control sums while the numbers are typed; the server checks them again.
const form = document.querySelector("[data-sum='total']")?.form;
const said = form?.querySelector("[data-control-sum]");

// «1 200 чел.» is a number too, as the server reads it.
const number = (field) => Number.parseInt(field.value.replace(/\s/g, ""), 10) || 0;

function sums() {
  const total = number(form.querySelector("[data-sum='total']"));
  const parts = [...form.querySelectorAll("[data-sum='part']")];
  const sum = parts.map(number).reduce((one, other) => one + other, 0);
  const found = [`Распределено ${sum} из ${total}`];
  if (sum < total) found.push(`не распределено ${total - sum}`);
  if (sum > total) found.push(`лишних ${sum - total}`);
  for (const field of form.querySelectorAll("[data-within]")) {
    const whole = document.getElementById(field.dataset.within);
    if (number(field) > number(whole)) {
      const name = field.closest(".desk-field").querySelector("label").textContent.trim();
      found.push(`«${name}» больше, чем трудоустроено по договору`);
    }
  }
  return found;
}

function tell() {
  const found = sums();
  const text = found.length > 1 ? `${found.join("; ")}.` : `${found[0]}: сумма сходится.`;
  // The same words again would make a screen reader repeat itself.
  if (said.textContent !== text) said.textContent = text;
  said.classList.toggle("desk-notice--warning", found.length > 1);
}

if (said) {
  form.addEventListener("input", tell);
  tell();
}
