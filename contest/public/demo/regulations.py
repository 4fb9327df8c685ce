"""The order about the contest and the three acts that it approves, in full (C-1)."""

from pathlib import Path
from typing import TextIO

from home.demo_acts import Facts, load_acts
from home.pages.regulation import RegulationPage

_Kind = RegulationPage.ActKind
_MINISTRY = "Министерство труда и социального развития Новосибирской области"
_ORDER = "prikaz-o-konkurse"
# The order in the source bears neither date nor number: all four pages are drafts.
ACTS = [
    Facts(
        slug=_ORDER,
        title="О проведении конкурса профессионального мастерства",
        kind=_Kind.ORDER,
        organisation="mintrud-nso",
        approved_by=_MINISTRY,
        description="Приказ о проведении конкурса среди специалистов центров занятости населения "
        "Новосибирской области.",
    ),
    Facts(
        slug="polozhenie-o-konkurse",
        title="Положение о конкурсе профессионального мастерства",
        kind=_Kind.REGULATION,
        organisation="mintrud-nso",
        approved_by=_MINISTRY,
        approving_act=_ORDER,
        description="Порядок и условия конкурса среди специалистов центров занятости населения "
        "Новосибирской области, формы заявки, анкет и согласия.",
    ),
    Facts(
        slug="polozhenie-o-komissii",
        title="Положение о комиссии по определению победителей конкурса",
        kind=_Kind.REGULATION,
        organisation="mintrud-nso",
        approved_by=_MINISTRY,
        approving_act=_ORDER,
        description="Порядок деятельности комиссии по определению победителей конкурса.",
    ),
    Facts(
        slug="sostav-komissii",
        title="Состав комиссии по определению победителей конкурса",
        kind=_Kind.COMPOSITION,
        organisation="mintrud-nso",
        approved_by=_MINISTRY,
        approving_act=_ORDER,
        description="Кто входит в комиссию по определению победителей конкурса.",
    ),
]


def load(stdout: TextIO) -> None:
    """Add the acts that are missing."""
    load_acts(Path(__file__).parent / "texts", ACTS, stdout)
