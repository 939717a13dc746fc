"""The head of the audit chain, kept outside the database: in the data folder, and wherever the operator copies it."""

import json
import secrets
from dataclasses import dataclass
from pathlib import Path

from medconnect.adapters.persistence.audit import ChainHead
from medconnect.application.shared.startup import CannotStart


@dataclass(frozen=True, slots=True)
class AuditAnchor:
    """Where this installation remembers how far the chain had come."""

    path: Path

    def remember(self, head: ChainHead) -> None:
        """Replace the remembered head in one step; an older head never replaces a newer one."""
        known = self.recall()
        if known and known.sequence >= head.sequence:
            return
        self.replace(head)

    def replace(self, head: ChainHead) -> None:
        """Start from this head, as a restore does."""
        draft = self.path.with_name(f"{self.path.name}.{secrets.token_hex(8)}")
        draft.write_text(json.dumps({"sequence": head.sequence, "link": head.link.hex()}) + "\n")
        draft.replace(self.path)

    def recall(self) -> ChainHead | None:
        """The remembered head, if there is one."""
        try:
            kept = json.loads(self.path.read_text())
            return ChainHead(int(kept["sequence"]), bytes.fromhex(kept["link"]))
        except FileNotFoundError:
            return None
        except (ValueError, TypeError, KeyError) as error:
            raise CannotStart(
                f"The head of the audit trail in {self.path} is damaged.",
                "Compare the trail with a head kept elsewhere (medconnect audit anchor), then remove the file.",
            ) from error
