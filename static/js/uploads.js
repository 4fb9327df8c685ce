// A file goes to the server as soon as it is chosen. Without JavaScript the page is one form, and
// each of its buttons sends all that was chosen; so it is here where the line breaks.
const form = document.querySelector("form[data-uploads]");
const waiting = [];
let sending = false;
let pressed = null;
// Whether another page has come as the answer; what was chosen before still goes to the server.
let isLeft = false;

const say = (section, text) => {
  const status = section?.querySelector("[data-upload-progress]");
  if (status) {
    status.hidden = false;
    status.textContent = text;
  }
};

const isWaiting = (id) => waiting.some((upload) => upload.section === id);

const enhance = (section) => {
  const input = section.querySelector('input[type="file"]');
  if (!input) {
    return;
  }
  section.querySelector("[data-attach]").hidden = true;
  input.addEventListener("change", () => {
    if (input.files.length) {
      waiting.push({ section: section.id, name: input.name, files: [...input.files] });
      say(document.getElementById(section.id), "Ждёт отправки…");
      sendNext();
    }
  });
};

// The answer is the page anew. Only its parts take the place of ours: what was chosen meanwhile in
// another section stays where it is.
const show = (request, id) => {
  const page = new DOMParser().parseFromString(request.responseText, "text/html");
  if (isLeft) {
    return false;
  }
  if (!page.querySelector("form[data-uploads]") || !page.getElementById(id)) {
    // The draft was sent or left elsewhere, or its owner has to prove to be so: the page says so.
    if (page.querySelector("main")) {
      isLeft = true;
      document.title = page.title;
      document.body.replaceWith(page.body);
      window.history.replaceState(null, "", request.responseURL);
      document.querySelector("main").focus();
    } else {
      window.location.reload();
    }
    return false;
  }
  const focused = document.activeElement;
  const isHere = focused === document.body || document.getElementById(id).contains(focused);
  form.elements.revision.value = page.querySelector('[name="revision"]').value;
  const parts = [...page.querySelectorAll("[data-slot], #notices, #missing")];
  for (const part of parts) {
    const ours = document.getElementById(part.id);
    // A file that is still to go, and what was said of a refused one.
    const isInUse =
      part.id !== id &&
      (ours.querySelector('input[type="file"]')?.files.length || ours.querySelector(".field--error"));
    if (!isWaiting(part.id) && !isInUse) {
      ours.replaceWith(part);
      enhance(part);
    }
  }
  const refused = document.querySelector("#error-summary, #notices .notice");
  if (isHere) {
    const place = refused ?? document.getElementById(id);
    place.setAttribute("tabindex", "-1");
    place.focus();
  }
  return !refused;
};

const finish = (isDone) => {
  sending = false;
  if (!isDone) {
    pressed = null;
  }
  if (waiting.length) {
    sendNext();
  } else if (pressed?.isConnected) {
    form.requestSubmit(pressed);
  }
};

const sendNext = () => {
  if (sending) {
    return;
  }
  sending = true;
  const upload = waiting.shift();
  const section = () => document.getElementById(upload.section);
  const body = new FormData();
  for (const name of ["csrfmiddlewaretoken", "draft", "revision"]) {
    body.append(name, form.elements[name].value);
  }
  upload.files.forEach((file) => body.append(upload.name, file));
  const request = new XMLHttpRequest();
  request.open("POST", form.action);
  request.upload.addEventListener("progress", (event) => {
    if (event.lengthComputable) {
      say(section(), `Отправлено ${Math.floor((event.loaded / event.total) * 100)} %`);
    }
  });
  request.addEventListener("load", () => finish(show(request, upload.section)));
  request.addEventListener("error", () => {
    say(section(), "Связь прервалась. Выбранный файл уйдёт, когда вы нажмёте любую кнопку.");
    section()?.querySelector("[data-attach]")?.removeAttribute("hidden");
    finish(false);
  });
  say(section(), "Отправляем…");
  request.send(body);
};

form.addEventListener("submit", (event) => {
  // What is on its way would be stored twice: the button is pressed again when it has arrived.
  if (sending) {
    event.preventDefault();
    pressed = event.submitter;
  }
});

window.addEventListener("beforeunload", (event) => {
  if (sending) {
    event.preventDefault();
  }
});

form.querySelectorAll("[data-slot]").forEach(enhance);
