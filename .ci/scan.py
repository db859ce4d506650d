"""What must not leave with a release: secrets, libraries with known holes, a careless container.

Writes the bill of materials (CycloneDX JSON) to the file named by the first argument. Status 1 when a scan found
something. Advisories come from a service on the network: where none answers, that is said and nothing is claimed.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
DIGESTS = ("--disable-plugin", "HexHighEntropyString")
"""Models and pinned floors are named by SHA-256, which looks like a key and is none."""
INVENTED = ("--disable-plugin", "KeywordDetector")
"""Tests sign in people who do not exist."""


def tool(name: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run one scanner of this environment at the top of the repository."""
    return subprocess.run([BIN / name, *arguments], cwd=HERE, capture_output=True, text=True, check=False)


def secrets() -> str:
    """Look for keys and passwords in everything that is committed."""
    tracked = subprocess.run(["git", "ls-files"], cwd=HERE, capture_output=True, text=True, check=True)
    files = [
        name
        for name in tracked.stdout.splitlines()
        if name != "requirements.txt" and not name.endswith(".npz")
    ]
    tests = [name for name in files if name.startswith("tests/")]
    rest = [name for name in files if not name.startswith("tests/")]
    found = [
        tool("detect-secrets-hook", *DIGESTS, *extra, *names)
        for extra, names in (((), rest), (INVENTED, tests))
    ]
    if any(run.returncode for run in found):
        raise SystemExit("\n".join(run.stdout + run.stderr for run in found))
    return f"{len(files)} files, none holds a secret"


def materials(target: Path) -> str:
    """Write what the release is made of."""
    target.parent.mkdir(parents=True, exist_ok=True)
    run = tool("cyclonedx-py", "requirements", "requirements.txt", "--output-file", str(target))
    if run.returncode:
        raise SystemExit(run.stderr)
    return f"{len(json.loads(target.read_text(encoding='utf-8'))['components'])} libraries in {target.name}"


def advisories() -> str:
    """Ask for known holes of every library in the lock file."""
    run = tool("pip-audit", "--require-hashes", "--disable-pip", "-r", "requirements.txt", "-f", "json")
    try:
        libraries = json.loads(run.stdout)["dependencies"]
    except ValueError:
        return f"NOT ASKED: {run.stderr.strip().splitlines()[-1] if run.stderr.strip() else 'no answer'}"
    holes = [f"{item['name']} {hole['id']}" for item in libraries for hole in item.get("vulns", ())]
    if holes:
        raise SystemExit("Known holes: " + ", ".join(holes))
    asked = sum("vulns" in item for item in libraries)
    if asked == 0:
        return f"NOT ASKED: no advisory service answers here for any of {len(libraries)} libraries"
    return f"{asked} of {len(libraries)} libraries asked, no known hole"


def container() -> str:
    """Check the Containerfile; versions of Debian's packages follow its security updates and are not pinned."""
    run = tool("hadolint", "--no-color", "--ignore", "DL3008", "deploy/Containerfile")
    if run.returncode:
        raise SystemExit(run.stdout)
    return "the Containerfile has no finding"


if __name__ == "__main__":
    for name, said in {
        "secrets": secrets,
        "materials": lambda: materials(HERE / sys.argv[1]),
        "advisories": advisories,
        "container": container,
    }.items():
        print(f"{name:<12}{said()}", flush=True)
