"""Sealing and blind indexes: personal data exists only as SM4-GCM ciphertext plus HMAC-SM3 index.

GB/T 32905 (SM3), GB/T 32907 (SM4); requirement 9-2. A keyring is handed to actions; models hold
bytes and know nothing of it. How keys follow one another: actions/sealing_keys.py.
"""

import hashlib
import hmac
import secrets
from dataclasses import dataclass, field
from uuid import UUID

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.hmac import HMAC
from tortoise.models import Model

BOUND = 0  # the first byte of a value that is bound to its row
NONCE = 12
TAG = 16
HEAD = 2  # the form and the number of the key
# A later form of a blind index says whose it is: two digits and a point, which no first form has.
FORM_DIGITS = 2
FORM_END = "."
FORM_HEAD = FORM_DIGITS + len(FORM_END)
# What a value was bound to before 0055: its purpose. The next change of keys binds it to its row.
PURPOSES = {
    "concern.said_sealed": "concern",
    "evaluator.document_sealed": "document",
    "evaluator.name_sealed": "name",
    "evaluator.phone_sealed": "phone",
    "exchange_received.told_sealed": "exchange_received",
    "import_change.after_sealed": "import",
    "import_change.before_sealed": "import",
    "import_file.rows_sealed": "import",
    "partner.secret_sealed": "partner",
    "referral.note_sealed": "referral",
    "referral.result_sealed": "referral",
    "second_factor.secret_sealed": "second_factor",
    "service_record.agent_sealed": "party",
    "service_record.applicant_sealed": "party",
    "sign_in_flow.person_sealed": "flow",
    "staff.phone_sealed": "phone",
    "staff.wecom_sealed": "wecom",
    "wechat_account.openid_sealed": "openid",
}
# A column that moved with its rows keeps the name its values are bound to.
MOVED = {"partner_key.secret_sealed": "partner.secret_sealed"}
Table = type[Model] | Model


class Unreadable(Exception):
    """A sealed value was not made with these keys, or for another place."""


