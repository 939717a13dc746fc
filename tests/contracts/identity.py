"""What every store of accounts promises: subclass it with a fixture `house`, an opened product on that store."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Sequence
from dataclasses import replace
from datetime import timedelta

import pytest
from tests.builders.accounts import (
    EVERY_KIND,
    NOON,
    PROFILE,
    account,
    application,
    facts,
    get,
    keep,
    letter,
    mailed_key,
    second_factor,
    session,
)

from medconnect.application.identity.ports import UserFilter
from medconnect.application.shared.handling import Contention
from medconnect.application.shared.paging import Window
from medconnect.domain.identity.actor import SYSTEM, Role
from medconnect.domain.identity.errors import EmailTaken, MobileTaken
from medconnect.domain.identity.mailed_key import KeyPurpose
from medconnect.domain.identity.profile import Profile, UnknownArea
from medconnect.domain.identity.throttle import Allowance
from medconnect.domain.identity.user import User
from medconnect.domain.shared.contact import EmailAddress
from medconnect.domain.shared.errors import Refusal, TooMany
from medconnect.entrypoints.container import Container

THREE = Allowance(kind="guess", limit=3, per=timedelta(minutes=10))
MINUTE = timedelta(minutes=1)


class RoundTripsContract:
    """What is read is what was kept."""

    @pytest.mark.parametrize("kind", EVERY_KIND)
    async def test_everything_about_an_account_is_found_as_it_was_kept(self, house: Container, kind: str) -> None:
        await keep(house, user := account())
        thing = EVERY_KIND[kind](user)
        await keep(house, thing)

        assert facts(await get(house, thing)) == facts(thing)

    @pytest.mark.parametrize("kind", EVERY_KIND)
    async def test_what_was_read_can_be_changed_without_touching_what_is_kept(
        self, house: Container, kind: str
    ) -> None:
        await keep(house, user := account())
        await keep(house, thing := EVERY_KIND[kind](user))
        (await get(house, thing)).version = 99

        assert (await get(house, thing)).version == thing.version

    @pytest.mark.parametrize("kind", EVERY_KIND)
    async def test_of_two_who_change_the_same_the_second_meets_contention(self, house: Container, kind: str) -> None:
        await keep(house, user := account())
        await keep(house, thing := EVERY_KIND[kind](user))
        first, second = await get(house, thing), await get(house, thing)
        await keep(house, first)

        with pytest.raises(Contention):
            await keep(house, second)
        assert (await get(house, thing)).version == first.version

    @pytest.mark.parametrize("kind", ["second factor", "application"])
    async def test_of_two_who_begin_what_an_account_has_once_the_second_meets_contention(
        self, house: Container, kind: str
    ) -> None:
        await keep(house, user := account())
        first, second = EVERY_KIND[kind](user), EVERY_KIND[kind](user)
        await keep(house, first)

        with pytest.raises(Contention):
            await keep(house, second)
        assert facts(await get(house, first)) == facts(first)

    async def test_an_account_is_found_by_address_and_by_number(self, house: Container) -> None:
        await keep(house, user := account())
        assert PROFILE.mobile
        async with house.read_identity()(SYSTEM) as work:
            found = await work.users.with_email(user.email), await work.users.with_mobile(PROFILE.mobile)
            assert await work.users.with_email(EmailAddress("nobody@home.example")) is None
        assert [each.id for each in found if each] == [user.id, user.id]

    async def test_an_application_is_found_by_the_doctor_it_may_become(self, house: Container) -> None:
        await keep(house, user := account())
        await keep(house, applied := application(user))
        async with house.read_identity()(SYSTEM) as work:
            found = await work.applications.with_doctor(applied.doctor_id)
        assert facts(found) == facts(applied)

    async def test_a_picture_is_kept_replaced_and_removed(self, house: Container) -> None:
        await keep(house, user := account())
        seen = []
        for image in (b"\x00one", b"another\xff", None):
            async with house.begin_identity()(SYSTEM) as work:
                await (work.pictures.put(user.id, image) if image else work.pictures.remove(user.id))
                assert await work.pictures.of(user.id) == image
                await work.commit()
            async with house.read_identity()(SYSTEM) as work:
                seen.append(await work.pictures.of(user.id))
        assert seen == [b"\x00one", b"another\xff", None]

    async def test_a_second_factor_that_was_removed_can_be_begun_anew(self, house: Container) -> None:
        await keep(house, user := account())
        await keep(house, second_factor(user))
        async with house.begin_identity()(SYSTEM) as work:
            await work.second_factors.remove(user.id)
            assert await work.second_factors.of(user.id) is None
            await work.commit()
        await keep(house, anew := second_factor(user))
        assert facts(await get(house, anew)) == facts(anew)

    async def test_withdrawn_keys_open_nothing_and_others_stay(self, house: Container) -> None:
        await keep(house, user := account())
        await keep(house, other := account("lee@home.example", Profile()))
        mine, verifying = mailed_key(user), mailed_key(user, KeyPurpose.VERIFICATION)
        for key in (mine, verifying, theirs := mailed_key(other)):
            await keep(house, key)
        async with house.begin_identity()(SYSTEM) as work:
            await work.mailed_keys.withdraw(user.id, KeyPurpose.RESET, KeyPurpose.INVITATION)
            await work.commit()
        async with house.read_identity()(SYSTEM) as work:
            left = [await work.mailed_keys.with_hash(key.hash) for key in (mine, verifying, theirs)]
        assert [each and each.id for each in left] == [None, verifying.id, theirs.id]

    async def test_live_sessions_of_an_account_are_listed_the_latest_used_first(self, house: Container) -> None:
        await keep(house, user := account())
        await keep(house, other := account("lee@home.example", Profile()))
        old, new, ended = session(user), session(user, NOON + MINUTE), session(user)
        ended.end("sign-out", NOON)
        for each in (old, new, ended, session(other), session(user, NOON - timedelta(days=8))):
            await keep(house, each)
        async with house.read_identity()(SYSTEM) as work:
            live = await work.sessions.live_of(user.id, NOON + 2 * MINUTE)
        assert [each.id for each in live] == [new.id, old.id]

    async def test_letters_lie_in_the_box_once_their_unit_is_committed_the_newest_first(self, house: Container) -> None:
        async with house.begin_identity()(SYSTEM) as work:
            await work.letterbox.drop(letter("first"), NOON)
            await work.letterbox.drop(letter("second"), NOON)
            await work.commit()
        async with house.begin_identity()(SYSTEM) as work:
            await work.letterbox.drop(letter("never"), NOON)
        async with house.read_notifications()(SYSTEM) as work:
            page = await work.messages.page(Window())
        assert [(each.kind, each.recipient, each.body) for each in page.items] == [
            (kind, "kim@home.example", "Grüße") for kind in ("second", "first")
        ]


class UniquenessContract:
    """Nobody shares an address or a number."""

    async def test_two_accounts_never_share_an_address_whatever_its_case(self, house: Container) -> None:
        await keep(house, account("kim@home.example", Profile()))
        with pytest.raises(EmailTaken):
            await keep(house, account("KIM@home.example", Profile()))

    async def test_two_accounts_never_share_a_number_and_many_may_have_none(self, house: Container) -> None:
        await keep(house, account("a@home.example"))
        with pytest.raises(MobileTaken):
            await keep(house, account("b@home.example"))
        await keep(house, account("c@home.example", Profile()))
        await keep(house, account("d@home.example", Profile()))

    async def test_a_change_to_somebody_elses_address_is_refused(self, house: Container) -> None:
        await keep(house, account("a@home.example", Profile()))
        await keep(house, second := account("b@home.example", Profile()))
        second.email = EmailAddress("a@home.example")
        with pytest.raises(EmailTaken):
            await keep(house, second)

    async def test_of_many_who_want_one_address_at_once_one_gets_it(self, house: Container) -> None:
        found = await outcomes(*(keep(house, account("kim@home.example", Profile())) for _ in range(5)))
        assert found == {"ok": 1, "email-taken": 4}


class SearchContract:
    """Administrators find people."""

    async def test_people_are_found_by_the_beginnings_of_their_names_without_case_and_accents(
        self, house: Container
    ) -> None:
        await self._crowd(house)
        assert await self._found(house, words=("zoe",)) == ["Zoë Müller"]
        assert await self._found(house, words=("MÜLL",)) == ["Zoë Müller", "Max Muller"]
        assert await self._found(house, words=("mul", "ma")) == ["Max Muller"]
        assert await self._found(house, words=("uller",)) == []
        assert await self._found(house, words=("-",)) == []
        assert await self._found(house, words=("desk",)) == ["Max Muller"]

    async def test_people_are_found_by_what_they_are_the_newest_first(self, house: Container) -> None:
        await self._crowd(house)
        assert await self._found(house) == ["Zoë Müller", "Max Muller"]
        assert await self._found(house, role=Role.RECEPTIONIST) == ["Max Muller"]
        assert await self._found(house, is_active=False) == ["Zoë Müller"]
        assert await self._found(house, email=EmailAddress("zoe@home.example")) == ["Zoë Müller"]
        assert await self._found(house, mobile=PROFILE.mobile) == ["Zoë Müller"]

    async def test_who_has_another_name_is_found_by_that_alone(self, house: Container) -> None:
        user = (await self._crowd(house))[0]
        user.full_name = "Maxine Weber"
        await keep(house, user)
        assert await self._found(house, words=("weber",)) == ["Maxine Weber"]
        assert await self._found(house, words=("muller",)) == ["Zoë Müller"]

    async def _crowd(self, house: Container) -> list[User]:
        max_muller = account("desk@clinic.example", Profile(), full_name="Max Muller", role=Role.RECEPTIONIST)
        zoe = account("zoe@home.example", full_name="Zoë Müller", now=NOON + MINUTE)
        zoe.disable(NOON + MINUTE)
        for each in (max_muller, zoe):
            await keep(house, each)
        return [max_muller, zoe]

    async def _found(self, house: Container, **sought: object) -> list[str]:
        async with house.read_identity()(SYSTEM) as work:
            page = await work.users.page(UserFilter(**sought), Window())  # type: ignore[arg-type]
        assert page.total == len(page.items)
        return [each.full_name for each in page.items]


class TriesContract:
    """What may be tried only so often, whoever counts."""

    async def test_when_all_tries_are_used_up_the_answer_says_when_to_come_back(self, house: Container) -> None:
        assert await self._count(house, 4) == ["ok", "ok", "ok", "too-many-requests"]
        async with house.read_identity()(SYSTEM) as work:
            with pytest.raises(TooMany) as refusal:
                await work.tries.require_left(THREE, "kim", NOON + MINUTE)
        assert refusal.value.retry_after == 9 * 60

    async def test_another_subject_and_another_kind_have_their_own_count(self, house: Container) -> None:
        await self._count(house, 3)
        other = replace(THREE, kind="letter")
        async with house.begin_identity()(SYSTEM) as work:
            await work.tries.count(THREE, "lee", NOON)
            await work.tries.count(other, "kim", NOON)
            await work.tries.require_left(other, "kim", NOON)

    async def test_every_window_ends(self, house: Container) -> None:
        await self._count(house, 3)
        later = NOON + THREE.per
        async with house.begin_identity()(SYSTEM) as work:
            await work.tries.require_left(THREE, "kim", later)
            await work.tries.count(THREE, "kim", later)

    async def test_what_is_forgotten_starts_anew_with_a_whole_window(self, house: Container) -> None:
        await self._count(house, 3)
        async with house.begin_identity()(SYSTEM) as work:
            await work.tries.forget(THREE, "kim")
            await work.commit()
        assert await self._count(house, 3, after=9 * MINUTE) == ["ok"] * 3
        assert await self._count(house, 1, after=11 * MINUTE) == ["too-many-requests"]

    async def test_a_try_that_was_not_committed_does_not_count(self, house: Container) -> None:
        for _ in range(5):
            async with house.begin_identity()(SYSTEM) as work:
                await work.tries.count(THREE, "kim", NOON)

    async def test_of_many_at_once_no_more_pass_than_are_allowed(self, house: Container) -> None:
        found = await outcomes(*(self._try(house, NOON) for _ in range(8)))
        assert found == {"ok": 3, "too-many-requests": 5}

    async def _count(self, house: Container, times: int, *, after: timedelta = timedelta(0)) -> list[str]:
        said = []
        for _ in range(times):
            said += list(await outcomes(self._try(house, NOON + after)))
        return said

    async def _try(self, house: Container, now: object) -> None:
        async with house.begin_identity()(SYSTEM) as work:
            await work.tries.count(THREE, "kim", now)
            await work.commit()


class ClosedListsContract:
    """Accounts point only at what is in the lists."""

    @pytest.mark.parametrize(
        ("given", "field"),
        [
            ({"division_id": 3, "district_id": 107, "thana_id": 1999}, "thana_id"),
            ({"division_id": 1, "district_id": 107}, "district_id"),
            ({"division_id": 107}, "division_id"),
            ({"division_id": 501}, "division_id"),
        ],
    )
    async def test_an_area_that_lies_elsewhere_is_not_taken(
        self, house: Container, given: dict[str, int], field: str
    ) -> None:
        async with house.read_identity()(SYSTEM) as work:
            with pytest.raises(UnknownArea) as refusal:
                await work.lists.check_areas(Profile(**given))  # type: ignore[arg-type]
        assert refusal.value.field == field

    async def test_areas_that_lie_in_one_another_are_taken(self, house: Container) -> None:
        async with house.read_identity()(SYSTEM) as work:
            await work.lists.check_areas(Profile())
            await work.lists.check_areas(Profile(division_id=3, district_id=107))
            await work.lists.check_areas(Profile(district_id=107))

    async def test_states_and_specialties_are_found_by_code_or_by_name_in_any_case(self, house: Container) -> None:
        async with house.read_identity()(SYSTEM) as work:
            states = [await work.lists.state_code(text) for text in ("nj", "New JERSEY", "Dhaka", "")]
            fields = [await work.lists.specialty_code(text) for text in ("ENT", "ear, nose and throat", "x", "")]
        assert states == ["NJ", "NJ", None, None]
        assert fields == ["ent", "ent", None, None]


class IdentityContract(RoundTripsContract, UniquenessContract, SearchContract, TriesContract, ClosedListsContract):
    """All of it."""


async def outcomes(*calls: Awaitable[object]) -> Counter[str]:
    """How often each thing was said; a fault is raised."""
    said: Sequence[object] = await asyncio.gather(*calls, return_exceptions=True)
    for each in said:
        if isinstance(each, BaseException) and not isinstance(each, Refusal):
            raise each
    return Counter(each.code if isinstance(each, Refusal) else "ok" for each in said)
