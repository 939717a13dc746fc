"""One's own second factor: begin with a secret, prove it with a code, take it off."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from medconnect.application.identity.ports import IdentityWork, Secrets
from medconnect.application.identity.rules import AccountRules
from medconnect.application.shared.clock import Clock
from medconnect.application.shared.unit_of_work import Begin
from medconnect.domain.identity import totp
from medconnect.domain.identity.actor import Actor
from medconnect.domain.identity.errors import SessionOver, SignInIsOld
from medconnect.domain.identity.letters import Letters
from medconnect.domain.identity.permissions import Permission, authorize
from medconnect.domain.identity.second_factor import (
    RECOVERY_CODES,
    CodeWrong,
    SecondFactor,
    SecondFactorAbsent,
    SecondFactorPresent,
)
from medconnect.domain.identity.user import User

_FRESH = timedelta(minutes=10)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewSecret:
    """What goes into the app, as text and as a link for the square code."""

    secret: str
    app_link: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BeginSecondFactor:
    """A fresh secret. It does not count before a code has proven it."""

    begin: Begin[IdentityWork]
    secrets: Secrets
    clock: Clock

    async def __call__(self, actor: Actor) -> NewSecret:
        authorize(actor, Permission.USE_OWN_ACCOUNT, owner=actor.user_id)
        now = self.clock.now()
        secret = self.secrets.totp_secret()
        async with self.begin(actor) as work:
            user = await _who(work, actor)
            factor = await work.second_factors.of(user.id)
            if factor is None:
                factor = SecondFactor(user_id=user.id, secret=secret, begun_at=now)
            else:
                factor.begin_again(secret, now)
            await work.second_factors.save(factor)
            await work.commit()
        return NewSecret(secret=totp.written(secret), app_link=totp.app_link(secret, str(user.email)))


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondFactorCommand:
    """A code from the app, or from paper."""

    actor: Actor
    code: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EnableSecondFactor:
    """A right code makes it count. The codes for paper are shown this once."""

    begin: Begin[IdentityWork]
    secrets: Secrets
    letters: Letters
    rules: AccountRules
    clock: Clock

    async def __call__(self, command: SecondFactorCommand) -> Sequence[str]:
        actor = command.actor
        authorize(actor, Permission.USE_OWN_ACCOUNT, owner=actor.user_id)
        now = self.clock.now()
        paper = [self.secrets.recovery_code() for _ in range(RECOVERY_CODES)]
        async with self.begin(actor) as work:
            user = await _who(work, actor)
            factor = await work.second_factors.of(user.id)
            if factor is None:
                raise SecondFactorAbsent
            if factor.enabled_at is not None:
                raise SecondFactorPresent
            await work.tries.count(self.rules.wrong_codes_of, str(user.id), now)
            if not factor.enable(command.code or "", frozenset(each.hash for each in paper), now):
                await work.commit()
                raise CodeWrong("code")
            await work.tries.forget(self.rules.wrong_codes_of, str(user.id))
            user.has_second_factor = True
            await work.second_factors.save(factor)
            await work.users.save(user)
            await work.letterbox.drop(self.letters.second_factor(user.email, enabled=True), now)
            await work.commit()
        return [each.text for each in paper]


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoveSecondFactor:
    """Take it off, with a code, or within minutes of a sign-in that needed one."""

    begin: Begin[IdentityWork]
    secrets: Secrets
    letters: Letters
    rules: AccountRules
    clock: Clock

    async def __call__(self, command: SecondFactorCommand) -> None:
        actor = command.actor
        authorize(actor, Permission.USE_OWN_ACCOUNT, owner=actor.user_id)
        now = self.clock.now()
        async with self.begin(actor) as work:
            user = await _who(work, actor)
            factor = await work.second_factors.of(user.id)
            if factor is None:
                raise SecondFactorAbsent
            if factor.enabled_at is not None and command.code is None:
                session = await work.sessions.get(actor.session_id) if actor.session_id else None
                if session is None or now >= session.started_at + _FRESH:
                    raise SignInIsOld
            elif factor.enabled_at is not None and command.code is not None:
                await work.tries.count(self.rules.wrong_codes_of, str(user.id), now)
                if not factor.accept(command.code, self.secrets.hash(command.code.strip().lower()), now):
                    await work.commit()
                    raise CodeWrong("code")
                await work.tries.forget(self.rules.wrong_codes_of, str(user.id))
            await work.second_factors.remove(user.id)
            if user.has_second_factor:
                user.drop_second_factor(now)
                await work.users.save(user)
                await work.letterbox.drop(self.letters.second_factor(user.email, enabled=False), now)
            await work.commit()


async def _who(work: IdentityWork, actor: Actor) -> User:
    user = await work.users.get(actor.user_id) if actor.user_id else None
    if user is None:
        raise SessionOver
    return user