@dataclass(slots=True)
class Keyring:
    """Keys by number; the current one seals, all open.

    `sealing` maps a number (1–255) to 16 bytes for SM4; `current` is its highest number until the
    table of keys says otherwise. `indexing` is the HMAC-SM3 key: it signs, and makes the first form
    of a blind index. `later_indexing` are those whose forms are made of the form before
    (docs/decisions/0070); `written` says which form a table is written in, 1 if it is not named.
    """

    sealing: dict[int, bytes] = field(repr=False)
    indexing: bytes = field(repr=False)
    current: int = 0
    later_indexing: dict[int, bytes] = field(default_factory=dict, repr=False)
    written: dict[str, int] = field(default_factory=dict)
    trail: dict[int, bytes] = field(default_factory=dict, repr=False)  # from 2 on
    signing: int = 1  # the key of the audit trail; the first is the indexing key
    earlier_staff: int = 0  # the form accounts of staff keep beside, during a change
    _mac: HMAC = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        self.current = self.current or max(self.sealing)
        # Keyed once: thousands of indexes a second start from a copy.
        self._mac = HMAC(self.indexing, hashes.SM3())

    def seal(self, plain: str, table: Table, column: str, row: UUID) -> bytes:
        """Ciphertext of `plain`, to be opened only in this column of this row (9-2)."""
        nonce = secrets.token_bytes(NONCE)
        cipher = Cipher(algorithms.SM4(self.sealing[self.current]), modes.GCM(nonce)).encryptor()
        cipher.authenticate_additional_data(_place(table, column, row))
        body = cipher.update(plain.encode()) + cipher.finalize()
        return bytes([BOUND, self.current]) + nonce + cipher.tag + body

    def open(self, sealed: bytes, table: Table, column: str, row: UUID) -> str:
        """The plain text, or `Unreadable`."""
        try:
            if sealed[0] == BOUND:
                return self._open(sealed[1], sealed[HEAD:], _place(table, column, row))
            return self._open(sealed[0], sealed[1:], PURPOSES[_column(table, column)].encode())
        except Exception as error:
            raise Unreadable(_column(table, column)) from error

    def _open(self, number: int, sealed: bytes, place: bytes) -> str:
        nonce, tag, body = sealed[:NONCE], sealed[NONCE : NONCE + TAG], sealed[NONCE + TAG :]
        cipher = Cipher(algorithms.SM4(self.sealing[number]), modes.GCM(nonce, tag)).decryptor()
        cipher.authenticate_additional_data(place)
        return (cipher.update(body) + cipher.finalize()).decode()

    def fingerprint(self, number: int) -> str:
        """Tells two keys of one number apart, and nothing of either."""
        mac = HMAC(self.sealing[number], hashes.SM3())
        mac.update(b"fingerprint")
        return mac.finalize().hex()[:16]

    def index(self, kind: str, value: str) -> str:
        """Blind index of a normalised value, in its first form: always the same 64 hex digits."""
        mac = self._mac.copy()
        mac.update(f"{kind}:{value}".encode())
        return mac.finalize().hex()

    def form(self, index: str, number: int) -> str:
        """The same index in the form of a later key; one that has it already stays as it is."""
        for step in sorted(self.later_indexing):
            if form_of(index) < step <= number:
                mac = HMAC(self.later_indexing[step], hashes.SM3())
                mac.update(index.encode())
                index = f"{step:0{FORM_DIGITS}}{FORM_END}" + mac.finalize().hex()[FORM_HEAD:]
        return index

    def form_in(self, index: str, table: Table) -> str:
        """The index in the form in which this table is written now."""
        return self.form(index, self.written.get(table._meta.db_table, 1))

    def forms(self, index: str) -> list[str]:
        """Every form somebody may be found by now, from that of `index` to the newest one."""
        return list(dict.fromkeys([index, *(self.form(index, n) for n in self.later_indexing)]))

    def later(self, index: str) -> str:
        """The form of the newest key: where one form gives way to another, both are looked for."""
        return self.form(index, max(self.later_indexing, default=1))

    def index_fingerprint(self, number: int) -> str:
        """Tells two keys of the blind index apart, and nothing of either."""
        mac = HMAC(self.later_indexing.get(number, self.indexing), hashes.SM3())
        mac.update(b"fingerprint of an index key")
        return mac.finalize().hex()[:16]

    def signs(self, number: int) -> bool:
        """Whether there is such a key of the audit trail."""
        return number == 1 or number in self.trail

    def signature(self, number: int, kind: str, text: str) -> str:
        """HMAC-SM3 with a key of the audit trail, as 64 hexadecimal digits."""
        if number == 1:
            return self.index(kind, text)
        mac = HMAC(self.trail[number], hashes.SM3())
        mac.update(f"{kind}:{text}".encode())
        return mac.finalize().hex()

    def trail_fingerprint(self, number: int) -> str:
        """Tells two keys of the audit trail apart, and nothing of either."""
        return self.signature(number, "fingerprint", "trail key")[:16]


def form_of(index: str) -> int:
    """The number of the key a blind index has the form of."""
    said = index[:FORM_DIGITS]
    return int(said) if index[FORM_DIGITS:FORM_HEAD] == FORM_END and said.isdigit() else 1


def _column(table: Table, column: str) -> str:
    name = f"{table._meta.db_table}.{column}"
    return MOVED.get(name, name)


def _place(table: Table, column: str, row: UUID) -> bytes:
    return f"{_column(table, column)}.{row}".encode()


def number_of(head: bytes) -> int:
    """The number of the key a sealed value was made with, from its first two bytes."""
    return head[1] if head[0] == BOUND else head[0]


def new_token() -> str:
    """A session token: 256 random bits."""
    return secrets.token_urlsafe(32)


def token_hash(token: str) -> str:
    """What of a token is stored; a cookie may hold bytes that are no text."""
    return hashlib.sha256(token.encode(errors="surrogatepass")).hexdigest()


def same(one: str, other: str) -> bool:
    """Comparison in constant time."""
    return hmac.compare_digest(one.encode(), other.encode())
