"""Letters about the video of stage I; staff edit the texts."""

from core.letters import ASK, LetterText

_PLACES = ("form", "scope", "operator", "reference", "number", "link", "stage", "video", "contact")

LETTERS = [
    LetterText(
        "contest-video-received",
        "Видеообращение получено",
        "Видеообращение получено, заявка {reference}",
        "Здравствуйте!\n\nМы получили видеообращение к заявке {reference}. {reason}\n{scope}\n\n"
        "{stage} До конца этого срока видео можно заменить: оценивается последнее. Посмотреть его,"
        " добавить описание или заменить: {video}\n\n{operator}",
        (*_PLACES, "reason"),
    ),
    LetterText(
        "contest-video-refused",
        "Загруженное видео не принято",
        "Видео не принято, заявка {reference}",
        "Здравствуйте!\n\nФайл, который вы загрузили к заявке {reference}, не принят.\n"
        "{reason}\n\n{stage} Загрузить другой файл: {video}" + ASK,
        (*_PLACES, "reason"),
    ),
    LetterText(
        "contest-video-missing",
        "Видеообращение не поступило до конца I этапа",
        "Видеообращение не поступило, заявка {reference}",
        "Здравствуйте!\n\nI этап конкурса закончился, а видеообращения к вашей заявке {reference}"
        " мы не получили.\n{scope}\n{stage}\n\nБез видеообращения его нельзя оценить (пункты 13–15"
        " положения).\n\nЕсли вы отправляли его в срок по электронной почте или на носителе,"
        " напишите или позвоните нам: {contact}\n\nСледить за заявкой: {link}\n\n{operator}",
        _PLACES,
    ),
]
