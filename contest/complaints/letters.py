"""Letters about complaints; staff edit the texts."""

from core.letters import ASK, LetterText

_PLACES = ("form", "scope", "operator", "contact", "reference", "number", "link")

LETTERS = [
    LetterText(
        "contest-complaint-received",
        "Жалоба участника получена",
        "Жалоба получена, заявка {reference}",
        "Здравствуйте!\n\n{reason}\n{scope}\n\nОб ответе мы сообщим. Он будет и на странице жалобы:"
        " {complaint}" + ASK,
        (*_PLACES, "reason", "complaint"),
    ),
    LetterText(
        "contest-complaint-answered",
        "Ответ на жалобу участника",
        "Ответ на вашу жалобу, заявка {reference}",
        "Здравствуйте!\n\n{reason}\n{scope}\n\nЧтобы прочитать ответ, откройте страницу жалобы и"
        " подтвердите, что это вы: {complaint}" + ASK,
        (*_PLACES, "reason", "complaint"),
    ),
]
