"""The prototypes' vectors as shipped: one byte a number, bound to the texts by a fingerprint.

Running the model over all prototypes takes many seconds, a start may take three. `python -m
medconnect.adapters.llm.offline_analyzer.vectors` writes the file anew after the texts have changed.
"""

import json
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Final

import numpy as np

from medconnect.adapters.llm.offline_analyzer.encoder import DIMENSIONS, Floats, SentenceEncoder
from medconnect.adapters.llm.offline_analyzer.model_files import ModelFiles
from medconnect.adapters.llm.offline_analyzer.prototypes import fingerprint, prototypes

_NAME: Final = "prototype_vectors"
_STEPS: Final = 127


def shipped_vectors(folder: Traversable | None = None) -> Floats | None:
    """The vectors of the present prototypes, or None when they were made of other texts."""
    here = folder or files(__package__)
    if not (here / f"{_NAME}.json").is_file():
        return None
    header = json.loads((here / f"{_NAME}.json").read_text("utf-8"))
    if header["fingerprint"] != fingerprint():
        return None
    numbers = np.frombuffer((here / f"{_NAME}.bin").read_bytes(), dtype=np.int8).reshape(-1, DIMENSIONS)
    vectors = numbers.astype(np.float32) * np.float32(header["scale"])
    unit: Floats = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    return unit


def ship(folder: Path) -> None:
    """Write the vectors of the present prototypes."""
    installed = ModelFiles.installed()
    if installed is None:
        raise RuntimeError("the sentence model is not installed")
    vectors = SentenceEncoder(installed).encode([prototype.text for prototype in prototypes()])
    scale = float(np.abs(vectors).max()) / _STEPS
    (folder / f"{_NAME}.bin").write_bytes(np.round(vectors / scale).astype(np.int8).tobytes())
    (folder / f"{_NAME}.json").write_text(json.dumps({"fingerprint": fingerprint(), "scale": scale}) + "\n", "utf-8")


if __name__ == "__main__":
    ship(Path(__file__).parent)
