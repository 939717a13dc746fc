"""What the operator's settings mean to accounts and to the symptom analyser."""

from datetime import timedelta

from medconnect.application.identity.ports import CommonPasswords
from medconnect.application.identity.rules import AccountRules
from medconnect.application.triage.ports import EmergencyContacts, Quotas
from medconnect.domain.identity.throttle import Allowance
from medconnect.entrypoints.settings import Settings

_QUARTER = timedelta(minutes=15)
_HOUR = timedelta(hours=1)


def account_rules(settings: Settings, common: CommonPasswords) -> AccountRules:
    """The rules of this installation."""
    return AccountRules(
        policy=settings.password_policy,
        common=common,
        verify_email=settings.verifies_email,
        staff_second_factor=settings.staff_second_factor == "required",
        wrong_passwords_of=Allowance(kind="password-of", limit=settings.login_account_limit, per=_QUARTER),
        wrong_passwords_from=Allowance(kind="password-from", limit=settings.login_address_limit, per=_QUARTER),
        wrong_codes_of=Allowance(kind="code-of", limit=settings.otp_limit, per=_QUARTER),
        registrations_from=Allowance(kind="registration-from", limit=settings.registration_limit, per=_HOUR),
        letters_of=Allowance(kind="letter-of", limit=settings.mail_account_limit, per=_HOUR),
        letters_from=Allowance(kind="letter-from", limit=settings.mail_address_limit, per=_HOUR),
        keys_from=Allowance(kind="key-from", limit=settings.mailed_key_limit, per=_QUARTER),
        changes_of=Allowance(kind="change-of", limit=settings.profile_change_limit, per=_HOUR),
    )


def symptom_quotas(settings: Settings) -> Quotas:
    """How often symptoms may be described here."""
    return Quotas(
        of_person=Allowance(kind="symptoms-of", limit=settings.symptom_person_quota, per=_HOUR),
        from_address=Allowance(kind="symptoms-from", limit=settings.symptom_address_quota, per=_HOUR),
    )


def emergency_contacts(settings: Settings) -> EmergencyContacts:
    """The numbers to call here."""
    return EmergencyContacts(
        ambulance=settings.emergency_number, crisis_line=settings.crisis_line, poison_centre=settings.poison_centre
    )
