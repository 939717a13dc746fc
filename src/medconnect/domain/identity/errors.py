"""Why somebody is not let in."""

from medconnect.domain.shared.errors import Conflict, Unauthenticated


class InvalidCredentials(Unauthenticated):
    """Unknown address, wrong password or a deactivated account: the answer never says which."""

    code = "invalid-credentials"
    title = "The e-mail address or the password is wrong."


class SessionOver(Unauthenticated):
    """The session has ended or was idle for too long."""

    code = "session-over"
    title = "Your session has ended; sign in again."


class SessionRevoked(Unauthenticated):
    """A refresh token that was already used came back, so the session ends for whoever holds it."""

    code = "session-revoked"
    title = "This session was ended for your safety; sign in again."


class EmailTaken(Conflict):
    """Two accounts never share an address."""

    code = "email-taken"
    title = "There is an account with this e-mail address already."
