"""SM2 signatures: the example of the standard, and what must not pass."""

import pytest
from gmssl import sm2

from gateways.sm2 import ORDER, Signer, is_signed

# GB/T 32918.5-2017, appendix A.2: key, nonce and message digest of the signature example.
KEY = "3945208f7b2144b13f36e38ac6d39f95889393692860b51a42fb81ef4df7c5b8"
PUBLIC = (
    "09f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020"
    "ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13"
)
NONCE = "59276e27d506861a16680f3ad9c02dccef3cc1fa3cdbe4ce6d54b80deac1bc21"
SIGNED = (
    "f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3"
    "b1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa"
)


def test_the_example_of_the_standard() -> None:
    assert Signer(KEY).public_key == PUBLIC
    assert is_signed(PUBLIC, b"message digest", SIGNED)
    engine = sm2.CryptSM2(private_key=KEY, public_key="")
    engine.public_key = PUBLIC
    assert engine.sign_with_sm3(b"message digest", NONCE) == SIGNED


def test_what_must_not_pass() -> None:
    made = Signer(KEY).sign(b"a batch")
    assert made != Signer(KEY).sign(b"a batch")  # another nonce each time
    assert is_signed(PUBLIC, b"a batch", made)
    assert is_signed(f"04{PUBLIC}", b"a batch", made)
    assert not is_signed(PUBLIC, b"another batch", made)
    for forged in ("", "0" * 128, made[:-2], "z" * 128, made[64:] + made[:64], f"{ORDER:064x}" * 2):
        assert not is_signed(PUBLIC, b"a batch", forged)


def test_the_key_is_not_shown() -> None:
    assert KEY not in repr(Signer(KEY))


@pytest.mark.parametrize("key", ["0" * 63 + "1", f"{ORDER - 2:064x}"])
def test_keys_at_the_ends(key: str) -> None:
    signer = Signer(key)
    assert is_signed(signer.public_key, b"x", signer.sign(b"x"))
