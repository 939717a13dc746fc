"""Two units in memory that overlap: what a database's constraints and row locks would say, the commit says."""

import asyncio
from dataclasses import replace

import pytest
from tests.builders.accounts import NOON, PROFILE, account, second_factor, session
from tests.contracts.directory import plan
from tests.contracts.identity import THREE
from tests.contracts.records import know, patient

from medconnect.application.shared.handling import Contention
from medconnect.domain.directory.insurance import PlanNameTaken
from medconnect.domain.identity.actor import SYSTEM
from medconnect.domain.identity.errors import EmailTaken, MobileTaken
from medconnect.domain.identity.profile import Profile
from medconnect.domain.shared.contact import EmailAddress
from medconnect.domain.shared.errors import TooMany
from medconnect.entrypoints.container import Container


async def test_an_address_that_both_found_free_goes_to_the_first_who_commits(house: Container) -> None:
    async with house.begin_identity()(SYSTEM) as one, house.begin_identity()(SYSTEM) as two:
        await one.users.save(first := account())
        await two.users.save(account())
        await one.commit()
        with pytest.raises(EmailTaken):
            await two.commit()
    async with house.read_identity()(SYSTEM) as work:
        found = await work.users.with_email(first.email)
    assert found
    assert found.id == first.id


async def test_a_number_that_both_found_free_goes_to_the_first_who_commits(house: Container) -> None:
    async with house.begin_identity()(SYSTEM) as one, house.begin_identity()(SYSTEM) as two:
        await one.users.save(account("a@home.example"))
        await two.users.save(account("b@home.example"))
        await one.commit()
        with pytest.raises(MobileTaken):
            await two.commit()


async def test_a_name_that_both_found_free_goes_to_the_first_who_commits(house: Container) -> None:
    async with house.begin_directory()(SYSTEM) as one, house.begin_directory()(SYSTEM) as two:
        await one.insurance_plans.add(plan("Blue"))
        await two.insurance_plans.add(plan("Blue"))
        await one.commit()
        with pytest.raises(PlanNameTaken):
            await two.commit()


async def test_whoever_commits_second_over_the_same_version_meets_contention_and_keeps_nothing(
    house: Container,
) -> None:
    async with house.begin_identity()(SYSTEM) as work:
        await work.users.save(user := account())
        await work.sessions.save(open_one := session(user))
        await work.commit()
    async with house.begin_identity()(SYSTEM) as one, house.begin_identity()(SYSTEM) as two:
        await one.sessions.save(replace(open_one, device="A phone"))
        await two.sessions.save(replace(open_one, device="A tablet"))
        await two.users.save(account("new@home.example", Profile()))
        await one.commit()
        with pytest.raises(Contention):
            await two.commit()
    async with house.read_identity()(SYSTEM) as work:
        kept = await work.sessions.get(open_one.id)
        assert kept
        assert kept.device == "A phone"
        assert await work.users.with_email(EmailAddress("new@home.example")) is None


async def test_what_was_removed_meanwhile_is_not_saved_again(house: Container) -> None:
    factor = second_factor(user := account())
    async with house.begin_identity()(SYSTEM) as work:
        await work.second_factors.save(factor)
        await work.commit()
    async with house.begin_identity()(SYSTEM) as one, house.begin_identity()(SYSTEM) as two:
        await two.second_factors.save(factor)
        await one.second_factors.remove(user.id)
        await one.commit()
        with pytest.raises(Contention):
            await two.commit()


async def test_a_removed_factor_can_be_begun_again_in_the_same_unit(house: Container) -> None:
    user = account()
    async with house.begin_identity()(SYSTEM) as work:
        await work.second_factors.save(second_factor(user))
        await work.commit()
    async with house.begin_identity()(SYSTEM) as work:
        await work.second_factors.remove(user.id)
        await work.second_factors.save(second_factor(user))
        await work.commit()


async def test_a_file_and_an_account_that_speak_at_once_do_not_overwrite_each_other(house: Container) -> None:
    async with house.begin_records()(SYSTEM) as work:
        await work.patients.save(ann := patient())
        await work.commit()
    user = account(profile=replace(PROFILE, state="NY"))
    user.patient_id = ann.id
    async with house.begin_records()(SYSTEM) as work:
        await work.patients.save(ann)
        await know(house, user)
        with pytest.raises(Contention):
            await work.commit()


async def test_whoever_counts_waits_for_the_one_who_counts_already(house: Container) -> None:
    passed = []

    async def count() -> None:
        async with house.begin_identity()(SYSTEM) as work:
            await work.tries.count(THREE, "kim", NOON)
            await asyncio.sleep(0)
            await work.commit()
            passed.append(1)

    found = await asyncio.gather(*(count() for _ in range(5)), return_exceptions=True)
    assert len(passed) == THREE.limit
    assert [type(each) for each in found if each] == [TooMany, TooMany]
