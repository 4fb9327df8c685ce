// A video goes to the server in pieces, by the protocol tus 1.0. When the line breaks it waits and
// goes on from what the server has; so does the same file chosen again, on this device or another.
// Without JavaScript the page is a plain form.
const PIECE = 8 * 1024 * 1024;
// The beginning of the file that, with name and size, tells it from others.
const BEGINNING = 1024 * 1024;
const PAUSES = [1, 2, 5, 10, 20, 30];
const TUS = { "Tus-Resumable": "1.0.0" };
// Answers after which the same may succeed later; others say what is wrong.
const PASSING = new Set([0, 409, 423, 460, 500, 502, 503, 504]);

const form = document.querySelector("form[data-video]");
const input = form.elements.video;
const progress = form.querySelector("[data-progress]");
const bar = progress.querySelector("progress");
const status = progress.querySelector("[data-status]");
const pause = progress.querySelector("[data-pause]");
const send = form.querySelector("[data-send]");
let running = null;
let wake = null;
let isPaused = false;

class Refusal extends Error {}

const say = (text) => {
  if (status.textContent !== text) {
    status.textContent = text;
  }
};

const base64 = (text) => btoa(String.fromCharCode(...new TextEncoder().encode(text)));

const digest = async (bytes) => {
  const hash = await crypto.subtle.digest("SHA-256", bytes);
  return [...new Uint8Array(hash)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
};

// Empty where the browser cannot count it: then a file is sent anew rather than mixed with another.
const fingerprintOf = async (file) => {
  if (!globalThis.crypto?.subtle) {
    return "";
  }
  const beginning = await digest(await file.slice(0, BEGINNING).arrayBuffer());
  return digest(new TextEncoder().encode(`${file.name}\n${file.size}\n${beginning}`));
};

const request = (method, url, { headers = {}, body = null, onProgress = () => {} } = {}) =>
  new Promise((resolve) => {
    const call = new XMLHttpRequest();
    call.open(method, url);
    for (const [name, value] of Object.entries({ ...TUS, ...headers })) {
      call.setRequestHeader(name, value);
    }
    call.upload.addEventListener("progress", (event) => onProgress(event.loaded));
    call.addEventListener("loadend", () => {
      running = null;
      resolve(call);
    });
    running = call;
    call.send(body);
  });

const refuseUnlessPassing = (answer) => {
  if (!PASSING.has(answer.status)) {
    throw new Refusal(answer.responseText || "Загрузить файл не удалось. Обновите страницу и попробуйте ещё раз.");
  }
};

// Until the time is over, the line is back, or the pause is ended.
const wait = (seconds) =>
  new Promise((resolve) => {
    wake = resolve;
    if (!isPaused) {
      setTimeout(resolve, seconds * 1000);
    }
  });

const begin = async (file, fingerprint) => {
  const told = { filename: file.name, filetype: file.type, fingerprint, stamp: form.elements.stamp.value };
  const metadata = Object.entries(told)
    .map(([key, value]) => (value ? `${key} ${base64(value)}` : key))
    .join(",");
  for (let tries = 0; ; tries += 1) {
    const answer = await request("POST", form.dataset.uploads, {
      headers: { "Upload-Length": String(file.size), "Upload-Metadata": metadata },
    });
    if (answer.status === 201) {
      return answer.getResponseHeader("Location");
    }
    refuseUnlessPassing(answer);
    await pauseAfter(tries);
  }
};

const pauseAfter = async (tries) => {
  say(isPaused ? "Загрузка приостановлена." : "Связь прервалась. Продолжим сами, как только она появится.");
  await wait(PAUSES[Math.min(tries, PAUSES.length - 1)]);
};

const show = (loaded, file) => {
  const percent = Math.floor((loaded / file.size) * 100);
  bar.value = percent;
  // A screen reader hears every tenth, not every change.
  say(`Загружено ${percent - (percent % 10)} %`);
};

const upload = async (url, file, fingerprint) => {
  let offset = null;
  let tries = 0;
  while (offset !== file.size) {
    if (offset === null) {
      const answer = await request("HEAD", url);
      if (answer.status === 200) {
        offset = Number(answer.getResponseHeader("Upload-Offset"));
        show(offset, file);
        continue;
      }
      refuseUnlessPassing(answer);
    } else {
      const start = offset;
      const answer = await request("PATCH", url, {
        headers: {
          "Content-Type": "application/offset+octet-stream",
          "Upload-Offset": String(start),
          ...(fingerprint ? { "Upload-Fingerprint": fingerprint } : {}),
        },
        body: file.slice(start, start + PIECE),
        onProgress: (loaded) => show(start + loaded, file),
      });
      if (answer.status === 204) {
        offset = Number(answer.getResponseHeader("Upload-Offset"));
        tries = 0;
        if (offset + PIECE >= file.size) {
          say("Заканчиваем загрузку и проверяем файл…");
        }
        continue;
      }
      refuseUnlessPassing(answer);
      offset = null;
    }
    await pauseAfter(tries);
    tries += 1;
  }
};

const showError = (text) => {
  const field = input.closest(".field");
  field.classList.add("field--error");
  let place = field.querySelector("[data-error]");
  if (!place) {
    place = document.createElement("p");
    place.className = "field__error";
    place.id = "video-error";
    place.dataset.error = "";
    input.before(place);
  }
  place.textContent = text;
  input.setAttribute("aria-invalid", "true");
  input.setAttribute("aria-describedby", "video-error");
  input.focus();
};

const clearError = () => {
  const field = input.closest(".field");
  field.classList.remove("field--error");
  field.querySelector("[data-error]")?.remove();
  input.removeAttribute("aria-invalid");
};

const setBusy = (isBusy) => {
  progress.hidden = !isBusy;
  send.disabled = isBusy;
  input.disabled = isBusy;
};

const sendFile = async (file) => {
  const fingerprint = await fingerprintOf(file);
  const begun = [...document.querySelectorAll("[data-unfinished]")].find(
    (line) => fingerprint && line.dataset.fingerprint === fingerprint && line.dataset.url,
  );
  const url = begun ? begun.dataset.url : await begin(file, fingerprint);
  if (begun) {
    say("Продолжаем с того места, где загрузка прервалась.");
  }
  await upload(url, file, fingerprint);
};

form.addEventListener("submit", async (event) => {
  const file = input.files[0];
  if (!file) {
    return;
  }
  event.preventDefault();
  clearError();
  if (file.size > Number(form.dataset.max)) {
    showError(`Файл слишком велик. Принимаются видео не больше ${form.dataset.largest}.`);
    return;
  }
  setBusy(true);
  bar.value = 0;
  say("Готовим файл…");
  progress.scrollIntoView({ block: "nearest" });
  try {
    await sendFile(file);
  } catch (error) {
    setBusy(false);
    showError(
      error instanceof Refusal ? error.message : "Файл не удалось прочитать. Скопируйте его в память телефона и выберите ещё раз.",
    );
    return;
  }
  say("Видео загружено.");
  // The file is there; the description goes the usual way, and the page comes back anew.
  const told = document.createElement("input");
  Object.assign(told, { type: "hidden", name: "describe", value: "new" });
  form.append(told);
  setBusy(false);
  input.disabled = true;
  form.submit();
});

pause.addEventListener("click", () => {
  isPaused = !isPaused;
  pause.textContent = isPaused ? "Продолжить" : "Приостановить";
  if (isPaused) {
    running?.abort();
  } else {
    wake?.();
  }
});

window.addEventListener("online", () => {
  if (!isPaused) {
    wake?.();
  }
});

window.addEventListener("beforeunload", (event) => {
  if (send.disabled) {
    event.preventDefault();
  }
});

document.querySelectorAll("[data-continue]").forEach((words) => {
  words.hidden = false;
});
