"""Addresses of this app; all other public addresses are Wagtail pages."""

from django.urls import URLPattern, URLResolver, path

from home import cache, display, paper_checks, regulation_views, views

app_name = "home"
urlpatterns: list[URLPattern | URLResolver] = [
    path("search/", views.search, name="search"),
    path("papers/", paper_checks.papers, name="papers"),
    path("display/", display.settings_page, name="display"),
    path("theme.css", views.theme, name="theme"),
    path("admin-theme.css", views.admin_theme, name="admin_theme"),
    path("robots.txt", views.robots, name="robots"),
    path("sitemap.xml", views.sitemap, name="sitemap"),
    path(
        "regulations/<str:slug>/<str:name>.pdf",
        regulation_views.current_pdf,
        name="regulation_pdf",
    ),
    path(
        "regulations/<str:slug>/editions/<str:day>/<str:name>.pdf",
        regulation_views.edition_pdf,
        name="regulation_edition_pdf",
    ),
    path("news/feed.xml", cache.public_view(views.NewsFeed()), name="news_feed"),
]
