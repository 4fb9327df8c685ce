"""Drafts of agreements in Word, from templates that staff edit (P-3.6).

A template is a DOCX with places like ``{{ предмет }}``. Only the names of `PLACES` are filled and
nothing else of the template language is taken, so that a template can do nothing but be filled.
"""

import datetime as dt
import io
import re
import zipfile
from collections.abc import Callable, Iterator
from typing import Any, TypeVar

from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, TemplateSyntaxError, nodes
from jinja2.sandbox import SandboxedEnvironment

from core import files, word
from core.clock import format_date
from core.errors import Refused
from core.models import Organisation
from placement.agreements import draft_texts
from placement.agreements.models import Agreement, DraftTemplate
from placement.centre import operators
from placement.employers.models import Employer

Answer = TypeVar("Answer")

MAX_BYTES = 2 * 1024 * 1024
MAX_UNPACKED = 20 * 1024 * 1024
BLANK = "_" * 20
# «{%p … %}», «{{r … }}»: signs by which docxtpl takes what is no plain text.
_SPECIAL = re.compile(r"\{[{%][a-z]+ |\{%|\{#")

PLACES: dict[str, str] = {
    "номер": "номер в журнале; в проекте – место для него",
    "дата": "день подписания; в проекте – место для него",
    "вид": "вид договора",
    "вид_практики": "учебная или производственная",
    "предмет": "предмет договора",
    "начало": "первый день срока",
    "окончание": "последний день срока",
    "группа": "группа",
    "число_людей": "сколько человек",
    "люди": "фамилии, имена, отчества, каждое с новой строки",
    "учреждение": "полное наименование учреждения",
    "учреждение_кратко": "краткое наименование учреждения",
    "учреждение_адрес": "адрес учреждения",
    "учреждение_инн": "ИНН учреждения",
    "учреждение_огрн": "ОГРН учреждения",
    "учреждение_должность": "должность руководителя учреждения",
    "учреждение_руководитель": "руководитель учреждения",
    "сторона": "полное наименование другой стороны",
    "сторона_кратко": "её краткое наименование",
    "сторона_адрес": "её адрес",
    "сторона_инн": "её ИНН",
    "сторона_огрн": "её ОГРН (ОГРНИП)",
    "сторона_должность": "должность её руководителя",
    "сторона_руководитель": "её руководитель",
    "ответственный": "ответственный работник центра",
}


def render(agreement: Agreement) -> bytes:
    """The draft; the same agreement and template give the same bytes."""
    return fill(content_of(agreement.kind), values(agreement), at=agreement.created_at)


def content_of(kind: str) -> bytes:
    """The template in force: what staff brought, else the built-in one."""
    row = DraftTemplate.objects.filter(kind=kind).first()
    return bytes(row.content) if row else draft_texts.build(kind)


def fill(content: bytes, places: dict[str, str], *, at: dt.datetime) -> bytes:
    """The template with its places filled; ``at`` is written into the file as its date."""
    document = DocxTemplate(io.BytesIO(content))
    document.render(places, _environment())
    return word.to_bytes(document.docx, at=at, save=document.save)


def values(agreement: Agreement) -> dict[str, str]:
    """What fills the places of `PLACES`."""
    signed_on, ends_on = agreement.signed_on, agreement.ends_on
    person = agreement.responsible
    places = {
        "номер": agreement.number_text or "_" * 8,
        "дата": format_date(signed_on) if signed_on else "«____» ______________ 20___ года",
        "вид": agreement.get_kind_display(),
        "вид_практики": agreement.get_practice_kind_display().lower(),
        "предмет": agreement.subject.strip().removesuffix("."),
        "начало": format_date(agreement.starts_on),
        "окончание": format_date(ends_on) if ends_on else "без ограничения срока",
        "группа": agreement.group,
        "число_людей": str(agreement.people_count or len(agreement.people) or ""),
        "люди": "\n".join(agreement.people),
        "ответственный": person.full_name,
        **_side("учреждение", operators.operator() or person.organisation or Organisation()),
        **_side("сторона", agreement.employer),
    }
    return {name: text or BLANK for name, text in places.items()}


def _side(name: str, side: Organisation | Employer) -> dict[str, str]:
    return {
        name: side.full_name,
        f"{name}_кратко": side.short_name or side.full_name,
        f"{name}_адрес": side.address,
        f"{name}_инн": side.inn,
        f"{name}_огрн": side.ogrn,
        f"{name}_должность": side.head_post,
        f"{name}_руководитель": side.head_name,
    }


def check(content: bytes) -> None:
    """Refuse what cannot be a template, in words that say what to mend."""
    _refuse_no_document(content)
    names = _understood(lambda: set(_places_of(content)))
    if unknown := sorted(names - set(PLACES)):
        listed = ", ".join(f"«{name}»" for name in unknown)
        raise Refused(
            f"Таких подстановок нет: {listed}. Список – на странице шаблона.", field="file"
        )
    if not names:
        raise Refused("В документе нет ни одной подстановки.", field="file")
    _understood(
        lambda: fill(
            content, dict.fromkeys(PLACES, "слово"), at=dt.datetime.fromtimestamp(0, dt.UTC)
        )
    )


def _understood(read: Callable[[], Answer]) -> Answer:
    """What ``read`` gives; Refused for a document that it stumbles on."""
    try:
        return read()
    except Refused:
        raise
    except TemplateSyntaxError as error:
        raise Refused(
            "Подстановка в шаблоне не закончена или лишняя фигурная скобка. "
            "Пишите так: {{ предмет }}.",
            field="file",
        ) from error
    except Exception as error:  # what python-docx raises on a broken file is anything
        raise Refused("Документ повреждён: Word его не откроет.", field="file") from error


def _refuse_no_document(content: bytes) -> None:
    if len(content) > MAX_BYTES:
        raise Refused("Файл больше 2 МБ: уменьшите картинки в нём.", field="file")
    kind = files.sniff(io.BytesIO(content))
    if kind is None or kind.code != "docx":
        raise Refused("Это не документ Word (.docx) или он с макросами.", field="file")
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        if sum(entry.file_size for entry in packed.infolist()) > MAX_UNPACKED:
            raise Refused("Документ слишком велик.", field="file")


def _places_of(content: bytes) -> Iterator[str]:
    """The names of the places; Refused for anything else of the template language."""
    document = DocxTemplate(io.BytesIO(content))
    document.init_docx()
    for part in document.docx.part.package.iter_parts():
        if not part.partname.endswith(".xml") or b"{" not in part.blob:
            continue
        xml = part.blob.decode("utf-8", "replace")
        text = re.sub(r"<[^>]*>", "", xml)
        if _SPECIAL.search(text):
            raise _only_names()
        tree = _environment().parse(document.patch_xml(xml))
        for node in tree.body:
            assert isinstance(node, nodes.Output)
            for piece in node.nodes:
                if isinstance(piece, nodes.Name):
                    yield piece.name
                elif not isinstance(piece, nodes.TemplateData):
                    raise _only_names()


def _only_names() -> Refused:
    return Refused(
        "В шаблоне можно писать только подстановки вида {{ предмет }}: без условий, повторов и "
        "вычислений.",
        field="file",
    )


def _environment() -> Any:
    return SandboxedEnvironment(autoescape=True, undefined=StrictUndefined)
