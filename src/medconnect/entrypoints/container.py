"""Who uses what: the one file that names concrete adapters."""

from contextlib import AsyncExitStack
from datetime import timedelta
from typing import Any, ClassVar

from dependency_injector.containers import DeclarativeContainer
from dependency_injector.providers import Callable, Dependency, Object, Singleton, ThreadSafeSingleton

from medconnect.adapters.calendars.icalendar_files import IcalendarFiles
from medconnect.adapters.llm.offline_analyzer.analyzer import OfflineAnalyzer
from medconnect.adapters.llm.offline_analyzer.model_files import ModelFiles
from medconnect.adapters.persistence.directory import SqlDirectoryWork
from medconnect.adapters.persistence.engine import Database
from medconnect.adapters.persistence.identity import SqlIdentityWork
from medconnect.adapters.persistence.messages import SqlNotificationsWork
from medconnect.adapters.persistence.outbox import EventLog
from medconnect.adapters.persistence.records import SqlRecordsWork
from medconnect.adapters.persistence.scheduling import SqlSchedulingWork
from medconnect.adapters.persistence.triage import SqlTriageWork
from medconnect.adapters.persistence.unit_of_work import SqlBegin, SqlRead, Tools
from medconnect.adapters.pillow_pictures import PillowPictures
from medconnect.adapters.security.argon2_passwords import Argon2Passwords
from medconnect.adapters.security.common_passwords import ZxcvbnCommonPasswords
from medconnect.adapters.security.jose_tokens import JoseTokens
from medconnect.adapters.security.keyring import Keyring
from medconnect.adapters.security.random_secrets import RandomSecrets
from medconnect.adapters.system_clock import FreshIds, SystemClock
from medconnect.adapters.world_numbers import WorldNumbers
from medconnect.application.directory.add_clinic import AddClinic
from medconnect.application.directory.add_doctor import AddDoctor
from medconnect.application.directory.add_insurance_plan import AddInsurancePlan
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
from medconnect.application.records.add_patient import AddPatient
from medconnect.application.scheduling.add_exception import AddException
from medconnect.application.scheduling.add_leave import AddLeave
from medconnect.application.scheduling.add_opening import AddOpening
from medconnect.application.scheduling.book_appointment import BookAppointment
from medconnect.application.scheduling.cancel_appointment import CancelAppointment
from medconnect.application.scheduling.change_status import ChangeStatus
from medconnect.application.scheduling.close_clinic import CloseClinic
from medconnect.application.scheduling.confirm_hold import ConfirmHold
from medconnect.application.scheduling.edit_appointment import EditAppointment
from medconnect.application.scheduling.explain_slot import ExplainSlot
from medconnect.application.scheduling.export_appointment import ExportAppointment
from medconnect.application.scheduling.find_slots import FindSlots
from medconnect.application.scheduling.get_appointment import GetAppointment
from medconnect.application.scheduling.hold_slot import HoldSlot
from medconnect.application.scheduling.list_appointments import ListAppointments
from medconnect.application.scheduling.name_parties import NameParties
from medconnect.application.scheduling.offer_service import OfferService
from medconnect.application.scheduling.read_history import ReadHistory
from medconnect.application.scheduling.read_timetable import ReadTimetable
from medconnect.application.scheduling.read_wall_clock import ReadWallClock
from medconnect.application.scheduling.release_hold import ReleaseHold
from medconnect.application.scheduling.renew_hold import RenewHold
from medconnect.application.scheduling.reopen_clinic import ReopenClinic
from medconnect.application.scheduling.reschedule_appointment import RescheduleAppointment
from medconnect.application.scheduling.set_schedule import SetSchedule
from medconnect.application.scheduling.swap_appointments import SwapAppointments
from medconnect.application.scheduling.take_back_change import TakeBackChange
from medconnect.application.scheduling.tidy_diaries import TidyDiaries
from medconnect.application.shared.handling import Evened, Retrying
from medconnect.application.triage.adopt_reports import AdoptReports
from medconnect.application.triage.analyze_symptoms import AnalyzeSymptoms
from medconnect.application.triage.get_report import GetReport
from medconnect.application.triage.list_reports import ListReports
from medconnect.application.triage.tidy_reports import TidyReports
from medconnect.domain.identity.letters import Letters
from medconnect.domain.scheduling.hold import HoldRules
from medconnect.domain.triage.rule_files import rule_book
from medconnect.entrypoints.analyzers import external_analyzer, offline_analyzer_name
from medconnect.entrypoints.choices import account_rules, emergency_contacts, symptom_quotas
from medconnect.entrypoints.settings import Settings

# Registering and asking for a letter answer no faster than this, whether or not there was something to do.
_EVEN_SECONDS = 0.2


def hold_rules(settings: Settings) -> HoldRules:
    """How long and how often a time may be held here."""
    return HoldRules(
        lasts=timedelta(seconds=settings.hold_seconds),
        renewals=settings.hold_renewal_limit,
        anonymous_daily=settings.anonymous_hold_quota,
    )


