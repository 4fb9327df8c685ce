"""What a screen reader says of a form's page, and in which order (X-1, X-2)."""

import re
import sys

import pytest
from playwright.sync_api import Page, expect

from tests.browser.participant import Participant
from tests.browser.script import ROLES, Person, steps

WHOLE = {"textbox", "combobox", "button", "link", "checkbox", "radio", "heading", "StaticText"}
# Helps and errors that no control or group beside them is described by; official words that
# belong to no label, legend or heading of a group.
ORPHANS = """() => {
  const isTold = (note) => [...note.closest(".field").querySelectorAll("[aria-describedby]")]
    .some((one) => one.getAttribute("aria-describedby").split(" ").includes(note.closest("[id]").id));
  const notes = [...document.querySelectorAll("main .field :is(.field__plain, .field__error)")];
  const official = [...document.querySelectorAll("main .field .field__official")];
  return [
    ...notes.filter((note) => !isTold(note)),
    ...official.filter((words) => !words.closest("label, legend")),
  ].map((one) => one.textContent);
}"""


def spoken(page: Page) -> list[tuple[str, str, str]]:
    """(role, name, description) of everything in the page's accessibility tree, in order."""
    session = page.context.new_cdp_session(page)
    nodes = {one["nodeId"]: one for one in session.send("Accessibility.getFullAXTree")["nodes"]}
    lines = []

    def read(node: dict) -> None:
        role, name, told = (
            re.sub(r"\s+", " ", str(node.get(part, {}).get("value", "")))
            for part in ("role", "name", "description")
        )
        if not node.get("ignored"):
            lines.append((role, name, told))
        if role not in WHOLE:
            for child in node.get("childIds", []):
                if child in nodes:
                    read(nodes[child])

    read(next(iter(nodes.values())))
    return lines


@pytest.fixture
def me(participant) -> Participant:
    me = participant("Слухова", "listener")
    me.begin()
    return me


@pytest.mark.req("X-1", "X-2")
def test_a_step_with_errors_is_read_in_the_order_of_its_meaning(me: Participant):
    me.hand.press("Продолжить")
    expect(me.page.get_by_role("alert")).to_be_focused()
    lines = spoken(me.page)
    # What was read, where the order fails.
    sys.stdout.write("\n".join(" | ".join(line) for line in lines))
    in_order = [
        ("alert", "Проверьте ответы"),
        ("link", "Ваша должность сейчас: "),
        ("StaticText", "Шаг 1 из "),
        ("heading", "Условия участия"),
        ("StaticText", "Ваша должность сейчас"),
        ("StaticText", "Занимаемая должность участника конкурса"),
        ("StaticText", "Как в трудовой книжке."),
        ("StaticText", "Требуется заполнить это поле."),
        ("textbox", "Ваша должность сейчас Занимаемая должность участника конкурса"),
        ("heading", "Периоды работы в центрах занятости населения"),
        ("group", "Период работы 1"),
        ("textbox", "Дата начала работы"),
        ("button", "Добавить период"),
        ("checkbox", "С положением о конкурсе ознакомлен(а)"),
        ("button", "Продолжить"),
        ("navigation", "Шаги заявки"),
    ]
    rest = iter(lines)
    for role, name in in_order:
        assert any(line[0] == role and line[1].startswith(name) for line in rest), (role, name)
    (told,) = [
        told for role, name, told in lines if role == "textbox" and "должность сейчас" in name
    ]
    assert told == "Как в трудовой книжке. Требуется заполнить это поле."


@pytest.mark.req("X-1", "X-2")
def test_no_step_has_help_or_official_words_that_belong_to_nothing(me: Participant):
    for code in steps(Person("Слухова", "listener", ROLES["career"])):
        me.is_at(code)
        assert me.page.evaluate(ORPHANS) == [], code
        me.fill_step(code)
        me.hand.press("Продолжить")
    me.is_at("check")
