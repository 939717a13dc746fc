"""One transaction over accounts and all that belongs to them, in memory."""

from contextlib import AsyncExitStack

from medconnect.adapters.memory.accounts import (
    MemoryApplications,
    MemoryMailedKeys,
    MemoryPictures,
    MemorySecondFactors,
    MemorySessions,
)
from medconnect.adapters.memory.closed_lists import MemoryClosedLists
from medconnect.adapters.memory.messages import MemoryLetterbox
from medconnect.adapters.memory.records import MemoryKnownPatients
from medconnect.adapters.memory.store import MemoryStore
from medconnect.adapters.memory.tries import MemoryTries
from medconnect.adapters.memory.unit_of_work import MemoryWork
from medconnect.adapters.memory.users import MemoryUsers
from medconnect.application.identity.ports import (
    Applications,
    ClosedLists,
    IdentityWork,
    KnownPatients,
    Letterbox,
    MailedKeys,
    Pictures,
    SecondFactors,
    Sessions,
    Tries,
    Users,
)
from medconnect.domain.identity.actor import Actor


class MemoryIdentityWork(MemoryWork, IdentityWork):
    """Everything that identity keeps."""

    def __init__(self, store: MemoryStore, actor: Actor, stack: AsyncExitStack) -> None:
        super().__init__(store, actor, stack)
        self.users: Users = MemoryUsers(self)
        self.sessions: Sessions = MemorySessions(self)
        self.mailed_keys: MailedKeys = MemoryMailedKeys(self)
        self.second_factors: SecondFactors = MemorySecondFactors(self)
        self.applications: Applications = MemoryApplications(self)
        self.pictures: Pictures = MemoryPictures(self)
        self.patients: KnownPatients = MemoryKnownPatients(self)
        self.tries: Tries = MemoryTries(self)
        self.letterbox: Letterbox = MemoryLetterbox(self)
        self.lists: ClosedLists = MemoryClosedLists()
