"""The numbering plans of the world, through phonenumbers."""

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumberFormat, PhoneNumberType

from medconnect.application.identity.ports import MobileNumbers
from medconnect.domain.shared.contact import InvalidMobile, MobileNumber

# In some countries, the USA among them, nobody can tell mobile from fixed numbers.
_REACHED_BY_SMS = {
    PhoneNumberType.MOBILE,
    PhoneNumberType.FIXED_LINE_OR_MOBILE,
    PhoneNumberType.PERSONAL_NUMBER,
    PhoneNumberType.VOIP,
}
_LONGEST = 40


class WorldNumbers(MobileNumbers):
    """Reads numbers with country code, or those of one country without."""

    def __init__(self, country: str) -> None:
        self._country = country

    def read(self, text: str, country: str | None = None) -> MobileNumber:
        try:
            number = phonenumbers.parse(text[:_LONGEST], country or self._country)
        except NumberParseException as error:
            raise InvalidMobile("mobile") from error
        reachable = phonenumbers.number_type(number) in _REACHED_BY_SMS
        if len(text) > _LONGEST or not phonenumbers.is_valid_number(number) or not reachable:
            raise InvalidMobile("mobile")
        return MobileNumber(phonenumbers.format_number(number, PhoneNumberFormat.E164))
