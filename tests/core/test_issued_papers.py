"""Papers that were given out: frozen, replaced, checked by number and digest (X-8, invariant 8)."""

import datetime as dt
import json

import pytest
from django.utils import timezone

from core import crypto, files, issued_papers, journals
from core.errors import Refused
from core.models import Journal
from tests.core import file_samples
from tests.factories import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.req("X-8")]
DAY = dt.date(2026, 9, 10)


@pytest.fixture
def actor():
    return UserFactory()


@pytest.fixture
def issue(actor, person_key):
    """``issue(name="…")``: a certificate with the next number."""
    journal = Journal.objects.create(code="c", title="Сертификаты", number_format="{number:03d}/К")

    def make(key=person_key, **facts):
        entry = journals.take_number(journal=journal, actor=actor, at=timezone.now())
        return issued_papers.issue(
            kind="certificate",
            title="Сертификат",
            issuer="Министерство",
            entry=entry,
            issued_on=DAY,
            facts=facts,
            key=key,
            actor=actor,
        )

    return make


def test_a_paper_is_checked_by_its_number_and_the_digest_as_it_is_printed(issue):
    paper = issue(name="Непомнящей Анне")
    checked = issued_papers.check("001/К", issued_papers.shown_digest(paper.digest))
    assert checked == issued_papers.Checked(paper.digest, "Сертификат", "Министерство", DAY)
    assert issued_papers.check("001/К", paper.digest) == checked


def test_a_wrong_number_a_wrong_digest_and_too_few_signs_prove_nothing(issue):
    paper, other = issue(name="А"), issue(name="Б")
    shown = issued_papers.shown_digest(paper.digest)
    assert issued_papers.check(other.number, shown) is None
    assert issued_papers.check("", shown) is None
    assert issued_papers.check(paper.number, "0" * 16) is None
    assert issued_papers.check(paper.number, paper.digest[:15]) is None
    assert issued_papers.check(paper.number, "") is None
    assert issued_papers.check(paper.number, paper.digest + "0") is None


@pytest.mark.parametrize("number", ["001/к", "№ 001/К", "  001/К ", "n 001/к"])
def test_a_number_may_be_typed_in_any_case_and_with_its_sign(issue, number):
    assert issued_papers.check(number, issue(name="А").digest)


def test_a_digest_may_be_typed_in_cyrillic_in_capitals_and_with_spaces():
    assert issued_papers.typed_digest("АВ12 – Сеd0-О3lЗ") == "ab12ced00313"
    assert issued_papers.typed_digest("не сумма") == ""


def test_the_digest_is_of_the_content_and_cannot_be_guessed_from_it(issue):
    paper, same = issue(name="А"), issue(name="А")
    facts = issued_papers.facts_of(paper)
    assert issued_papers.digest_of(facts) == paper.digest
    assert {name: facts[name] for name in ("name", "number", "issued_on", "issuer")} == {
        "name": "А",
        "number": "001/К",
        "issued_on": "2026-09-10",
        "issuer": "Министерство",
    }
    assert facts["salt"] != issued_papers.facts_of(same)["salt"]
    assert issued_papers.digest_of({**facts, "name": "Б"}) != paper.digest


def test_the_order_of_facts_changes_no_digest():
    assert issued_papers.digest_of({"a": 1, "b": 2}) == issued_papers.digest_of({"b": 2, "a": 1})


def test_the_content_lies_encrypted_under_the_key_that_it_is_given(issue):
    paper = issue(key=crypto.new_key(), name="Непомнящей")
    stored = type(paper).objects.get(pk=paper.pk)
    assert "Непомнящей".encode() not in bytes(stored.__dict__["facts"])
    assert json.loads(stored.facts)["name"] == "Непомнящей"
    crypto.destroy_key(paper.key, at=timezone.now())
    assert issued_papers.facts_of(type(paper).objects.get(pk=paper.pk)) == {}


def test_what_was_printed_first_stays(issue):
    paper = issue(name="А")
    first, second = file_samples.pdf(), file_samples.pdf() + b"\n"
    issued_papers.keep_print(paper=paper, pdf=first, name="Сертификат.pdf")
    kept = issued_papers.keep_print(paper=paper, pdf=second, name="Сертификат.pdf")
    assert files.read_file(kept.content) == first


def test_a_replaced_paper_says_so_and_the_new_one_is_in_force(issue, actor):
    paper, better = issue(name="А"), issue(name="Б")
    issued_papers.end(paper=paper, why="Опечатка", actor=actor, replaced_by=better)
    old = issued_papers.check(paper.number, paper.digest)
    assert old.is_replaced
    assert old.ended_on is not None
    assert issued_papers.check(better.number, better.digest).ended_on is None
    with pytest.raises(Refused, match="уже не действует"):
        issued_papers.end(paper=paper, why="Ещё раз", actor=actor)


def test_a_paper_is_revoked_only_with_a_reason(issue, actor):
    paper = issue(name="А")
    with pytest.raises(Refused, match="почему") as refusal:
        issued_papers.end(paper=paper, why=" ", actor=actor)
    assert refusal.value.field == "why"
    issued_papers.end(paper=paper, why="Выдан по ошибке", actor=actor)
    checked = issued_papers.check(paper.number, paper.digest)
    assert (checked.is_replaced, checked.ended_on is None) == (False, False)


def test_the_number_of_a_paper_is_not_annulled(issue, actor):
    paper = issue(name="А")
    with pytest.raises(Refused, match="Под этим номером выдана бумага"):
        journals.annul_number(entry=paper.entry, actor=actor, why="ошибка")
