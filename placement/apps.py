from django.apps import AppConfig


class PlacementConfig(AppConfig):
    """The placement centre: one of the two domains that an installation may switch on (X-9)."""

    name = "placement"
    verbose_name = "Трудоустройство"

    def ready(self) -> None:
        """Make known what the nouns add to the form engine, the common pages and one another."""
        from placement import retention, signals, teasers

        _add_regular_work()
        teasers.register()
        signals.connect()
        _join_nouns()
        retention.join()


def _join_nouns() -> None:
    """Each noun says for itself what it adds to those beneath it."""
    from placement.agreements import joining as agreements
    from placement.assistance import joining as assistance
    from placement.cases import joining as cases
    from placement.consultations import joining as consultations
    from placement.employers import joining as employers
    from placement.grants import joining as grants
    from placement.matching import joining as matching
    from placement.mentors import joining as mentors
    from placement.needs import joining as needs
    from placement.own_page import joining as own_page
    from placement.photos import joining as photos
    from placement.referrals import joining as referrals
    from placement.requests import joining as requests
    from placement.resumes import joining as resumes
    from placement.vacancies import joining as vacancies

    for noun in (
        employers,
        vacancies,
        requests,
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


def _add_regular_work() -> None:
    """Tasks and imports of tables register themselves where they are imported."""
    from placement import tasks  # noqa: F401
    from placement.employers import importing as _employers  # noqa: F401
    from placement.graduates import importing as _graduates  # noqa: F401
    from placement.programmes import importing as _programmes  # noqa: F401
    from placement.statistics import importing as _figures  # noqa: F401
