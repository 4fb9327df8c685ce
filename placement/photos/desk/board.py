"""What the board says of photographs: those that have to be taken down (P-F4)."""

from django.http import HttpRequest

from core.back_office import BoardLine, BoardPanel, row_acts, waiting_panel
from placement.photos.desk.screens import PhotoDesk
from placement.photos.models import GraduatePhoto


def due(desk: PhotoDesk, request: HttpRequest) -> BoardPanel | None:
    """«Снимите фото»: the consent has ended; the most urgent first."""
    if not desk.may(request, "work"):
        return None

    def line(row: GraduatePhoto) -> BoardLine:
        return BoardLine(
            cells=(
                str(row),
                row.address,
                str(row.graduate).strip() or f"карточка № {row.graduate_id}",
                f"{row.remove_by:%d.%m.%Y}",
            ),
            url=desk.url("inspect", row),
            acts=row_acts(desk, request, row, "remove"),
        )

    return waiting_panel(
        GraduatePhoto.objects.due().select_related("graduate__key", "page", "published_by"),
        line,
        code="photos-due",
        title="Снимите фото: согласия больше нет",
        headings=("Фото", "Где", "Чьё", "Снять до"),
        url=f"{desk.url('index')}?state=due",
    )
