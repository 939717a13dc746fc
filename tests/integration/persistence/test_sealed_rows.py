import pytest
from tests.rooms import all_rows, as_stored, execute, somebody

from medconnect.adapters.security.keyring import DoesNotOpen
from medconnect.domain.identity.actor import SYSTEM
from medconnect.domain.identity.user import User
from medconnect.domain.shared.contact import EmailAddress
from medconnect.entrypoints.container import Container


@pytest.fixture
async def two(house: Container) -> tuple[User, User]:
    pair = somebody("ann@clinic.example", "Ann"), somebody("ben@clinic.example", "Ben")
    async with house.begin_identity()(SYSTEM) as work:
        for user in pair:
            await work.users.save(user)
        await work.commit()
    return pair


async def test_names_and_addresses_do_not_lie_open_in_the_database(house: Container, two: tuple[User, User]) -> None:
    for row in await all_rows(house.database(), "users"):
        said = b"|".join(value for value in row if isinstance(value, bytes)).lower()
        assert not any(word in said for word in (b"ann", b"ben", b"clinic.example"))


async def test_an_account_is_found_by_an_address_that_only_its_index_knows(
    house: Container, two: tuple[User, User]
) -> None:
    async with house.read_identity()(SYSTEM) as work:
        found = await work.users.with_email(EmailAddress("BEN@clinic.example"))
        nobody = await work.users.with_email(EmailAddress("bem@clinic.example"))

    assert found
    assert found.id == two[1].id
    assert found.full_name == "Ben"
    assert nobody is None


@pytest.mark.parametrize(
    "move",
    [
        "full_name = (SELECT full_name FROM users WHERE id = :other)",
        "full_name = email",
        "full_name = password_bytes",
    ],
    ids=["from another row", "from another column", "from nowhere"],
)
async def test_a_sealed_value_moved_to_another_place_does_not_open(
    house: Container, two: tuple[User, User], move: str
) -> None:
    database = house.database()
    here, other = (as_stored(database, user.id) for user in two)
    move = move.replace("password_bytes", "email_index")

    await execute(
        database,
        f"UPDATE users SET {move} WHERE id = :here",
        here=here,
        **({"other": other} if ":other" in move else {}),
    )

    with pytest.raises(DoesNotOpen):
        async with house.read_identity()(SYSTEM) as work:
            await work.users.get(two[0].id)
    async with house.read_identity()(SYSTEM) as work:
        assert await work.users.get(two[1].id)
