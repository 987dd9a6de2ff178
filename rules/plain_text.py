"""Free text as it is read: nothing in it hides, turns around, or is a digit that looks otherwise.

第九条 “好差评”实行实名制评价，市、县（区）政务服务数据管理局（政务服务管理机构）
和各级政务服务机构要严格保护评价人信息，未经当事人同意，不得将评价人信息提供给第三方。
"""

import unicodedata

LINES = "\n\t"
# Controls, formats (zero width, right to left), marks that stand on others, what has no meaning.
UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Mn", "Me"})
IN_ADDRESSES = "+-.@_"


def plain(text: str) -> str:
    """The text with every digit an ordinary one, and without what is not seen. Art. 9 (9-4).

    `１３８`, `①③⑧` and `1<zero width>38` are the same number to whoever reads them.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(map(_plain, text))


def _plain(one: str) -> str:
    if one in LINES or "一" <= one <= "鿿":
        return one
    kind = unicodedata.category(one)
    if kind in UNSEEN:
        return ""
    if kind == "Zs":
        return " "
    if "！" <= one <= "～":
        narrow = unicodedata.normalize("NFKC", one)
        return narrow if narrow.isalnum() or narrow in IN_ADDRESSES else one
    digit = unicodedata.digit(one, None)
    return one if digit is None else str(digit)
