"""What the board says of photographs: those that have to be taken down (P-F4)."""

from django.http import HttpRequest

from core.back_office import BoardLine, BoardPanel, first_rows, row_acts
from placement.photos.desk.screens import PhotoDesk
from placement.photos.models import GraduatePhoto


def due(desk: PhotoDesk, request: HttpRequest) -> BoardPanel | None:
    """«Снимите фото»: the consent has ended; the most urgent first."""
    if not desk.may(request, "work"):
        return None
    rows = GraduatePhoto.objects.due().select_related("graduate__key", "page", "published_by")
    total, shown = first_rows(rows)
    if not total:
        return None
    return BoardPanel(
        code="photos-due",
        title="Снимите фото: согласия больше нет",
        total=total,
        headings=("Фото", "Где", "Чьё", "Снять до"),
        lines=[
            BoardLine(
                cells=(
                    str(row),
                    row.address,
                    str(row.graduate).strip() or f"карточка № {row.graduate_id}",
                    f"{row.remove_by:%d.%m.%Y}",
                ),
                url=desk.url("inspect", row),
                acts=row_acts(desk, request, row, "remove"),
            )
            for row in shown
        ],
        url=f"{desk.url('index')}?state=due",
    )
