"""Comparing meanings: the nearest prototypes, a linear reading of the same vectors, and a head for emergencies."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from medconnect.adapters.llm.offline_analyzer.encoder import Floats, SentenceEncoder
from medconnect.adapters.llm.offline_analyzer.model_files import ModelFiles
from medconnect.adapters.llm.offline_analyzer.prototypes import Prototype
from medconnect.adapters.llm.offline_analyzer.vectors import shipped_vectors
from medconnect.domain.directory.specialty import SpecialtyCode
from medconnect.domain.triage.urgency import Urgency

_NEAREST: Final = 5
_OPENING_PIECES: Final = 64
_RIDGE: Final = 2.0
_VOTERS: Final = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """What the model reads in a description."""

    nearest: Mapping[SpecialtyCode, float]
    nearest_to_opening: Mapping[SpecialtyCode, float]
    linear: Mapping[SpecialtyCode, float]
    emergency: float
    urgency_votes: Mapping[Urgency, float]


class SemanticIndex:
    """The prototypes as vectors, and what was learnt from them alone."""

    def __init__(self, prototypes: Sequence[Prototype], files: ModelFiles) -> None:
        self._encoder = SentenceEncoder(files)
        shipped = shipped_vectors()
        vectors = shipped if shipped is not None else self._encoder.encode([p.text for p in prototypes])
        self._vectors = vectors
        self._codes = list(SpecialtyCode)
        self._owner = np.array([self._codes.index(p.specialty) for p in prototypes])
        self._urgency = [p.urgency for p in prototypes]
        self._linear = _ridge(vectors, _one_hot(self._owner, len(self._codes)), _balanced(self._owner))
        grave = np.array([1 if urgency is Urgency.EMERGENCY else 0 for urgency in self._urgency])
        self._emergency = _ridge(vectors, (2.0 * grave - 1)[:, None], _balanced(grave))
        # The first run is slow (pages of the weights are read): better now than with somebody waiting.
        self._encoder.encode(["ready"])

    def read(self, text: str, opening: str) -> Meaning:
        """Compare a text, and its first sentences, with all prototypes."""
        vector = self._encoder.encode([text])[0]
        first = vector if opening == text else self._encoder.encode([opening], longest=_OPENING_PIECES)[0]
        similar = self._vectors @ vector
        return Meaning(
            nearest=self._by_code(self._nearest(similar)),
            nearest_to_opening=self._by_code(self._nearest(self._vectors @ first)),
            linear=self._by_code(np.append(vector, 1.0) @ self._linear),
            emergency=float((np.append(vector, 1.0) @ self._emergency)[0]),
            urgency_votes=self._votes(similar),
        )

    def _nearest(self, similar: Floats) -> Floats:
        weights = np.arange(1, _NEAREST + 1, dtype=np.float32)
        best = [np.sort(similar[self._owner == at])[-_NEAREST:] for at in range(len(self._codes))]
        result: Floats = np.array([values @ weights / weights.sum() for values in best], dtype=np.float32)
        return result

    def _votes(self, similar: Floats) -> Mapping[Urgency, float]:
        votes = dict.fromkeys(Urgency, 0.0)
        for at in np.argsort(similar)[-_VOTERS:]:
            votes[self._urgency[at]] += float(similar[at])
        total = sum(votes.values()) or 1.0
        return {urgency: weight / total for urgency, weight in votes.items()}

    def _by_code(self, values: NDArray[np.floating]) -> Mapping[SpecialtyCode, float]:
        return {code: float(value) for code, value in zip(self._codes, values, strict=True)}


def _one_hot(owner: NDArray[np.int_], size: int) -> NDArray[np.float64]:
    return 2.0 * np.eye(size)[owner] - 1.0


def _balanced(owner: NDArray[np.int_]) -> NDArray[np.float64]:
    """Weights that let small groups count as much as large ones."""
    weights = 1.0 / np.bincount(owner)[owner]
    return np.asarray(weights / weights.mean())


def _ridge(vectors: Floats, wanted: NDArray[np.float64], weights: NDArray[np.float64]) -> NDArray[np.float64]:
    """A linear reading in closed form: nothing to train, nothing to ship, the same every time."""
    with_constant = np.hstack([vectors, np.ones((len(vectors), 1))])
    weighted = with_constant.T * weights
    return np.asarray(
        np.linalg.solve(weighted @ with_constant + _RIDGE * np.eye(with_constant.shape[1]), weighted @ wanted)
    )
