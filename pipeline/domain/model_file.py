"""Models on disk: arrays in `model.npz`, names and settings in `model.json`, their digests in `metrics.json`.

No pickle: nothing in a model file can run, and loading takes hundredths of a second (docs/decisions/0003).
"""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import numpy.typing as npt

from pipeline.domain.errors import ModelFileError

Array = npt.NDArray[np.float32]
EXACT = ("_nodes", "_line")
"""Endings of names of arrays in which a rounded number could turn a decision."""
ARRAYS, SETTINGS, METRICS = "model.npz", "model.json", "metrics.json"


@dataclass(frozen=True, slots=True)
class Model:
    """The content of one model folder. `path` is for messages."""

    path: Path
    arrays: Mapping[str, Array]
    settings: Mapping[str, Any]

    def array(self, name: str, shape: tuple[int, ...]) -> Array:
        """Return one array, which must have this shape.

        Raises:
            ModelFileError: it is missing or has another shape.
        """
        found = self.arrays.get(name)
        if found is None or found.shape != shape:
            seen = "missing" if found is None else f"of shape {found.shape}"
            raise ModelFileError(str(self.path), f"array {name!r} is {seen}, expected {shape}.")
        return found

    def strings(self, name: str) -> tuple[str, ...]:
        """Return a list of strings from the settings.

        Raises:
            ModelFileError: it is missing or something else.
        """
        try:
            return msgspec.convert(self.settings.get(name), tuple[str, ...])
        except msgspec.ValidationError as error:
            raise ModelFileError(str(self.path), f"{SETTINGS} {name!r}: {error}.") from error


def save_model(
    folder: Path,
    arrays: Mapping[str, npt.NDArray[Any]],
    settings: Mapping[str, Any],
    metrics: Mapping[str, Any],
) -> None:
    """Write a model, numbers in half precision unless bytes or `EXACT`, equal bytes for equal content."""
    folder.mkdir(parents=True, exist_ok=True)
    stored = {name: _stored(name, arrays[name]) for name in sorted(arrays)}
    np.savez_compressed(folder / ARRAYS, allow_pickle=False, **stored)
    (folder / SETTINGS).write_bytes(
        msgspec.json.format(msgspec.json.encode(settings, order="sorted"), indent=1) + b"\n"
    )
    digests = {name: _digest(folder / name) for name in (ARRAYS, SETTINGS)}
    content = msgspec.json.encode({**metrics, "sha256": digests}, order="sorted")
    (folder / METRICS).write_bytes(msgspec.json.format(content, indent=1) + b"\n")


def load_model(folder: Path) -> Model:
    """Read a model whose files are those that `metrics.json` speaks of.

    Raises:
        ModelFileError: a file is missing, damaged or another one.
    """
    try:
        digests = msgspec.json.decode((folder / METRICS).read_bytes())["sha256"]
        for name in (ARRAYS, SETTINGS):
            if _digest(folder / name) != digests[name]:
                raise ModelFileError(str(folder / name), "is not the file that metrics.json was measured on.")
        settings = msgspec.json.decode((folder / SETTINGS).read_bytes())
        with np.load(folder / ARRAYS, allow_pickle=False) as stored:
            arrays = {name: stored[name].astype(np.float32) for name in stored.files}
    except (OSError, KeyError, TypeError, ValueError, zipfile.BadZipFile) as error:
        raise ModelFileError(str(folder), f"cannot be read ({error}).") from error
    return Model(folder, arrays, settings)


def _stored(name: str, array: npt.NDArray[Any]) -> npt.NDArray[Any]:
    if array.dtype == np.int8:
        return array
    return np.asarray(array, dtype=np.float32 if name.endswith(EXACT) else np.float16)


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
