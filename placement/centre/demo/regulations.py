"""The regulation of the placement centre with the forms appended to it (P-1)."""

import datetime as dt
from pathlib import Path
from typing import TextIO

from home.demo_acts import Facts, load_acts
from home.pages.regulation import RegulationPage

ACTS = [
    Facts(
        slug="polozhenie-o-centre-trudoustrojstva",
        title="Положение о Центре трудоустройства и занятости",
        kind=RegulationPage.ActKind.REGULATION,
        organisation="mc-siti",
        approved_by="Директор ГАНПОУ ЛО «МЦ СиТИ»",
        # Clause 1.1, in the nominative case.
        legal_basis="Федеральный закон от 29 декабря 2012 г. № 273-ФЗ "
        "«Об образовании в Российской Федерации»\n"
        "Федеральный закон от 24 ноября 1995 г. № 181-ФЗ "
        "«О социальной защите инвалидов в Российской Федерации»\n"
        "Трудовой кодекс Российской Федерации\n"
        "Федеральный закон от 19 апреля 1991 г. № 1032-1 "
        "«О занятости населения в Российской Федерации»\n"
        "Устав Учреждения\n"
        "Локальные нормативные акты Учреждения\n"
        "Другие нормативные правовые акты",
        effective_from=dt.date(2023, 6, 20),
        order_date=dt.date(2023, 6, 20),
        order_number="01/2.06/2023",
        description="Цели, задачи, функции и документы Центра трудоустройства и занятости "
        "ГАНПОУ ЛО «МЦ СиТИ».",
    ),
]


def load(stdout: TextIO) -> None:
    """Add the acts that are missing."""
    load_acts(Path(__file__).parent / "texts", ACTS, stdout)
