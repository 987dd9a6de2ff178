#!/usr/bin/env python3
"""What the project is made of, from its lock files: a CycloneDX document, and the licences.

    scripts/sbom.py sbom.cdx.json      write the document
    scripts/sbom.py --licences         list every licence with its packages
    scripts/sbom.py --check            fail if a licence is not allowed (deploy/licences.toml)

`scope` is "required" for what is installed or shipped, "excluded" for tools of development.
"""

import base64
import json
import re
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib import metadata
from pathlib import Path
from urllib.parse import quote

ROOT = Path(__file__).resolve().parent.parent
SHIPPED = ("deploy/fonts", "miniprogram", "web")
TOOLS = ("contract", "tests/browser/wechat", "tests/browser/wechat/compiler")
PINNED = re.compile(r"^([a-z0-9._-]+)==([^\s;\\]+)((?:.*\n)(?:[ \t].*\n)*)", re.MULTILINE)
NOT_STATED = "NOASSERTION"


@dataclass
class Package:
    """One package of a lock file."""

    purl: str  # without its version
    name: str
    version: str
    licence: str
    shipped: bool
    hashes: list[tuple[str, str]] = field(default_factory=list)

    @property
    def ref(self) -> str:
        return f"{self.purl}@{self.version}"


def packages() -> list[Package]:
    """Every package once, shipped if any room ships it, by its reference."""
    known = tomllib.loads((ROOT / "deploy" / "licences.toml").read_text())
    found: dict[str, Package] = {}
    for one in [*_python(known), *_npm(known)]:
        there = found.setdefault(one.ref, one)
        there.shipped |= one.shipped
    return [found[ref] for ref in sorted(found)]


def _python(known: dict) -> Iterator[Package]:
    runtime = {name for name, _, _ in PINNED.findall((ROOT / "requirements.txt").read_text())}
    for name, version, rest in PINNED.findall((ROOT / "requirements-dev.txt").read_text()):
        purl = f"pkg:pypi/{name}"
        licence = known["looked_up"].get(purl) or _stated(name, known["words"])
        hashes = [("SHA-256", one) for one in re.findall(r"--hash=sha256:([0-9a-f]+)", rest)]
        yield Package(purl, name, version, licence, name in runtime, hashes)


def _stated(name: str, words: dict[str, str]) -> str:
    """What the installed package says, as an SPDX expression."""
    try:
        said = metadata.metadata(name)
    except metadata.PackageNotFoundError:
        return NOT_STATED
    if said.get("License-Expression"):
        return said["License-Expression"]
    short = (said.get("License") or "").split("\n")[0].strip()
    classes = [
        one.rsplit(" :: ", 1)[1] for one in said.get_all("Classifier", []) if "License :: " in one
    ]
    # The field is the author's own word and often the exact one; a class names a family.
    for one in (short, *classes):
        if one and one != "UNKNOWN":
            return words.get(one, one)
    return NOT_STATED


def _npm(known: dict) -> Iterator[Package]:
    for room in (*SHIPPED, *TOOLS):
        locked = json.loads((ROOT / room / "package-lock.json").read_text())["packages"]
        for path, entry in locked.items():
            if not path or entry.get("link") or "version" not in entry or "integrity" not in entry:
                continue
            name = entry.get("name") or path.rsplit("node_modules/", 1)[1]
            purl = f"pkg:npm/{quote(name, safe='/')}"
            licence = entry.get("license") or known["looked_up"].get(purl, NOT_STATED)
            shipped = room in SHIPPED and not entry.get("dev")
            algorithm, _, digest = entry["integrity"].split(" ")[0].partition("-")
            hashes = [(algorithm.upper().replace("SHA", "SHA-"), base64.b64decode(digest).hex())]
            yield Package(purl, name, entry["version"], licence, shipped, hashes)


def alternatives(licence: str) -> list[list[str]]:
    """`A OR (B AND C)`: what may be chosen, each choice with all that comes with it."""
    choices = re.split(r"\s+OR\s+", licence.strip("() "))
    return [re.split(r"\s+AND\s+", one.strip("() ")) for one in choices]


def refused(found: list[Package]) -> list[Package]:
    """Packages of which no choice of licence is allowed, and nobody has said why they may stay."""
    known = tomllib.loads((ROOT / "deploy" / "licences.toml").read_text())
    allowed = set(known["allowed"])
    return [
        one
        for one in found
        if one.purl not in known["put_up_with"]
        and not any(set(choice) <= allowed for choice in alternatives(one.licence))
    ]


def document(found: list[Package]) -> dict:
    """CycloneDX 1.6; the same lock files give the same bytes."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    itself = {"type": "application", "bom-ref": project["name"], "name": project["name"]}
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": {**itself, "version": project["version"]}},
        "components": [_component(one) for one in found],
        "dependencies": [{"ref": project["name"], "dependsOn": [one.ref for one in found]}],
    }


def _component(one: Package) -> dict:
    group, _, name = one.name.rpartition("/")
    return {
        "type": "library",
        "bom-ref": one.ref,
        **({"group": group} if group else {}),
        "name": name,
        "version": one.version,
        "scope": "required" if one.shipped else "excluded",
        # A package of Python has a hash for each platform's file; any of them may be installed.
        "hashes": [{"alg": algorithm, "content": digest} for algorithm, digest in one.hashes],
        "licenses": [_licence(one.licence)],
        "purl": one.ref,
    }


def _licence(said: str) -> dict:
    spdx = [part for choice in alternatives(said) for part in choice]
    if said == NOT_STATED or "BSD" in spdx:
        return {"license": {"name": said}}
    return {"expression": said} if len(spdx) > 1 else {"license": {"id": said}}


def main(words: list[str]) -> int:
    found = packages()
    if words == ["--check"]:
        for one in refused(found):
            print(f"{one.ref}: {one.licence} is not among deploy/licences.toml", file=sys.stderr)
        return 1 if refused(found) else 0
    if words == ["--licences"]:
        for licence in sorted({one.licence for one in found}):
            print(licence)
            for one in found:
                if one.licence == licence:
                    print(f"    {one.ref}{'' if one.shipped else '  (tool)'}")
        return 0
    if len(words) != 1 or words[0].startswith("-"):
        print(__doc__, file=sys.stderr)
        return 2
    Path(words[0]).parent.mkdir(parents=True, exist_ok=True)
    Path(words[0]).write_text(json.dumps(document(found), indent=1, ensure_ascii=False) + "\n")
    print(f"{len(found)} packages in {words[0]}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
