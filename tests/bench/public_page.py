"""(a), (b): the regulation's public page, from the cache and without it."""

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.test import override_settings

from tests.bench.report import Report
from tests.bench.visitor import Visitor

ADDRESS = "/regulations/polozhenie-o-konkurse/"
CACHE = "home.middleware.PageCacheMiddleware"


def run(report: Report) -> None:
    """The regulation's page, and the home page, which most people open first."""
    cached = Visitor(WSGIHandler())
    middleware = [name for name in settings.MIDDLEWARE if name != CACHE]
    with override_settings(MIDDLEWARE=middleware):
        plain = Visitor(WSGIHandler())
    for name, address in (("regulation", ADDRESS), ("home page", "/")):
        report.time(
            f"Public {name} from the cache",
            lambda address=address: cached.get(address),
            baseline=lambda: cached.get("/bench/constant/"),
            against="constant view, same middleware",
            # Nine tenths of its throughput.
            aim=1 / 0.9,
        )
        report.time(
            f"Public {name} without the cache",
            lambda address=address: plain.get(address),
            baseline=lambda: plain.get("/bench/five-queries/"),
            against="template with five queries",
            aim=1.5,
            queries_aim=10,
        )
