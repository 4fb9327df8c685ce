"""What every letter of the centre ends with: where to ask, and who writes."""

from placement.centre import operators
from placement.centre.pages import contacts


def contact() -> str:
    """Telephone, mailbox, office and its hours, whatever of them is known; else the centre's name."""
    reached = contacts()
    known = {
        "телефон": reached.phone,
        "почта": reached.email,
        "адрес:": reached.address,
        "часы работы:": reached.hours,
    }
    return "; ".join(f"{what} {text}" for what, text in known.items() if text) or reached.name


def ending() -> dict[str, str]:
    """What fills the places of the end: ``contact`` and ``operator``."""
    return {"contact": contact(), "operator": operators.operator_name()}
