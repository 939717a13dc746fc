"""What the commands do, on an opened house."""

from pathlib import Path

from medconnect.adapters.persistence.audit import ChainHead, chain_head, seal_chain
from medconnect.adapters.persistence.audit_check import TrailState, check_trail
from medconnect.adapters.persistence.backup import check_backup, restore_backup, take_backup
from medconnect.adapters.persistence.rotation import rotate_seal_key, rotate_token_key
from medconnect.application.identity.add_user import AddUserCommand
from medconnect.domain.identity.actor import SYSTEM, Role
from medconnect.domain.shared.contact import EmailAddress
from medconnect.domain.shared.ids import UserId
from medconnect.entrypoints.demo import make_demo
from medconnect.entrypoints.opening import audit_anchor, connected, master_key_of, migrate_database, opened
from medconnect.entrypoints.settings import load_settings


async def fill_demo() -> bool:
    """Migrate and make the demo data where it is missing."""
    settings = load_settings()
    await migrate_database(settings)
    async with opened(settings) as container:
        return await make_demo(container)


async def add_admin(email: str, full_name: str, password: str) -> UserId:
    """Add an administrator as the installation itself."""
    settings = load_settings()
    await migrate_database(settings)
    async with opened(settings) as container:
        command = AddUserCommand(
            actor=SYSTEM, role=Role.ADMIN, full_name=full_name, email=EmailAddress(email), password=password
        )
        user = await container.add_user()(command)
        return user.id


async def verify_audit() -> TrailState:
    """Close the chain over what waits, then walk it."""
    settings = load_settings()
    async with opened(settings) as container, container.database().reading() as rows:
        return await check_trail(rows, container.keyring(), audit_anchor(settings).recall())


async def anchor_audit() -> ChainHead:
    """Close the chain and tell its head."""
    async with opened(load_settings()) as container:
        database = container.database()
        await seal_chain(database, container.keyring())
        async with database.reading() as rows:
            return await chain_head(rows)


async def rotate_keys() -> int:
    """Make a new key for tokens and a new sealing key the active ones, and put every sealed field under the latter."""
    settings = load_settings()
    async with opened(settings) as container:
        now = container.clock().now()
        await rotate_token_key(container.database(), master_key_of(settings), now)
        return await rotate_seal_key(container.database(), master_key_of(settings), now)


async def write_backup(path: Path) -> tuple[int, int]:
    """Copy the database into one encrypted file."""
    settings = load_settings()
    async with opened(settings) as container:
        return await take_backup(container.database(), master_key_of(settings), path)


async def read_backup(path: Path) -> tuple[int, int]:
    """Fill an empty database from an encrypted copy, and anchor its audit trail anew."""
    settings = load_settings()
    check_backup(master_key_of(settings), path)
    await migrate_database(settings)
    async with connected(settings) as database:
        restored = await restore_backup(database, master_key_of(settings), path)
    async with opened(settings) as container, container.database().reading() as rows:
        audit_anchor(settings).replace(await chain_head(rows))
    return restored
