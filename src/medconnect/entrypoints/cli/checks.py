"""`medconnect self-check`: each thing the product needs, looked at from the outside."""

from dataclasses import dataclass

from medconnect.adapters.persistence.audit_check import check_trail
from medconnect.adapters.persistence.schema import current_revision, head_revision
from medconnect.application.shared.startup import CannotStart
from medconnect.entrypoints.opening import audit_anchor, connected, keyring_of
from medconnect.entrypoints.settings import Settings, load_settings


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at."""

    what: str
    well: bool
    found: str


async def check_installation() -> list[Finding]:
    """Look at everything in turn, and stop where the rest depends on what is broken."""
    settings = load_settings()
    findings = [Finding("settings", True, f"{settings.profile} profile"), _site(settings)]
    try:
        async with connected(settings) as database:
            findings.append(Finding("database", True, database.dialect))
            revision = await database.look(current_revision)
            findings.append(Finding("schema", revision == head_revision(), revision or "not migrated"))
            if revision != head_revision():
                return findings
            keyring = await keyring_of(settings, database)
            findings.append(Finding("keys", True, f"{len(keyring.seal_keys)} for sealed fields"))
            async with database.reading() as rows:
                trail = await check_trail(rows, keyring, audit_anchor(settings).recall())
            found = trail.reason or f"{trail.entries} entries"
            findings.append(Finding("audit trail", trail.intact, found))
    except CannotStart as obstacle:
        findings.append(Finding("database and keys", False, obstacle.cause))
    return findings


def _site(settings: Settings) -> Finding:
    built = (settings.site_dir / "csp.json").is_file()
    return Finding("pages", built, str(settings.site_dir) if built else "not built; the API works without them")
