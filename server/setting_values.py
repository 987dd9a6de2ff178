"""How the text of a setting is read; what cannot be read is named."""

from pathlib import Path

PREFIX = "HCP_"


class BadSettings(Exception):
    """A setting is missing or malformed; the message names it."""


def positive(name: str, text: str) -> int:
    """A whole number from 1 on."""
    number = whole_number(name, text)
    if number < 1:
        raise BadSettings(f"{PREFIX}{name} must be 1 or more")
    return number


def whole_number(name: str, text: str) -> int:
    """A whole number."""
    try:
        return int(text)
    except ValueError as error:
        raise BadSettings(f"{name} is not a number") from error


def pairs(name: str, text: str) -> dict[str, str]:
    """`topic=template,topic=template`."""
    try:
        return dict(pair.split("=", 1) for pair in text.split(",") if pair)
    except ValueError as error:
        raise BadSettings(f"{PREFIX}{name} is not a list of name=value") from error


def content(name: str, path: Path) -> str:
    """What the file holds that the setting names."""
    try:
        return path.read_text()
    except OSError as error:
        raise BadSettings(f"{PREFIX}{name} cannot be read") from error
