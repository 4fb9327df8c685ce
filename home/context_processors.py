"""What every template may name."""

from django.http import HttpRequest

from home.frame import Frame


def face(request: HttpRequest) -> dict[str, Frame]:
    """``face``: the frame of the page."""
    return {"face": Frame(request)}
