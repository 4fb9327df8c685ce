"""The letters about an employer's request; staff edit the texts."""

from core.letters import ASK, LetterText

_REQUEST = ("form", "scope", "operator", "contact", "reference", "number", "link", "repeat")
_REPEAT = (
    "Понадобятся ещё работники – заявку можно повторить в два нажатия, ничего не заполняя"
    " заново: {repeat}"
)

EMPLOYER_CODE = "vacancy-request-employer-code"
LETTERS = [
    LetterText(
        EMPLOYER_CODE,
        "Код предприятию, чтобы напечатать заявку целиком",
        "Код для заявки в центр трудоустройства",
        "Здравствуйте!\n\nНа сайте заполняют заявку о потребности в работниках от вашей"
        " организации. Чтобы напечатать её со сведениями, которые уже есть у центра, введите"
        " код: {code}\n\nКод действует {minutes} минут. Если заявку заполняете не вы, никому"
        " его не сообщайте: без кода ваши сведения не видны." + ASK,
        ("code", "minutes", "contact", "operator"),
    ),
    LetterText(
        "vacancy-request-received",
        "Заявка работодателя поступила",
        "Получено: {form}, номер {reference}",
        "Здравствуйте!\n\nМы получили вашу заявку: {form}.\n{scope}\n\n"
        "Номер заявки: {reference}.\nСпециалист центра проверит её и свяжется с контактным лицом."
        " Следить за заявкой или отозвать её: {link}\n\n"
        "Что вы указали (личные данные скрыты):\n{answers}\n\n" + _REPEAT + "\n\n"
        "Не пересылайте ссылки посторонним." + ASK,
        (*_REQUEST, "answers"),
    ),
    LetterText(
        "vacancy-request-registered",
        "Заявка работодателя зарегистрирована",
        "Зарегистрировано: {form}, номер {reference}",
        "Здравствуйте!\n\nВаша заявка {reference} зарегистрирована, регистрационный номер"
        " {number}. Специалист центра готовит вакансии к публикации.\n\n"
        "Следить за заявкой: {link}\n\n" + _REPEAT + ASK,
        _REQUEST,
    ),
    LetterText(
        "vacancy-request-accepted",
        "Заявка работодателя принята в реестр",
        "Вакансии приняты: {form}, номер {reference}",
        "Здравствуйте!\n\nВакансии вашей заявки {reference} (регистрационный номер {number})"
        " внесены в реестр центра. Мы подбираем кандидатов и раз в месяц будем спрашивать вас,"
        " актуальны ли вакансии.\n\nПодробности: {link}\n\n" + _REPEAT + ASK,
        _REQUEST,
    ),
    LetterText(
        "vacancy-request-rejected",
        "Заявка работодателя отклонена",
        "Отклонено: {form}, номер {reference}",
        "Здравствуйте!\n\nВаша заявка {reference} ({form}) отклонена.\n\n"
        "Причина: {reason}\n\nПодробности: {link}" + ASK,
        ("form", "scope", "operator", "contact", "reference", "number", "link", "reason"),
    ),
    LetterText(
        "vacancy-request-withdrawn",
        "Заявка работодателя отозвана",
        "Отозвано: {form}, номер {reference}",
        "Здравствуйте!\n\nЗаявка {reference} ({form}) отозвана, её вакансии сняты.\n"
        "Если вы об этом не просили, сообщите нам: {contact}\n\n{operator}",
        ("form", "scope", "operator", "contact", "reference", "number", "link"),
    ),
]
