"""The 30,000 passwords that whoever tries passwords tries first, from the lists of the zxcvbn library."""

from functools import cached_property

from medconnect.application.identity.ports import CommonPasswords


class ZxcvbnCommonPasswords(CommonPasswords):
    """Local and in memory; read when the first password is chosen."""

    def __contains__(self, password: object, /) -> bool:
        return password in self._known

    def __len__(self) -> int:
        return len(self._known)

    @cached_property
    def _known(self) -> frozenset[str]:
        from zxcvbn.frequency_lists import FREQUENCY_LISTS

        return frozenset(FREQUENCY_LISTS["passwords"])
