"""Bodies of the directory's routes."""

from medconnect.application.directory.views import SpecialtyView
from medconnect.domain.directory.specialty import SpecialtyCode
from medconnect.entrypoints.http.schemas import ResponseBody


class SpecialtyResponse(ResponseBody):
    """One field of medicine, in words that a patient knows."""

    code: SpecialtyCode
    label: str
    description: str

    @classmethod
    def of(cls, view: SpecialtyView) -> "SpecialtyResponse":
        return cls(code=view.code, label=view.label, description=view.description)
