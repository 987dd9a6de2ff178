"""What is installed is pinned by hash, and no file names the registry it came from."""

import json
import re
import subprocess
import tomllib
from pathlib import Path

import pytest

from tests.support.processes import ROOT

EXACT = re.compile(r"\d+\.\d+\.\d+(-[\w.]+)?|file:.+")


def tracked(pattern: str) -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-z", pattern], cwd=ROOT, check=True, capture_output=True, text=True
    )
    return [ROOT / name for name in listed.stdout.split("\0") if name]


@pytest.mark.parametrize("lock", ["requirements.txt", "requirements-dev.txt"])
def test_every_python_package_is_pinned_by_hash(lock: str) -> None:
    text = (ROOT / lock).read_text()
    entries = re.split(r"\n(?=[a-z])", text)
    assert len(entries) > 30
    for entry in entries:
        assert re.match(r"[a-z0-9._-]+==[^\s]+", entry)
        assert "--hash=sha256:" in entry
    assert "://" not in text


def test_both_lock_files_agree() -> None:
    run, develop = (
        dict(re.findall(r"^([a-z0-9._-]+)==(\S+)", (ROOT / name).read_text(), re.MULTILINE))
        for name in ("requirements.txt", "requirements-dev.txt")
    )
    assert {name: develop.get(name) for name in run} == run


def test_every_front_end_is_locked_without_addresses() -> None:
    packages = [path for path in tracked("*package.json") if "node_modules" not in path.parts]
    assert packages
    for package in packages:
        room = package.parent
        assert "omit-lockfile-registry-resolved=true" in (room / ".npmrc").read_text().split()
        locked = json.loads((room / "package-lock.json").read_text())["packages"]
        for name, entry in locked.items():
            assert "resolved" not in entry, f"{room.name}: {name}"
            assert not name or entry.get("link") or "integrity" in entry, f"{room.name}: {name}"


def test_front_ends_pin_exact_versions() -> None:
    for package in tracked("*package.json"):
        described = json.loads(package.read_text())
        for kind in ("dependencies", "devDependencies"):
            for name, version in described.get(kind, {}).items():
                assert re.fullmatch(r"\d+\.\d+\.\d+(-[\w.]+)?|file:.+", version), (
                    f"{package}: {name}"
                )


def test_every_python_dependency_has_its_reason() -> None:
    text = (ROOT / "pyproject.toml").read_text()
    block = text[text.index("\ndependencies = [") : text.index("\n[project.optional")]
    lines = [line for line in block.splitlines() if line.strip().startswith('"')]
    assert len(lines) == len(tomllib.loads(text)["project"]["dependencies"])
    assert all("  # " in line or re.search(r",\s*# ", line) for line in lines)
