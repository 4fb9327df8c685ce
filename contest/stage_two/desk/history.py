"""Everything that happened at stage II of a contest, to it and to its finalists."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q

from contest.applications.models import Entry
from contest.finalists.models import Finalist
from contest.setup.models import Contest
from contest.setup.stage_two_history import CONTEST_WORDS, ENTRY_WORDS
from core.back_office import uncached
from core.back_office.history import HistoryView, history_lines
from core.models import HistoryRecord


@uncached
class StageTwoHistoryView(HistoryView):
    """The history of stage II, for whoever runs it; each line names its finalist."""

    right = "work"
    object: Contest

    def get_title(self) -> str:
        return "История II этапа"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        records = self._records()
        names = self._names()
        lines = history_lines(records, self.desk)
        for record, line in zip(records, lines, strict=True):
            if record.action in ENTRY_WORDS:
                line["details"] = [names.get(record.object_id, "")]
        return {**super().get_context_data(**kwargs), "records": lines}

    def _names(self) -> dict[str, str]:
        finalists = Finalist.objects.filter(contest=self.object).select_related("entry")
        return {str(one.entry_id): one.entry.full_name for one in finalists}

    def _records(self) -> list[HistoryRecord]:
        kinds = ContentType.objects.get_for_models(Contest, Entry)
        records = HistoryRecord.objects.filter(
            Q(
                content_type=kinds[Contest],
                object_id=str(self.object.pk),
                action__in=CONTEST_WORDS,
            )
            | Q(content_type=kinds[Entry], object_id__in=self._names(), action__in=ENTRY_WORDS)
        )
        return list(records.select_related("actor").order_by("at", "pk"))
