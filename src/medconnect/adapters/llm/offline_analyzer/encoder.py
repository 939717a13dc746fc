"""all-MiniLM-L6-v2 in numpy: six layers of a small transformer, read straight from the weights file.

The weights are mapped, not loaded: of the large table of word vectors only the rows in use reach memory.
"""

import json
import math
import struct
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from medconnect.adapters.llm.offline_analyzer.model_files import ModelFiles
from medconnect.adapters.llm.offline_analyzer.wordpiece import WordPiece

Floats = NDArray[np.float32]

DIMENSIONS: Final = 384
_HEADS: Final = 12
_LAYERS: Final = 6
_EPSILON: Final = 1e-12
_LONGEST: Final = 160


class SentenceEncoder:
    """Turns a text into a unit vector; near vectors mean near meanings."""

    def __init__(self, files: ModelFiles) -> None:
        self._pieces = WordPiece.read(files.vocabulary)
        self._weights = _mapped(files.weights)
        self._layers = [_Layer(self._weights, number) for number in range(_LAYERS)]

    def encode(self, texts: Sequence[str], *, longest: int = _LONGEST) -> Floats:
        """One vector per text. Texts are run one by one: no padding, no waste on a single core."""
        return np.stack([self._encode(text, longest) for text in texts])

    def _encode(self, text: str, longest: int) -> Floats:
        numbers = self._pieces.encode(text, longest=longest)
        w = self._weights
        state = (
            w["embeddings.word_embeddings.weight"][numbers]
            + w["embeddings.position_embeddings.weight"][: len(numbers)]
            + w["embeddings.token_type_embeddings.weight"][0]
        )
        state = _normalised(state, w["embeddings.LayerNorm.weight"], w["embeddings.LayerNorm.bias"])
        for layer in self._layers:
            state = layer(state)
        mean = state.mean(axis=0)
        unit: Floats = mean / max(float(np.linalg.norm(mean)), 1e-9)
        return unit


class _Layer:
    def __init__(self, weights: dict[str, Any], number: int) -> None:
        def get(name: str) -> Floats:
            return np.asarray(weights[f"encoder.layer.{number}.{name}"], dtype=np.float32)

        parts = ("query", "key", "value")
        self._qkv = np.ascontiguousarray(np.concatenate([get(f"attention.self.{p}.weight") for p in parts]).T)
        self._qkv_bias = np.concatenate([get(f"attention.self.{p}.bias") for p in parts])
        self._out = np.ascontiguousarray(get("attention.output.dense.weight").T)
        self._out_bias = get("attention.output.dense.bias")
        self._norm = (get("attention.output.LayerNorm.weight"), get("attention.output.LayerNorm.bias"))
        self._up = np.ascontiguousarray(get("intermediate.dense.weight").T)
        self._up_bias = get("intermediate.dense.bias")
        self._down = np.ascontiguousarray(get("output.dense.weight").T)
        self._down_bias = get("output.dense.bias")
        self._last_norm = (get("output.LayerNorm.weight"), get("output.LayerNorm.bias"))

    def __call__(self, state: Floats) -> Floats:
        length = len(state)
        query, key, value = (
            part.reshape(length, _HEADS, -1).transpose(1, 0, 2)
            for part in np.split(state @ self._qkv + self._qkv_bias, 3, axis=1)
        )
        attention = _softmax(query @ key.transpose(0, 2, 1) / math.sqrt(DIMENSIONS / _HEADS))
        mixed = (attention @ value).transpose(1, 0, 2).reshape(length, DIMENSIONS)
        state = _normalised(state + mixed @ self._out + self._out_bias, *self._norm)
        inner = _gelu(state @ self._up + self._up_bias)
        return _normalised(state + inner @ self._down + self._down_bias, *self._last_norm)


def _normalised(x: Floats, weight: Floats, bias: Floats) -> Floats:
    centred = x - x.mean(axis=-1, keepdims=True)
    result: Floats = centred / np.sqrt((centred**2).mean(axis=-1, keepdims=True) + _EPSILON) * weight + bias
    return result


def _softmax(x: Floats) -> Floats:
    raised = np.exp(x - x.max(axis=-1, keepdims=True))
    result: Floats = raised / raised.sum(axis=-1, keepdims=True)
    return result


def _gelu(x: Floats) -> Floats:
    # Abramowitz and Stegun 7.1.26: the error function to seven digits without another library.
    z = x * np.float32(1 / math.sqrt(2))
    t = 1 / (1 + np.float32(0.3275911) * np.abs(z))
    tail = ((((1.061405429 * t - 1.453152027) * t + 1.421413741) * t - 0.284496736) * t + 0.254829592) * t
    erf = np.sign(z) * (1 - tail * np.exp(-z * z))
    result: Floats = np.float32(0.5) * x * (1 + erf)
    return result


def _mapped(path: Path) -> dict[str, Any]:
    """The tensors of a safetensors file: eight bytes of header length, a JSON header, then the numbers."""
    with path.open("rb") as file:
        (length,) = struct.unpack("<Q", file.read(8))
        header: dict[str, Any] = json.loads(file.read(length))
    tensors: dict[str, Any] = {}
    for name, entry in header.items():
        if name != "__metadata__" and entry["dtype"] == "F32":
            start, _ = entry["data_offsets"]
            shape = tuple(entry["shape"])
            tensors[name] = np.memmap(path, dtype=np.float32, mode="r", offset=8 + length + start, shape=shape)
    return tensors
