// Shows how far an upload has come. Without JavaScript the same form sends the file as usual.
const enhance = (form) => {
  const input = form.querySelector('input[type="file"]');
  const button = form.querySelector('button[type="submit"]');
  const status = form.querySelector("[data-upload-progress]");

  const say = (text) => {
    status.hidden = false;
    status.textContent = text;
  };

  // The answer is the page anew, with what the server has to say: its main part takes our place.
  const show = (html) => {
    const page = new DOMParser().parseFromString(html, "text/html");
    const main = page.querySelector("main");
    if (!main) {
      window.location.reload();
      return;
    }
    const anchor = form.closest("section").id;
    document.querySelector("main").replaceWith(main);
    main.querySelectorAll("form[data-upload]").forEach(enhance);
    const said =
      main.querySelector('.error-summary, .notice[role="alert"]') ??
      document.getElementById(anchor);
    said?.setAttribute("tabindex", "-1");
    said?.focus();
  };

  // A second press while the file is on its way would store it twice.
  const send = () => {
    if (button.disabled) {
      return;
    }
    if (!input.files.length) {
      say("Выберите файл, который нужно приложить.");
      return;
    }
    const request = new XMLHttpRequest();
    request.open("POST", form.action);
    request.upload.addEventListener("progress", (event) => {
      if (event.lengthComputable) {
        say(`Отправлено ${Math.floor((event.loaded / event.total) * 100)} %`);
      }
    });
    request.addEventListener("load", () => show(request.responseText));
    request.addEventListener("error", () => {
      button.disabled = false;
      say("Связь прервалась. Файл не отправлен: нажмите «Приложить» ещё раз.");
    });
    say("Отправляем…");
    button.disabled = true;
    request.send(new FormData(form));
  };

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    send();
  });
};

document.querySelectorAll("form[data-upload]").forEach(enhance);
