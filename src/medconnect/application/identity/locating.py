"""Areas, states and specialties as the directory's lists have them."""

from dataclasses import replace

from medconnect.application.identity.ports import IdentityWork
from medconnect.domain.identity.application import Practice, UnknownSpecialty
from medconnect.domain.identity.profile import Profile, UnknownState


async def located(work: IdentityWork, profile: Profile) -> Profile:
    """The profile with its state's code; areas must be in the list, each in the one above."""
    await work.lists.check_areas(profile)
    if profile.state is None:
        return profile
    return replace(profile, state=await _state(work, profile.state, "state"))


async def located_practice(work: IdentityWork, practice: Practice) -> Practice:
    """The practice with the codes of its state and specialty."""
    if practice.license_state is not None:
        practice = replace(practice, license_state=await _state(work, practice.license_state, "license_state"))
    if practice.specialization is not None:
        code = await work.lists.specialty_code(practice.specialization)
        if code is None:
            raise UnknownSpecialty("specialization")
        practice = replace(practice, specialization=code)
    return practice


async def _state(work: IdentityWork, text: str, field: str) -> str:
    code = await work.lists.state_code(text)
    if code is None:
        raise UnknownState(field)
    return code
