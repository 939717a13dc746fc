"""What a diary refuses, each with its code. Facts carry ids, instants and codes, never health data."""

from medconnect.domain.shared.errors import Conflict, Gone, Invalid, TooMany


class SlotTaken(Conflict):
    """Somebody else has that time. `alternatives` are the nearest free ones."""

    code = "slot-taken"
    title = "This time is taken."


class SlotNotOffered(Conflict):
    """The clinic does not offer that time. `reasons` says everything that stands against it."""

    code = "slot-not-offered"
    title = "This time is not offered."


class AlreadyBusy(Conflict):
    """The patient has another visit then; `appointment_id` points to it."""

    code = "already-busy"
    title = "The patient already has a visit at this time."


class NotLicensed(Conflict):
    """The doctor may not treat somebody in that state on that day."""

    code = "not-licensed"
    title = "The doctor is not licensed where the patient will be."


class InsuranceNotAccepted(Conflict):
    """The doctor does not take that plan at that clinic on that day."""

    code = "insurance-not-accepted"
    title = "The doctor does not accept this insurance."


class HoldExpired(Gone):
    """The hold ended, by the clock or by its owner."""

    code = "hold-expired"
    title = "The time is no longer held."


class HoldNotRenewable(Conflict):
    """Holds are short on purpose; this one was renewed often enough."""

    code = "hold-not-renewable"
    title = "The hold cannot be renewed again."


class TooManyHolds(TooMany):
    """People who have not signed in hold enough of this doctor's day."""

    code = "too-many-holds"
    title = "Too many times are held at the moment."


class ConsentMissing(Conflict):
    """The clinic asks for an agreement that was not given; `kinds` names them."""

    code = "consent-missing"
    title = "A consent is missing."


class CannotReschedule(Conflict):
    """Over, under way or called off: such a visit keeps its time."""

    code = "cannot-reschedule"
    title = "This visit cannot be moved."


class IllegalTransition(Conflict):
    """A visit does not go from the one state to the other."""

    code = "illegal-transition"
    title = "The visit cannot go from its present state to the wanted one."


class StaleVersion(Conflict):
    """Somebody changed it since it was read."""

    code = "stale-version"
    title = "It has been changed in the meantime."


class TooLateToCancel(Conflict):
    """The clinic's policy, frozen when it was booked, allows no late cancellation."""

    code = "too-late-to-cancel"
    title = "It is too late to cancel this visit."


class TooEarlyForNoShow(Conflict):
    """A patient may still come: nobody is a no-show before start and grace are over."""

    code = "too-early-for-no-show"
    title = "The patient may still come."


class ReasonMissing(Invalid):
    """This step must be explained in writing."""

    code = "reason-missing"
    title = "A reason is needed."


class PatientMissing(Invalid):
    """Whoever is no patient has to say for whom."""

    code = "patient-missing"
    title = "The patient must be named."


class PatientStateMissing(Invalid):
    """A video visit needs to know where the patient will be: licences depend on it."""

    code = "patient-state-missing"
    title = "The state where the patient will be is needed."
