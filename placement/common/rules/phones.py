"""A phone as people read it."""

import phonenumbers


def shown(number: str) -> str:
    """«+7 813 702-00-01» for E.164; what is no such number stays as it is."""
    try:
        parsed = phonenumbers.parse(number)
    except phonenumbers.NumberParseException:
        return number
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
