from django.apps import AppConfig


class PlacementConfig(AppConfig):
    """The placement centre: one of the two domains that an installation may switch on (X-9)."""

    name = "placement"
    verbose_name = "Трудоустройство"

    def ready(self) -> None:
        """Make known: the journey to the form engine, cards to the common pages, boxes to the card."""
        from core.back_office import add_panel, letters_panel
        from forms_app.engine import registry

        # Importing tasks and imports of tables registers them.
        from placement import retention, signals, tasks, teasers  # noqa: F401
        from placement.agreements import joining as agreements
        from placement.agreements.models import Agreement
        from placement.assistance import joining as assistance
        from placement.cases import joining as cases
        from placement.consultations import joining as consultations
        from placement.employers import importing as _employers  # noqa: F401
        from placement.employers.models import Employer
        from placement.graduates import importing as _graduates  # noqa: F401
        from placement.grants import joining as grants
        from placement.matching import joining as matching
        from placement.mentors import joining as mentors
        from placement.needs import joining as needs
        from placement.own_page import joining as own_page
        from placement.photos import joining as photos
        from placement.programmes import importing as _programmes  # noqa: F401
        from placement.referrals import joining as referrals
        from placement.requests.desk.employer_panel import requests_panel
        from placement.requests.journey.request import VacancyRequestJourney
        from placement.requests.papers import journal as requests_journal
        from placement.resumes import joining as resumes
        from placement.statistics import importing as _figures  # noqa: F401
        from placement.vacancies import letters as vacancy_letters
        from placement.vacancies.desk.employer_panel import vacancies_panel

        registry.register(VacancyRequestJourney())
        requests_journal.describe()
        add_panel(Employer, requests_panel, order=10)
        add_panel(Employer, vacancies_panel, order=20)
        add_panel(Employer, letters_panel, order=40)
        add_panel(Agreement, letters_panel, order=40)

        vacancy_letters.guard()
        teasers.register()
        signals.connect()
        for noun in (
            agreements,
            grants,
            assistance,
            needs,
            matching,
            cases,
            resumes,
            photos,
            referrals,
            consultations,
            mentors,
            own_page,
        ):
            noun.join()
        retention.join()
