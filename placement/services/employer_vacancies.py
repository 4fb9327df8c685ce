"""What follows an employer's name: the words by which its vacancies are found."""

from placement.models import Employer, Vacancy


def follow_name(employer: Employer) -> None:
    """Put the employer's present name into the search words of its vacancies.

    Public pages and the search of the site follow by themselves (`placement.signals`).
    """
    rows = Vacancy.objects.filter(employer=employer).select_related("employer", "profession")
    for vacancy in rows:
        # Vacancy.save computes the words.
        vacancy.save(update_fields=["search_key"])
