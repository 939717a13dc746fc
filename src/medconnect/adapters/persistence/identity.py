"""One transaction over accounts and all that belongs to them."""

from medconnect.adapters.persistence.accounts import (
    SqlApplications,
    SqlMailedKeys,
    SqlPictures,
    SqlSecondFactors,
)
from medconnect.adapters.persistence.closed_lists import SqlClosedLists
from medconnect.adapters.persistence.engine import Rows
from medconnect.adapters.persistence.messages import SqlLetterbox
from medconnect.adapters.persistence.sessions import SqlSessions
from medconnect.adapters.persistence.tries import SqlTries
from medconnect.adapters.persistence.unit_of_work import SqlWork, Tools
from medconnect.adapters.persistence.users import SqlUsers
from medconnect.application.identity.ports import (
    Applications,
    ClosedLists,
    Letterbox,
    MailedKeys,
    Pictures,
    SecondFactors,
    Sessions,
    Tries,
    Users,
)
from medconnect.domain.identity.actor import Actor


class SqlIdentityWork(SqlWork):
    """Everything that identity keeps."""

    def __init__(self, rows: Rows, actor: Actor, tools: Tools) -> None:
        super().__init__(rows, actor, tools)
        self.users: Users = SqlUsers(self)
        self.sessions: Sessions = SqlSessions(self)
        self.mailed_keys: MailedKeys = SqlMailedKeys(self)
        self.second_factors: SecondFactors = SqlSecondFactors(self)
        self.applications: Applications = SqlApplications(self)
        self.pictures: Pictures = SqlPictures(self)
        self.tries: Tries = SqlTries(self)
        self.letterbox: Letterbox = SqlLetterbox(self, tools.new_id)
        self.lists: ClosedLists = SqlClosedLists(self)
