"""What is said when the child ended without an answer."""

from core.errors import Refused


class Verdict(Refused):
    """The file could not be dealt with; which way it went wrong is the class."""

    words = "Файл не удалось прочитать."

    def __init__(self) -> None:
        super().__init__(self.words, field="file")


class OutOfMemory(Verdict):
    """It asked for more memory than the job may have."""

    words = (
        "Файл не удалось прочитать: он устроен слишком сложно, на него не хватает памяти. "
        "Сохраните его заново в программе, в которой он сделан, или разделите на части."
    )


class OutOfTime(Verdict):
    """It took more processor or wall-clock time than the job may take."""

    words = (
        "Файл не удалось прочитать за отведённое время: он устроен слишком сложно. "
        "Сохраните его заново в программе, в которой он сделан, или разделите на части."
    )


class TooMuchOutput(Verdict):
    """What came out is larger than the job may give."""

    words = "Файл слишком велик: того, что получается из него, больше допустимого. Разделите его."


class Crashed(Verdict):
    """The child died, or answered with something that is no answer."""

    words = (
        "Файл не удалось прочитать: он повреждён или устроен необычно. "
        "Откройте его в программе, в которой он сделан, и сохраните заново."
    )


class Busy(Verdict):
    """Too many children run already."""

    words = "Сейчас обрабатывается много файлов. Подождите минуту и попробуйте ещё раз."
