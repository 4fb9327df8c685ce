"""A chart as an answer: a picture with a policy of its own (FACTS § 5)."""

import base64
import hashlib

from django.http import HttpResponse

from placement.common import charts
from placement.common.charts import Chart


def answer(chart: Chart, *, scheme: str, width: str) -> HttpResponse:
    """The chart as SVG; KeyError for an unknown scheme or width."""
    drawn = charts.draw(chart, scheme=scheme, width=width)
    response = HttpResponse(drawn, content_type="image/svg+xml")
    # Opened on its own the picture may use its own rules of style, and nothing else.
    style = hashlib.sha256(charts.style_of(scheme, width).encode()).digest()
    allowed = f"'sha256-{base64.b64encode(style).decode()}'"
    policy = {"script-src": ["'none'"], "style-src": [allowed]}
    # What the decorator of django-csp sets; here it differs from answer to answer.
    setattr(response, "_csp_replace", policy)  # noqa: B010
    return response
