"""docs/ and the program agree: articles, arrows, requirement ids, words."""

import re
from itertools import pairwise
from pathlib import Path

import pytest

from tests.rules.papers import DOCS, IDS, Article, articles, regulation, statements
from tests.support.processes import ROOT

NUMERALS = [*"一二三四五六七八九十", *(f"十{one}" for one in "一二三四五六七")]
QUOTE = re.compile(r"^第[一二三四五六七八九十]+条 ", re.MULTILINE)
QUOTING = sorted(path for path in (ROOT / "rules").glob("*.py") if QUOTE.search(path.read_text()))


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def test_all_seventeen_articles_are_there_in_their_order() -> None:
    assert [one.number for one in articles()] == NUMERALS


@pytest.mark.parametrize("article", articles(), ids=lambda one: one.number)
def test_every_article_has_an_arrow_and_its_files_exist(article: Article) -> None:
    assert article.arrow, f"第{article.number}条 has no arrow"
    assert all(part.strip() for part in article.parts())
    for file in article.files():
        assert (ROOT / file).is_file(), file


@pytest.mark.parametrize("module", QUOTING, ids=lambda path: path.stem)
def test_what_a_module_quotes_is_the_regulation(module: Path) -> None:
    doc = module.read_text(encoding="utf-8").split('"""')[1]
    quoted = [
        paragraph
        for block in doc.split("\n\n")
        for paragraph in re.split(r"\n(?=第[一二三四五六七八九十]+条 )", block)
        if QUOTE.match(paragraph)
    ]
    assert quoted
    for paragraph in quoted:
        assert squeezed(paragraph) in squeezed(regulation())


@pytest.mark.parametrize("module", QUOTING, ids=lambda path: path.stem)
def test_the_arrow_of_an_article_points_to_the_modules_that_open_with_it(module: Path) -> None:
    doc = module.read_text(encoding="utf-8").split('"""')[1]
    for number in re.findall(r"^第([一二三四五六七八九十]+)条 ", doc, re.MULTILINE):
        [article] = [one for one in articles() if one.number == number]
        assert f"rules/{module.name}" in article.files()


def test_every_law_module_opens_with_an_article() -> None:
    """Those that do not are tools: who acts, what is refused, days, tables, codes of the nation."""
    tools = {"__init__", "actors", "exports", "refusals", "tags", "work_calendar", "workflow"}
    assert {path.stem for path in (ROOT / "rules").glob("*.py")} - tools == {
        path.stem for path in QUOTING
    }


def test_all_ids_are_there_once_and_in_order() -> None:
    assert len(IDS) == 113
    assert [id for id, _, _ in statements()] == IDS


def test_every_row_of_the_requirements_was_read() -> None:
    text = (DOCS / "requirements.md").read_text(encoding="utf-8")
    rows = [line for line in text.splitlines() if re.match(r"\| (C|\d+)-\d+ ", line)]
    assert len(rows) == len(statements())


def test_what_rules_cite_exists() -> None:
    """A docstring that names an id nobody wrote down leads nowhere."""
    for path in sorted((ROOT / "rules").glob("*.py")):
        cited = re.findall(r"\(((?:C-\d+|\d+-\d+)(?:[,;] (?:C-\d+|\d+-\d+))*)\)", path.read_text())
        for group in cited:
            for id in re.split("[,;] ", group):
                assert id in IDS, f"{path.name}: {id}"


def test_no_two_decisions_have_one_number() -> None:
    numbers = [int(path.name[:4]) for path in sorted((DOCS / "decisions").glob("[0-9]*.md"))]
    assert numbers[0] == 1
    assert all(after > before for before, after in pairwise(numbers))


def test_one_word_one_concept() -> None:
    rows = re.findall(
        r"^\| ([a-z][a-z -]+) \| (\S+) \| (.+) \|$",
        (DOCS / "glossary.md").read_text(encoding="utf-8"),
        re.MULTILINE,
    )
    words, chinese = [row[0] for row in rows if row[0] != "word"], [row[1] for row in rows]
    assert len(words) > 70
    assert len(set(words)) == len(words)
    assert len(set(chinese) - {"中文"}) == len(words)
