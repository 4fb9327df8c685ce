// Counts down what is left of a role play. Without JavaScript the page says in words when it ends.
const face = document.querySelector("[data-left]");
const words = document.querySelector("[data-words]");
const said = document.querySelector("[data-said]");
const ends = Date.now() + Number(face.dataset.left);
const UP = "Время вышло.";
// What a screen reader hears, by the seconds that are left; nothing in between.
const MOMENTS = new Map([
  [300, "Осталось пять минут."],
  [60, "Осталась одна минута."],
  [30, "Осталось тридцать секунд."],
  [0, UP],
]);
let before = Infinity;

const show = () => {
  const left = Math.max(0, Math.ceil((ends - Date.now()) / 1000));
  face.textContent = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
  for (const [moment, text] of MOMENTS) {
    if (before > moment && left <= moment && before !== Infinity) {
      said.textContent = text;
    }
  }
  before = left;
  face.classList.toggle("desk-timer__face--soon", left <= 60);
  if (left === 0) {
    words.textContent = UP;
    clearInterval(ticking);
  }
};

const ticking = setInterval(show, 200);
show();