class Container(DeclarativeContainer):
    """The whole product, wired. `settings`, `database` and `keyring` are given when it is opened."""

    settings: Dependency[Settings] = Dependency(instance_of=Settings)
    database: Dependency[Database] = Dependency()
    keyring: Dependency[Keyring] = Dependency(instance_of=Keyring)

    # What was opened at its first use and ends with the house.
    closing: Singleton[AsyncExitStack[bool | None]] = Singleton(AsyncExitStack)
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
    begin_directory = Singleton(SqlBegin, database, Object(SqlDirectoryWork), tools)
    list_specialties = Singleton(ListSpecialties, read=read_directory)
    list_areas = Singleton(ListAreas, read=read_directory)
    add_clinic = Singleton(AddClinic, begin=begin_directory, clock=clock, new_id=new_id)
    add_insurance_plan = Singleton(AddInsurancePlan, begin=begin_directory, clock=clock, new_id=new_id)
    add_doctor = Singleton(AddDoctor, begin=begin_directory, clock=clock, new_id=new_id)

    # scheduling
    begin_scheduling = Singleton(SqlBegin, database, Object(SqlSchedulingWork), tools)
    read_scheduling = Singleton(SqlRead, database, Object(SqlSchedulingWork), tools)
    offer_service = Singleton(Retrying, Singleton(OfferService, begin=begin_scheduling, clock=clock, new_id=new_id))
    hold_rules = Callable(hold_rules, settings)
    calendar_files = Singleton(IcalendarFiles)
    find_slots = Singleton(FindSlots, read=read_scheduling, clock=clock)
    explain_slot = Singleton(ExplainSlot, read=read_scheduling, clock=clock)
    hold_slot = Singleton(
        Retrying,
        Singleton(HoldSlot, begin=begin_scheduling, read=read_scheduling, clock=clock, new_id=new_id, rules=hold_rules),
    )
    renew_hold = Singleton(Retrying, Singleton(RenewHold, begin=begin_scheduling, clock=clock, rules=hold_rules))
    release_hold = Singleton(Retrying, Singleton(ReleaseHold, begin=begin_scheduling, clock=clock))
    confirm_hold = Singleton(Retrying, Singleton(ConfirmHold, begin=begin_scheduling, clock=clock, new_id=new_id))
    book_appointment = Singleton(
        Retrying, Singleton(BookAppointment, begin=begin_scheduling, read=read_scheduling, clock=clock, new_id=new_id)
    )
    reschedule_appointment = Singleton(
        Retrying, Singleton(RescheduleAppointment, begin=begin_scheduling, read=read_scheduling, clock=clock)
    )
    swap_appointments = Singleton(Retrying, Singleton(SwapAppointments, begin=begin_scheduling, clock=clock))
    cancel_appointment = Singleton(Retrying, Singleton(CancelAppointment, begin=begin_scheduling, clock=clock))
    change_status = Singleton(Retrying, Singleton(ChangeStatus, begin=begin_scheduling, clock=clock))
    edit_appointment = Singleton(Retrying, Singleton(EditAppointment, begin=begin_scheduling, clock=clock))
    get_appointment = Singleton(GetAppointment, read=read_scheduling, clock=clock)
    list_appointments = Singleton(ListAppointments, read=read_scheduling, clock=clock)
    read_history = Singleton(ReadHistory, read=read_scheduling)
    export_appointment = Singleton(ExportAppointment, read=read_scheduling, clock=clock, calendars=calendar_files)
    name_parties = Singleton(NameParties, read=read_scheduling)
    read_wall_clock = Singleton(ReadWallClock, read=read_scheduling)
    read_timetable = Singleton(ReadTimetable, read=read_scheduling)
    set_schedule = Singleton(Retrying, Singleton(SetSchedule, begin=begin_scheduling, clock=clock))
    add_exception = Singleton(Retrying, Singleton(AddException, begin=begin_scheduling, clock=clock, new_id=new_id))
    add_opening = Singleton(Retrying, Singleton(AddOpening, begin=begin_scheduling, clock=clock, new_id=new_id))
    add_leave = Singleton(Retrying, Singleton(AddLeave, begin=begin_scheduling, clock=clock, new_id=new_id))
    take_back_change = Singleton(Retrying, Singleton(TakeBackChange, begin=begin_scheduling, clock=clock))
    close_clinic = Singleton(Retrying, Singleton(CloseClinic, begin=begin_scheduling, clock=clock, new_id=new_id))
    reopen_clinic = Singleton(Retrying, Singleton(ReopenClinic, begin=begin_scheduling, clock=clock))
    tidy_diaries = Singleton(
        Retrying, Singleton(TidyDiaries, begin=begin_scheduling, read=read_scheduling, clock=clock)
    )

    # records
    begin_records = Singleton(SqlBegin, database, Object(SqlRecordsWork), tools)
    add_patient = Singleton(AddPatient, begin=begin_records, clock=clock, new_id=new_id)

    # triage. Rules, prototypes and weights take a second to load: at the first question, once, and in the thread in
    # which routes ask for their use cases, so that nobody else waits.
    begin_triage = Singleton(SqlBegin, database, Object(SqlTriageWork), tools)
    read_triage = Singleton(SqlRead, database, Object(SqlTriageWork), tools)
    offline_analyzer = ThreadSafeSingleton(OfflineAnalyzer, Callable(ModelFiles.installed))
    offline_analyzer_name = Singleton(offline_analyzer_name)
    contacts = Singleton(emergency_contacts, settings)
    analyze_symptoms = ThreadSafeSingleton(
        AnalyzeSymptoms,
        begin=begin_triage,
        clock=clock,
        new_id=new_id,
        rules=ThreadSafeSingleton(rule_book),
        offline=offline_analyzer,
        external=Callable(external_analyzer, settings, clock, keyring, closing),
        contacts=contacts,
        quotas=Singleton(symptom_quotas, settings),
    )
    _reports: ClassVar[dict[str, Any]] = {"read": read_triage, "begin": begin_triage, "clock": clock}
    list_reports = Singleton(ListReports, **_reports, contacts=contacts)
    get_report = Singleton(GetReport, **_reports, contacts=contacts)
    adopt_reports = Singleton(Retrying, Singleton(AdoptReports, **_reports))
    tidy_reports = Singleton(Retrying, Singleton(TidyReports, **_reports))
