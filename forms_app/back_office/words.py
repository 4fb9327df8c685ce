"""Words of the history that staff read."""

HISTORY_WORDS = {
    "send": "Отправка",
    "register": "Регистрация",
    "return": "Возврат на доработку",
    "correct": "Исправленная версия отправлена",
    "correct-registered": "Исправленная версия отправлена",
    "accept": "Решение о приёме",
    "reject": "Отклонение",
    "withdraw": "Отзыв",
    "assign": "Назначен ответственный",
    "issue-access": "Выдан новый доступ для заявителя",
    "original-received": "Получен подлинник согласия",
    "consent-withdrawn": "Согласие отозвано",
    "destruction-announced": "Заканчивается срок хранения",
    "destroy": "Уничтожение данных",
}
