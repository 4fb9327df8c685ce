"""Models of this app: page types, the settings of the site and the index of search."""

from home.form_texts import FormStartText
from home.index_models import SearchEntry, SearchPosting, SearchStem, SearchWord
from home.links import PageLink
from home.pages.edition import RegulationEdition
from home.pages.home import CardWords, HomePage
from home.pages.news import NewsIndexPage, NewsPage
from home.pages.regulation import RegulationPage
from home.pages.regulation_index import RegulationIndexPage
from home.pages.standard import StandardPage
from home.pages.sveden import SvedenPage
from home.settings import MenuPlace, SiteSettings
from home.synonyms import SearchSynonyms

__all__ = [
    "CardWords",
    "FormStartText",
    "HomePage",
    "MenuPlace",
    "NewsIndexPage",
    "NewsPage",
    "PageLink",
    "RegulationEdition",
    "RegulationIndexPage",
    "RegulationPage",
    "SearchEntry",
    "SearchPosting",
    "SearchStem",
    "SearchSynonyms",
    "SearchWord",
    "SiteSettings",
    "StandardPage",
    "SvedenPage",
]
