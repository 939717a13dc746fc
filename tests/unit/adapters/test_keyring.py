import pytest

from medconnect.adapters.security.keyring import KEY_BYTES, DoesNotOpen, Keyring

PLACE = ("users", "email", "row-1")


def ring(**more: object) -> Keyring:
    values: dict[str, object] = {
        "seal_keys": {"seal-1": bytes(range(KEY_BYTES))},
        "active_seal_key": "seal-1",
        "index_key": b"i" * KEY_BYTES,
        "audit_key": b"a" * KEY_BYTES,
        "token_keys": {"token-1": b"t" * KEY_BYTES},
        "active_token_key": "token-1",
        **more,
    }
    return Keyring(**values)  # type: ignore[arg-type]


SEALED = ring().seal(*PLACE, "kim@clinic.example")


@pytest.mark.parametrize("text", ["", "kim@clinic.example", "Zoë 🩺", "x" * 100_000])
def test_what_was_sealed_opens_in_its_place(text: str) -> None:
    assert ring().open(*PLACE, ring().seal(*PLACE, text)) == text


@pytest.mark.parametrize(
    "elsewhere", [("patients", "email", "row-1"), ("users", "full_name", "row-1"), ("users", "email", "row-2")]
)
def test_a_sealed_value_opens_in_no_other_table_column_or_row(elsewhere: tuple[str, str, str]) -> None:
    with pytest.raises(DoesNotOpen):
        ring().open(*elsewhere, SEALED)


@pytest.mark.parametrize("place", range(len(SEALED)))
def test_a_sealed_value_with_any_byte_changed_does_not_open(place: int) -> None:
    changed = SEALED[:place] + bytes([SEALED[place] ^ 1]) + SEALED[place + 1 :]

    with pytest.raises(DoesNotOpen):
        ring().open(*PLACE, changed)


@pytest.mark.parametrize("length", range(len(SEALED)))
def test_a_sealed_value_cut_off_anywhere_does_not_open(length: int) -> None:
    with pytest.raises(DoesNotOpen):
        ring().open(*PLACE, SEALED[:length])


def test_a_sealed_value_does_not_open_with_another_key_of_the_same_name() -> None:
    with pytest.raises(DoesNotOpen):
        ring(seal_keys={"seal-1": b"z" * KEY_BYTES}).open(*PLACE, SEALED)


def test_a_sealed_value_does_not_open_under_the_name_of_another_known_key() -> None:
    both = {"seal-1": bytes(range(KEY_BYTES)), "seal-2": bytes(range(KEY_BYTES))}
    renamed = SEALED.replace(b"seal-1", b"seal-2")

    with pytest.raises(DoesNotOpen):
        ring(seal_keys=both).open(*PLACE, renamed)


def test_the_same_value_never_looks_the_same_twice() -> None:
    assert len({ring().seal(*PLACE, "same") for _ in range(50)}) == 50


def test_a_blind_index_is_equal_for_equal_values_only() -> None:
    index = ring().blind_index("users.email", "kim@clinic.example")

    assert index == ring().blind_index("users.email", "kim@clinic.example")
    assert index != ring().blind_index("users.email", "kim@clinic.exampl")
    assert index != ring().blind_index("users.mobile", "kim@clinic.example")
    assert index != ring(index_key=b"j" * KEY_BYTES).blind_index("users.email", "kim@clinic.example")


def test_a_ring_that_learns_seals_under_the_new_key_and_still_opens_the_old() -> None:
    mine = ring()
    mine.learn(ring(seal_keys={**mine.seal_keys, "seal-2": b"n" * KEY_BYTES}, active_seal_key="seal-2"))

    assert Keyring.key_id_of(mine.seal(*PLACE, "new")) == "seal-2"
    assert mine.open(*PLACE, SEALED) == "kim@clinic.example"
