"""Names in memory."""

from medconnect.adapters.memory.unit_of_work import MemoryWork
from medconnect.application.scheduling.ports import Named, Names, NamesAsk


class MemoryNames(Names):
    """One table of names by id; clinics are places."""

    def __init__(self, work: MemoryWork) -> None:
        self._work = work

    async def of(self, wanted: NamesAsk) -> Named:
        row = self._work.row
        return Named(
            doctors={each: found for each in wanted.doctors if (found := row("names", each)) is not None},
            patients={each: found for each in wanted.patients if (found := row("names", each)) is not None},
            clinics={each: found for each in wanted.clinics if (found := row("places", each)) is not None},
            services={each: found for each in wanted.services if (found := row("names", each)) is not None},
        )
