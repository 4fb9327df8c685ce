"""Custom image and document models, so that fields can be added later without a move."""

from django.db import models
from wagtail.documents.models import AbstractDocument, Document
from wagtail.images.models import AbstractImage, AbstractRendition, Image


class CustomImage(AbstractImage):
    """A public image with the text that a screen reader says."""

    alt_text = models.CharField(
        "описание для незрячих",
        max_length=255,
        blank=True,
        help_text="Что видно на изображении. Блок «Изображение с подписью» возьмёт эти слова.",
    )
    # Wagtail's own «description» would ask the same a second time.
    admin_form_fields = (
        *(name for name in Image.admin_form_fields if name != "description"),
        "alt_text",
    )

    class Meta(AbstractImage.Meta):
        verbose_name = "изображение"
        verbose_name_plural = "изображения"
        permissions = [("choose_customimage", "Выбирать изображения")]

    @property
    def default_alt_text(self) -> str:
        """The described text; empty for a decoration."""
        return self.alt_text


class CustomRendition(AbstractRendition):
    """A resized copy of an image."""

    image = models.ForeignKey(CustomImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        unique_together = (("image", "filter_spec", "focal_point_key"),)


class CustomDocument(AbstractDocument):
    """A public document, for example the signed original of an act."""

    admin_form_fields = Document.admin_form_fields

    class Meta(AbstractDocument.Meta):
        verbose_name = "документ"
        verbose_name_plural = "документы"
        permissions = [("choose_customdocument", "Выбирать документы")]
