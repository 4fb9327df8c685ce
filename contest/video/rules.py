"""What a video appeal must be (C-A6, Appendix 6), and sizes and lengths in words."""

from fractions import Fraction

from core.errors import Refused

# Appendix 6: «продолжительностью не более 2 минут».
LONGEST = 120
# The contest's words for what the regulation allows; an iPhone's MOV is accepted and noted.
CONTAINERS = {"mkv": "MKV", "avi": "AVI", "mp4": "MP4", "mpeg": "MPEG", "mov": "MOV"}
NOTED = {"mov": "MOV – так снимает iPhone; в приложении № 6 этот формат не назван."}


def check_length(length: Fraction, *, tolerance: int) -> None:
    """Refuse what lasts longer than two minutes and the contest's ``tolerance`` in seconds."""
    if length > LONGEST + tolerance:
        raise Refused(
            f"Видео длится {length_words(length)}, а должно не больше 2 минут. Сократите его и"
            " пришлите ещё раз.",
            clause="приложение № 6",
        )


def length_words(length: Fraction) -> str:
    """«2 мин 30 с»; what lasts less than a second is one."""
    seconds = max(round(length), 1)
    # Just above the limit it must not read as the limit.
    if length > LONGEST and seconds <= LONGEST:
        seconds = LONGEST + 1
    minutes, rest = divmod(seconds, 60)
    parts = [f"{minutes} мин" if minutes else "", f"{rest} с" if rest or not minutes else ""]
    return " ".join(part for part in parts if part)


def size_words(size: int) -> str:
    """«1 ГБ», «350 МБ», «12,5 МБ»."""
    for unit, bytes_of in (("ГБ", 1024**3), ("МБ", 1024**2), ("КБ", 1024)):
        if size >= bytes_of:
            value = f"{size / bytes_of:.1f}".replace(".0", "").replace(".", ",")
            return f"{value} {unit}"
    return f"{size} байт"
