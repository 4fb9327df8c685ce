"""What such an institution may teach, for the demonstration."""

from placement.programmes.models import Programme

_ADAPTED = Programme.Kind.ADAPTED
_TRAINING = Programme.Kind.TRAINING
_SECONDARY = Programme.Kind.SECONDARY
# Code, name, educational programme, kind.
PROGRAMMES = [
    ("16675", "Повар", "Повар, для лиц с ограниченными возможностями здоровья", _ADAPTED),
    ("18103", "Садовник", "Садовник, для лиц с ментальными нарушениями", _ADAPTED),
    ("19601", "Швея", "", _TRAINING),
    ("", "Помощник по уходу за животными", "Программа учреждения", _ADAPTED),
    ("46.01.03", "Делопроизводитель", "Делопроизводитель", _SECONDARY),
    ("12901", "Кондитер", "", _TRAINING),
]
