"""Why somebody is not let in."""

from medconnect.domain.shared.errors import Conflict, Forbidden, Invalid, Unauthenticated


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


class MobileTaken(Conflict):
    """Two accounts never share a mobile number."""

    code = "mobile-taken"
    title = "There is an account with this mobile number already."


class RoleNotSelfAssignable(Forbidden):
    """Patients register and doctors apply; staff are invited by an administrator."""

    code = "role-not-self-assignable"
    title = "Nobody can give themselves this role."


class AwaitingApproval(Forbidden):
    """The password was right, but the application has not been decided."""

    code = "awaiting-approval"
    title = "Your application has not been decided yet; you will get a mail."


class ApplicationRejected(Forbidden):
    """The password was right, but the application was turned down."""

    code = "application-rejected"
    title = "Your application was turned down."


class EmailNotVerified(Forbidden):
    """The password was right, but nobody has shown that the address is theirs."""

    code = "email-not-verified"
    title = "Open the link that we mailed to you first."


class WrongPassword(Forbidden):
    """Somebody who is signed in must show the password once more, and it was not that."""

    code = "wrong-password"
    title = "This is not your present password."


class SignInIsOld(Forbidden):
    """A change to how an account is protected needs a fresh proof of who asks."""

    code = "fresh-sign-in-needed"
    title = "Sign in again first, or give a code from your app."


class OwnAccount(Conflict):
    """Nobody closes or demotes the account they work with: somebody else must."""

    code = "own-account"
    title = "You cannot do this to your own account."


class NothingToDecide(Conflict):
    """There is no open application."""

    code = "nothing-to-decide"
    title = "This account has no application that waits for a decision."


class ApplicationOpen(Conflict):
    """The application decides what this account becomes."""

    code = "application-open"
    title = "Decide the application first."


class InvalidPicture(Invalid):
    """Not an image of a kind that we take, or one that would burst when opened."""

    code = "invalid-picture"
    title = "Choose a PNG, JPEG or WebP image of at most 2 MB and 40 million pixels."
