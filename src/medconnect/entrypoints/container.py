"""Who uses what: the one file that names concrete adapters."""

from typing import Any, ClassVar

from dependency_injector.containers import DeclarativeContainer
from dependency_injector.providers import Dependency, Object, Singleton

from medconnect.adapters.persistence.directory import SqlDirectoryWork
from medconnect.adapters.persistence.engine import Database
from medconnect.adapters.persistence.identity import SqlIdentityWork
from medconnect.adapters.persistence.messages import SqlNotificationsWork
from medconnect.adapters.persistence.outbox import EventLog
from medconnect.adapters.persistence.unit_of_work import SqlBegin, SqlRead, Tools
from medconnect.adapters.pillow_pictures import PillowPictures
from medconnect.adapters.security.argon2_passwords import Argon2Passwords
from medconnect.adapters.security.common_passwords import ZxcvbnCommonPasswords
from medconnect.adapters.security.jose_tokens import JoseTokens
from medconnect.adapters.security.keyring import Keyring
from medconnect.adapters.security.random_secrets import RandomSecrets
from medconnect.adapters.system_clock import FreshIds, SystemClock
from medconnect.adapters.world_numbers import WorldNumbers
from medconnect.application.directory.list_areas import ListAreas
from medconnect.application.directory.list_specialties import ListSpecialties
from medconnect.application.identity.add_user import AddUser
from medconnect.application.identity.ask_for_letter import AskForLetter
from medconnect.application.identity.change_password import ChangePassword
from medconnect.application.identity.change_profile import ChangeProfile
from medconnect.application.identity.change_user import ChangeUser
from medconnect.application.identity.decide_application import DecideApplication
from medconnect.application.identity.identify import Identify
from medconnect.application.identity.invite_user import InviteUser
from medconnect.application.identity.list_users import ListUsers
from medconnect.application.identity.own_picture import PutPicture, ShowPicture
from medconnect.application.identity.own_second_factor import (
    BeginSecondFactor,
    EnableSecondFactor,
    RemoveSecondFactor,
)
from medconnect.application.identity.own_sessions import EndSession, ListSessions
from medconnect.application.identity.refresh_session import RefreshSession
from medconnect.application.identity.register import Register
from medconnect.application.identity.reset_password import ResetPassword
from medconnect.application.identity.sign_in import SignIn
from medconnect.application.identity.sign_out import SignOut, SignOutEverywhere
from medconnect.application.identity.verify_email import VerifyEmail
from medconnect.application.identity.who_am_i import WhoAmI
from medconnect.application.notifications.read_mailbox import ReadMailbox
from medconnect.application.shared.handling import Evened, Retrying
from medconnect.domain.identity.letters import Letters
from medconnect.entrypoints.choices import account_rules
from medconnect.entrypoints.settings import Settings

# Registering and asking for a letter answer no faster than this, whether or not there was something to do.
_EVEN_SECONDS = 0.2


class Container(DeclarativeContainer):
    """The whole product, wired. `settings`, `database` and `keyring` are given when it is opened."""

    settings: Dependency[Settings] = Dependency(instance_of=Settings)
    database: Dependency[Database] = Dependency()
    keyring: Dependency[Keyring] = Dependency(instance_of=Keyring)

    clock = Singleton(SystemClock)
    new_id = Singleton(FreshIds)
    tools = Singleton(Tools, keyring=keyring, new_id=new_id)
    event_log = Singleton(EventLog, database)

    # identity
    passwords = Singleton(Argon2Passwords)
    tokens = Singleton(JoseTokens, keyring)
    secrets = Singleton(RandomSecrets, keyring)
    pictures = Singleton(PillowPictures)
    numbers = Singleton(WorldNumbers, settings.provided.mobile_country)
    letters = Singleton(Letters, settings.provided.public_url)
    rules = Singleton(account_rules, settings, Singleton(ZxcvbnCommonPasswords))
    begin_identity = Singleton(SqlBegin, database, Object(SqlIdentityWork), tools)
    read_identity = Singleton(SqlRead, database, Object(SqlIdentityWork), tools)
    _begin: ClassVar[dict[str, Any]] = {"begin": begin_identity, "clock": clock}
    _hash: ClassVar[dict[str, Any]] = {"passwords": passwords, "rules": rules}
    _mail: ClassVar[dict[str, Any]] = {"secrets": secrets, "letters": letters, "rules": rules}
    add_user = Singleton(AddUser, **_begin, **_hash, new_id=new_id)
    ask_for_letter = Singleton(
        Evened, Singleton(Retrying, Singleton(AskForLetter, **_begin, **_mail, new_id=new_id)), _EVEN_SECONDS
    )
    begin_second_factor = Singleton(Retrying, Singleton(BeginSecondFactor, **_begin, secrets=secrets))
    change_password = Singleton(
        Retrying, Singleton(ChangePassword, **_begin, **_hash, read=read_identity, letters=letters)
    )
    change_profile = Singleton(Retrying, Singleton(ChangeProfile, **_begin, numbers=numbers, rules=rules))
    change_user = Singleton(Retrying, Singleton(ChangeUser, **_begin, new_id=new_id))
    decide_application = Singleton(Retrying, Singleton(DecideApplication, **_begin, letters=letters))
    enable_second_factor = Singleton(Retrying, Singleton(EnableSecondFactor, **_begin, **_mail))
    end_session = Singleton(Retrying, Singleton(EndSession, **_begin))
    identify = Singleton(Identify, read=read_identity, tokens=tokens, rules=rules, clock=clock)
    invite_user = Singleton(
        InviteUser,
        **_begin,
        passwords=passwords,
        numbers=numbers,
        secrets=secrets,
        letters=letters,
        new_id=new_id,
    )
    list_sessions = Singleton(ListSessions, read=read_identity, clock=clock)
    list_users = Singleton(ListUsers, **_begin, numbers=numbers)
    put_picture = Singleton(Retrying, Singleton(PutPicture, **_begin, pictures=pictures, rules=rules))
    refresh_session = Singleton(Retrying, Singleton(RefreshSession, **_begin, tokens=tokens))
    register = Singleton(
        Evened,
        Singleton(
            Retrying,
            Singleton(
                Register,
                **_begin,
                **_mail,
                passwords=passwords,
                numbers=numbers,
                pictures=pictures,
                new_id=new_id,
            ),
        ),
        _EVEN_SECONDS,
    )
    remove_second_factor = Singleton(Retrying, Singleton(RemoveSecondFactor, **_begin, **_mail))
    reset_password = Singleton(Retrying, Singleton(ResetPassword, **_begin, **_mail, passwords=passwords))
    show_picture = Singleton(ShowPicture, read=read_identity)
    sign_in = Singleton(SignIn, **_begin, **_hash, read=read_identity, tokens=tokens, secrets=secrets, new_id=new_id)
    sign_out = Singleton(Retrying, Singleton(SignOut, **_begin, tokens=tokens))
    sign_out_everywhere = Singleton(Retrying, Singleton(SignOutEverywhere, **_begin))
    verify_email = Singleton(Retrying, Singleton(VerifyEmail, **_begin, secrets=secrets, rules=rules))
    who_am_i = Singleton(WhoAmI, read=read_identity)

    # notifications
    read_notifications = Singleton(SqlRead, database, Object(SqlNotificationsWork), tools)
    read_mailbox = Singleton(ReadMailbox, read=read_notifications)

    # directory
    read_directory = Singleton(SqlRead, database, Object(SqlDirectoryWork), tools)
    list_specialties = Singleton(ListSpecialties, read=read_directory)
    list_areas = Singleton(ListAreas, read=read_directory)
