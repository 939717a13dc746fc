"""Do the locks carry what pyproject.toml asks for, each with its hashes?

Whether a newer release exists is not asked: that needs the network and a decision. `make locks` makes them anew.
"""

import re
import sys
import tomllib
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from setting_up import LOCKED_ALONE, LOCKED_EXTRAS, ROOT

_NAME = re.compile(r"[A-Za-z0-9._-]+")


def normal(name: str) -> str:
    """A package's name as the lock spells it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def locked(file: str) -> set[str]:
    """The packages of a lock; each must be pinned and carry a hash."""
    text = (ROOT / file).read_text().replace("\\\n", " ")
    names = set()
    for line in text.splitlines():
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        name = _NAME.match(line)
        if not name or "==" not in line or "--hash=sha256:" not in line:
            sys.exit(f"{file}: not pinned with a hash: {line[:60]}")
        names.add(normal(name.group()))
    return names


def asked(*extras: str) -> set[str]:
    """The packages that pyproject.toml names."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    wanted = [*project["dependencies"], *(each for extra in extras for each in project["optional-dependencies"][extra])]
    return {normal(name.group()) for each in wanted if (name := _NAME.match(each))}


def main() -> None:
    """Compare both locks with what is asked for."""
    for file, extras in LOCKED_EXTRAS.items():
        if missing := asked(*extras) - locked(file):
            sys.exit(f"{file} lacks {', '.join(sorted(missing))}; run: make locks")
    for file in LOCKED_ALONE:
        locked(file)


if __name__ == "__main__":
    main()
