"""The noun of a page's journey in sentences of templates."""

from typing import Any

from django import template

from forms_app.engine.nouns import Noun

register = template.Library()


@register.filter
def ending(noun: Noun, endings: str) -> str:
    """The ending that agrees with the noun: ``отправлен{{ journey.noun|ending:"|а|о" }}``."""
    return noun.agree(endings)


@register.simple_tag(takes_context=True)
def words(context: dict[str, Any], text: str) -> str:
    """``text`` with its places of the journey's noun filled, for what a component is given."""
    noun: Noun = context["journey"].noun
    return noun.write(text)
