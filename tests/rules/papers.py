"""What the papers in docs/ say, read for the tests that compare them with the program."""

import re
from dataclasses import dataclass

from tests.support.processes import ROOT

DOCS = ROOT / "docs"
ARTICLE = re.compile(r"第([一二三四五六七八九十]+)条 ")
ROW = re.compile(r"^\| ((?:C|\d+)-\d+) \| (.+?) \| (in force|planned) \|$", re.MULTILINE)
# How many statements the clauses of each article were turned into; the letter is C.
COUNTS = dict(
    zip(
        ["C", *map(str, range(1, 18))],
        [3, 2, 4, 7, 7, 4, 9, 12, 4, 8, 6, 14, 11, 7, 5, 5, 3, 2],
        strict=True,
    )
)
IDS = [f"{article}-{n}" for article, count in COUNTS.items() for n in range(1, count + 1)]


@dataclass(frozen=True)
class Article:
    """An article, its text, and the arrow under it: files, what is planned, what is no software."""

    number: str
    text: str
    arrow: str

    def parts(self) -> list[str]:
        return self.arrow.removeprefix("→ ").split(" · ")

    def files(self) -> list[str]:
        named = [
            part for part in self.parts() if not part.startswith(("planned: ", "not software: "))
        ]
        return [file for part in named for file in part.split(", ")]


def regulation() -> str:
    return (DOCS / "regulation.md").read_text(encoding="utf-8")


def articles() -> list[Article]:
    """The articles of docs/regulation.md in their order."""
    found: list[Article] = []
    for paragraph in regulation().split("\n\n"):
        start = ARTICLE.match(paragraph)
        if start:
            found.append(Article(start[1], paragraph, ""))
        elif found and paragraph.startswith("→ "):
            assert not found[-1].arrow, f"two arrows under 第{found[-1].number}条"
            found[-1] = Article(found[-1].number, found[-1].text, paragraph.strip())
        elif found and not paragraph.startswith("#"):
            found[-1] = Article(found[-1].number, found[-1].text + paragraph, found[-1].arrow)
    return found


def statements() -> list[tuple[str, str, str]]:
    """Id, statement and state of every row of docs/requirements.md."""
    return ROW.findall((DOCS / "requirements.md").read_text(encoding="utf-8"))


def in_force() -> list[str]:
    return [id for id, _, state in statements() if state == "in force"]
