"""The centre's own rows behind a submission."""

from typing import Any, cast

from forms_app.models import Submission
from placement.requests.models import VacancyRequest
from placement.vacancies.models import Vacancy


def request_of(submission: Submission) -> VacancyRequest:
    """The centre's row of a submission."""
    return cast(VacancyRequest, cast(Any, submission).vacancy_request)


def vacancies_of(submission: Submission) -> list[Vacancy]:
    """The vacancies of a request in its order, with what publishing looks at."""
    rows = request_of(submission).vacancies.select_related("profession", "request__submission")
    return list(rows.order_by("number"))
