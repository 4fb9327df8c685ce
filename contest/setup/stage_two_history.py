"""How the histories of a contest and of its entries tell what happened at stage II, by code."""

ENTRY_WORDS = {
    "admit-to-stage-two": "Участник допущен во II этап",
    "stage-two-came": "Отмечено: явился на II этап",
    "stage-two-absent": "Отмечено: не явился на II этап",
    "stage-two-unknown": "Отметка о явке снята",
    "no-show": "Записана неявка по решению",
    "take-back-no-show": "Неявка отменена решением",
    "enter-test": "Внесён результат теста",
    "check-test": "Результат теста проверен вторым человеком",
    "take-back-test": "Результат теста удалён",
    "role-play-start": "Начата ролевая игра",
    "role-play-pause": "Время ролевой игры остановлено",
    "role-play-resume": "Время ролевой игры пошло дальше",
    "role-play-finish": "Ролевая игра закончена",
    "role-play-discard": "Время ролевой игры сброшено",
}
CONTEST_WORDS = {"stage-two-draw": "Записан жребий"}
WAYS = {"site": "провёл сайт", "hand": "номера внесены вручную"}
