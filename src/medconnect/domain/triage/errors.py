"""What the analyser refuses beyond the description itself."""

from medconnect.domain.shared.errors import TooMany


class TooManyDescriptions(TooMany):
    """The quota is used up. The refusal names the numbers to call all the same: somebody may need them now."""

    code = "too-many-descriptions"
    title = "Too many descriptions for now. If it cannot wait, call for help."
