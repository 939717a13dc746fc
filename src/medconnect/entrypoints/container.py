"""Who uses what: the one file that names concrete adapters."""

from dependency_injector.containers import DeclarativeContainer
from dependency_injector.providers import Dependency, Object, Singleton

from medconnect.adapters.persistence.directory import SqlDirectoryWork
from medconnect.adapters.persistence.engine import Database
from medconnect.adapters.persistence.identity import SqlIdentityWork
from medconnect.adapters.persistence.outbox import EventLog
from medconnect.adapters.persistence.records import SqlRecordsWork
from medconnect.adapters.persistence.scheduling import SqlSchedulingWork
from medconnect.adapters.persistence.unit_of_work import SqlBegin, SqlRead, Tools
from medconnect.adapters.security.argon2_passwords import Argon2Passwords
from medconnect.adapters.security.jose_tokens import JoseTokens
from medconnect.adapters.security.keyring import Keyring
from medconnect.adapters.system_clock import FreshIds, SystemClock
from medconnect.application.directory.add_clinic import AddClinic
from medconnect.application.directory.add_doctor import AddDoctor
from medconnect.application.directory.add_insurance_plan import AddInsurancePlan
from medconnect.application.directory.list_specialties import ListSpecialties
from medconnect.application.identity.add_user import AddUser
from medconnect.application.identity.identify import Identify
from medconnect.application.identity.refresh_session import RefreshSession
from medconnect.application.identity.sign_in import SignIn
from medconnect.application.identity.sign_out import SignOut
from medconnect.application.identity.who_am_i import WhoAmI
from medconnect.application.records.add_patient import AddPatient
from medconnect.application.scheduling.book_appointment import BookAppointment
from medconnect.application.scheduling.find_slots import FindSlots
from medconnect.application.scheduling.offer_service import OfferService
from medconnect.application.scheduling.set_schedule import SetSchedule
from medconnect.application.shared.handling import Retrying
from medconnect.entrypoints.settings import Settings


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
    begin_identity = Singleton(SqlBegin, database, Object(SqlIdentityWork), tools)
    read_identity = Singleton(SqlRead, database, Object(SqlIdentityWork), tools)
    add_user = Singleton(AddUser, begin=begin_identity, passwords=passwords, clock=clock, new_id=new_id)
    identify = Singleton(Identify, read=read_identity, tokens=tokens, clock=clock)
    refresh_session = Singleton(Retrying, Singleton(RefreshSession, begin=begin_identity, tokens=tokens, clock=clock))
    sign_in = Singleton(
        SignIn,
        begin=begin_identity,
        read=read_identity,
        passwords=passwords,
        tokens=tokens,
        clock=clock,
        new_id=new_id,
    )
    sign_out = Singleton(Retrying, Singleton(SignOut, begin=begin_identity, clock=clock))
    who_am_i = Singleton(WhoAmI, read=read_identity)

    # directory
    read_directory = Singleton(SqlRead, database, Object(SqlDirectoryWork), tools)
    begin_directory = Singleton(SqlBegin, database, Object(SqlDirectoryWork), tools)
    list_specialties = Singleton(ListSpecialties, read=read_directory)
    add_clinic = Singleton(AddClinic, begin=begin_directory, clock=clock, new_id=new_id)
    add_insurance_plan = Singleton(AddInsurancePlan, begin=begin_directory, clock=clock, new_id=new_id)
    add_doctor = Singleton(AddDoctor, begin=begin_directory, clock=clock, new_id=new_id)

    # scheduling
    begin_scheduling = Singleton(SqlBegin, database, Object(SqlSchedulingWork), tools)
    read_scheduling = Singleton(SqlRead, database, Object(SqlSchedulingWork), tools)
    book_appointment = Singleton(
        Retrying,
        Singleton(BookAppointment, begin=begin_scheduling, read=read_scheduling, clock=clock, new_id=new_id),
    )
    find_slots = Singleton(FindSlots, read=read_scheduling, clock=clock)
    offer_service = Singleton(Retrying, Singleton(OfferService, begin=begin_scheduling, clock=clock, new_id=new_id))
    set_schedule = Singleton(Retrying, Singleton(SetSchedule, begin=begin_scheduling, clock=clock))

    # records
    begin_records = Singleton(SqlBegin, database, Object(SqlRecordsWork), tools)
    add_patient = Singleton(AddPatient, begin=begin_records, clock=clock, new_id=new_id)
