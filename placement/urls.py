"""Addresses of this app."""

from django.urls import URLPattern, URLResolver, path

from placement import employment_views

urlpatterns: list[URLPattern | URLResolver] = [
    path(
        "sveden/education/<int:year>.<str:kind>", employment_views.download, name="employment_file"
    ),
    path(
        "sveden/education/charts/<int:year>/<str:name>/<str:scheme>/<str:width>.svg",
        employment_views.chart,
        name="employment_chart",
    ),
]
