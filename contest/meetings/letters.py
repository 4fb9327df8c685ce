"""Letters to the members of a commission and to its secretary (C-K4, C-K8)."""

from django.conf import settings
from django.urls import reverse

from contest.meetings.models import Meeting
from core.letters import LetterText

CONVENED = "contest-meeting-convened"
CHANGED = "contest-meeting-changed"
CALLED_OFF = "contest-meeting-called-off"
DEADLINE = "contest-meeting-deadline"

_PLACES = ("contest", "when", "place", "agenda", "link", "operator")
_WHERE = "{contest}\n\nКогда: {when}\nГде: {place}\n\nПовестка:\n{agenda}\n\n"
_FOOT = (
    "Заседание правомочно, если на нём присутствует не менее половины членов комиссии (пункт 7"
    " положения о комиссии). Если вы не сможете прийти, сообщите секретарю.\n\n"
    "Повестка на сайте: {link}\n\n{operator}"
)
LETTERS = [
    LetterText(
        CONVENED,
        "Члену комиссии: созвано заседание",
        "Заседание комиссии: {when}",
        f"Здравствуйте!\n\nСозвано заседание комиссии. {_WHERE}{_FOOT}",
        _PLACES,
    ),
    LetterText(
        CHANGED,
        "Члену комиссии: заседание изменилось",
        "Заседание комиссии изменилось: {when}",
        "Здравствуйте!\n\nВремя, место или повестка заседания комиссии изменились. Прежнее письмо о"
        f" нём больше не действует. {_WHERE}{_FOOT}",
        _PLACES,
    ),
    LetterText(
        CALLED_OFF,
        "Члену комиссии: заседание не состоится",
        "Заседание комиссии не состоится: {when}",
        "Здравствуйте!\n\nЗаседание комиссии, назначенное на {when}, не состоится.\n{contest}\n\n"
        "Причина: {why}\n\n{operator}",
        ("contest", "when", "why", "operator"),
    ),
    LetterText(
        DEADLINE,
        "Секретарю комиссии: подходит срок протокола или приказа",
        "{what} – не позднее {due}",
        "Здравствуйте!\n\n{contest}\n\n{what}: не позднее {due}, {left}.\n\n{why}\n\n{link}\n\n"
        "{operator}",
        ("contest", "what", "due", "left", "why", "link", "operator"),
    ),
]


def context(meeting: Meeting) -> dict[str, object]:
    """What fills the places of the letters about one meeting."""
    page = reverse("contest_meetings_modeladmin_inspect", args=[meeting.pk])
    return {
        "contest": str(meeting.contest),
        "when": meeting.when_text,
        "place": meeting.place,
        "agenda": "\n".join(str(item) for item in meeting.items.all()),
        "link": f"{settings.SITE_URL}{page}",
        "operator": str(meeting.contest.operator),
    }
