"""`make requirements`: article, requirement, state, code and the tests that prove it.

Ends with 1 if a requirement in force is named by no test.
"""

import sys

from tests.rules.named import named
from tests.rules.papers import Article, articles, statements

NUMBERS = "零一二三四五六七八九十"
STATES = {"in force": "in force", "planned": "PLANNED "}


def main() -> int:
    """Print the matrix; the number of holes decides how it ends."""
    holes, planned = [], 0
    shown = ""
    for id, statement, state in statements():
        article = id.split("-", 1)[0]
        if article != shown:
            shown = article
            sys.stdout.write(f"\n{_heading(article)}\n")
        tests = named().get(id, [])
        sys.stdout.write(f"  {id:6} {STATES[state]} {len(tests):3} tests  {statement[:90]}\n")
        for test in tests[:3]:
            sys.stdout.write(f"         {test}\n")
        planned += state == "planned"
        if state == "in force" and not tests:
            holes.append(id)
    sys.stdout.write(f"\n{planned} planned, in force without a test: {holes or 'none'}\n")
    return 1 if holes else 0


def _heading(article: str) -> str:
    if article == "C":
        return "The letter"
    found = {one.number: one for one in articles()}
    one: Article = found[_chinese(int(article))]
    return f"第{one.number}条  {', '.join(one.files())}"


def _chinese(number: int) -> str:
    if number <= 10:
        return NUMBERS[number]
    return f"十{NUMBERS[number - 10]}"


if __name__ == "__main__":
    sys.exit(main())
