"""What a phone has to fetch before the first page stands."""

from tests.browser import sizes


def test_the_first_page_is_small() -> None:
    first = sizes.first_h5_page()
    assert first.all <= sizes.ALL_LIMIT, first.files
    assert first.own <= sizes.OWN_LIMIT, first.files
