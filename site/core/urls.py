"""Addresses of this app."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, path
from django.views.static import serve

from core.health import healthz

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", healthz, name="healthz"),
    # Public images only, where no web server in front takes this address over. Documents go
    # through Wagtail's view, private files through checked ones.
    path("media/images/<path:path>", serve, {"document_root": settings.MEDIA_ROOT / "images"}),
    path(
        "media/original_images/<path:path>",
        serve,
        {"document_root": settings.MEDIA_ROOT / "original_images"},
    ),
]
