"""When the contest of 2024 took applications, and what it said at the edges (C-11)."""

import datetime as dt

from tests.contest.factories import NOVOSIBIRSK

MICROSECOND = dt.timedelta(microseconds=1)
OPENS = dt.datetime(2024, 5, 13, tzinfo=NOVOSIBIRSK)
CLOSES = dt.datetime(2024, 5, 28, tzinfo=NOVOSIBIRSK)
AT_THE_EDGES = [
    (OPENS - MICROSECOND, "Приём заявок откроется 13 мая 2024 года, 00:00"),
    (OPENS, "Заявки принимаются до конца дня 27 мая 2024 года"),
    (CLOSES - MICROSECOND, "Заявки принимаются до конца дня 27 мая 2024 года"),
    (CLOSES, "Приём заявок закрыт: заявки принимались до конца дня 27 мая 2024 года"),
]
