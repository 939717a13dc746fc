"""The mails about an account.

No letter says anything about health, and none repeats what somebody typed into a form: a name could be an
advertisement. Links carry their key behind the `#`, where no server, proxy or log sees it.
"""

from dataclasses import dataclass

from medconnect.domain.shared.contact import EmailAddress


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """One mail, ready to send."""

    kind: str
    to: EmailAddress
    subject: str
    body: str


@dataclass(frozen=True, slots=True)
class Letters:
    """Writes them. `site` is the address of the pages."""

    site: str

    def welcome(self, to: EmailAddress) -> Letter:
        return self._letter("welcome", to, "Your MedConnect account", "Your account is ready. Sign in:", "/sign-in/")

    def application_received(self, to: EmailAddress) -> Letter:
        text = "We have your application and will write to you when it has been decided."
        return self._letter("application-received", to, "We have your application", text)

    def verify(self, to: EmailAddress, key: str) -> Letter:
        text = "Show that this address is yours. The link works once, for two days:"
        return self._letter("verify-email", to, "Confirm your e-mail address", text, f"/verify/#token={key}")

    def taken(self, to: EmailAddress) -> Letter:
        text = (
            "Somebody, perhaps you, tried to register with this address. You have an account already, and nothing "
            "about it has changed. If you forgot your password:"
        )
        return self._letter("address-taken", to, "You have an account already", text, "/reset/")

    def mobile_left_out(self, to: EmailAddress) -> Letter:
        text = (
            "The mobile number that you gave belongs to another account, so we left it out. You can add another in "
            "your profile:"
        )
        return self._letter("mobile-left-out", to, "Your mobile number", text, "/profile/")

    def reset(self, to: EmailAddress, key: str) -> Letter:
        text = "Choose a new password. The link works once, for 30 minutes. If you did not ask for it, do nothing:"
        return self._letter("password-reset", to, "Choose a new password", text, f"/reset/#token={key}")

    def invitation(self, to: EmailAddress, key: str) -> Letter:
        text = "You are invited to work with MedConnect. Choose your password; the link works once, for seven days:"
        return self._letter("invitation", to, "Your invitation to MedConnect", text, f"/reset/#token={key}")

    def password_changed(self, to: EmailAddress) -> Letter:
        text = (
            "Your password was changed, and you were signed out elsewhere. If it was not you, choose a new one at once:"
        )
        return self._letter("password-changed", to, "Your password was changed", text, "/reset/")

    def second_factor(self, to: EmailAddress, *, enabled: bool) -> Letter:
        text = f"Sign-in with an authenticator app is now {'on' if enabled else 'off'}. If it was not you, act at once:"
        return self._letter("second-factor", to, "How you sign in has changed", text, "/profile/")

    def approved(self, to: EmailAddress) -> Letter:
        text = "Your application was accepted. Sign in to set your hours:"
        return self._letter("application-approved", to, "Welcome to MedConnect", text, "/sign-in/")

    def rejected(self, to: EmailAddress) -> Letter:
        text = "We are sorry: your application was turned down."
        return self._letter("application-rejected", to, "Your application", text)

    def _letter(self, kind: str, to: EmailAddress, subject: str, text: str, path: str = "") -> Letter:
        lines = ["Hello,", "", text, *([f"{self.site}{path}"] if path else []), "", "MedConnect"]
        return Letter(kind=kind, to=to, subject=subject, body="\n".join(lines))
