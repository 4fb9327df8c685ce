"""Blocks that editors build pages of."""

from typing import Any

from wagtail import blocks
from wagtail.contrib.table_block.blocks import TableBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock, ImageChooserBlock

TEXT_FEATURES = ["bold", "italic", "ol", "ul", "link", "document-link", "hr", "blockquote"]


class HeadingBlock(blocks.StructBlock):
    """A heading of the second or third level."""

    text = blocks.CharBlock(label="Текст", max_length=255)
    level = blocks.ChoiceBlock(
        label="Уровень",
        choices=[("2", "раздел"), ("3", "подраздел")],
        default="2",
        search_index=False,
    )

    class Meta:
        label = "Заголовок раздела"
        icon = "title"
        template = "home/blocks/heading.html"


class NoticeBlock(blocks.StructBlock):
    """A framed notice."""

    kind = blocks.ChoiceBlock(
        label="Вид",
        choices=[
            ("info", "к сведению"),
            ("ok", "хорошая новость"),
            ("warning", "внимание"),
            ("danger", "срочно"),
        ],
        default="info",
        search_index=False,
    )
    title = blocks.CharBlock(label="Заголовок", max_length=255, required=False)
    text = blocks.TextBlock(label="Текст")

    class Meta:
        label = "Заметка"
        icon = "warning"
        template = "home/blocks/notice.html"


class DescribedImageBlock(ImageBlock):
    """Wagtail's picture with its questions in our words."""

    def __init__(self, *, required: bool = True, **kwargs: Any) -> None:
        super().__init__(required=required, **kwargs)
        self.child_blocks["image"] = _named("image", ImageChooserBlock(label="Файл"))
        decorative = blocks.BooleanBlock(
            label="Только украшает страницу",
            help_text="Отметьте, если на изображении нет ничего, кроме красоты: "
            "незрячим о нём не скажут.",
            default=False,
            required=False,
        )
        self.child_blocks["decorative"] = _named("decorative", decorative)
        described = blocks.CharBlock(
            label="Описание для незрячих",
            help_text="Что видно на изображении – одним предложением.",
            required=False,
        )
        self.child_blocks["alt_text"] = _named("alt_text", described)


def _named(name: str, block: blocks.Block) -> blocks.Block:
    block.set_name(name)
    return block


class PictureBlock(blocks.StructBlock):
    """A picture with its description for those who do not see it."""

    image = DescribedImageBlock(label="Изображение")
    caption = blocks.CharBlock(label="Подпись", max_length=255, required=False)

    class Meta:
        label = "Изображение с подписью"
        icon = "image"
        template = "home/blocks/picture.html"


class BodyBlock(blocks.StreamBlock):
    """The text of a page."""

    heading = HeadingBlock()
    text = blocks.RichTextBlock(
        label="Текст", features=TEXT_FEATURES, template="home/blocks/text.html"
    )
    notice = NoticeBlock()
    table = TableBlock(label="Таблица", template="home/blocks/table.html")
    documents = blocks.ListBlock(
        DocumentChooserBlock(label="Документ"),
        label="Документы",
        icon="doc-full",
        template="home/blocks/documents.html",
    )
    picture = PictureBlock()

    class Meta:
        required = False
