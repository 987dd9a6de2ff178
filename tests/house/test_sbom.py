"""What the project is made of is listed whole, and under licences that are allowed."""

import importlib.util
import json
import re
import tomllib
from importlib.machinery import SourceFileLoader
from types import ModuleType

import pytest

from tests.support.processes import ROOT


@pytest.fixture(scope="module")
def sbom() -> ModuleType:
    loader = SourceFileLoader("sbom", str(ROOT / "scripts" / "sbom.py"))
    spec = importlib.util.spec_from_loader("sbom", loader)
    assert spec is not None
    module = importlib.util.module_from_spec(spec)
    loader.exec_module(module)
    return module


def test_every_licence_is_allowed(sbom: ModuleType) -> None:
    found = sbom.packages()
    assert [f"{one.ref}: {one.licence}" for one in sbom.refused(found)] == []
    # And one that is not would be seen.
    found[0].licence = "GPL-3.0-only AND MIT"
    assert sbom.refused(found) == [found[0]]
    found[0].licence = "(GPL-3.0-only OR MIT)"
    assert sbom.refused(found) == []


def test_every_locked_package_is_in_the_document(sbom: ModuleType) -> None:
    document = sbom.document(sbom.packages())
    assert (document["bomFormat"], document["specVersion"]) == ("CycloneDX", "1.6")
    scopes = {one["purl"]: one["scope"] for one in document["components"]}
    assert len(scopes) == len(document["components"]) > 1000
    locked = re.findall(
        r"^([a-z0-9._-]+)==([^\s;\\]+)", (ROOT / "requirements.txt").read_text(), re.M
    )
    assert len(locked) > 30
    assert {scopes[f"pkg:pypi/{name}@{version}"] for name, version in locked} == {"required"}
    web = json.loads((ROOT / "web" / "package-lock.json").read_text())["packages"]
    vue = web["node_modules/vue"]["version"]
    assert scopes[f"pkg:npm/vue@{vue}"] == "required"
    assert scopes[next(one for one in scopes if one.startswith("pkg:pypi/pytest@"))] == "excluded"
    assert all(one["hashes"] for one in document["components"])


def test_nothing_is_looked_up_in_vain(sbom: ModuleType) -> None:
    known = tomllib.loads((ROOT / "deploy" / "licences.toml").read_text())
    there = {one.purl for one in sbom.packages()}
    assert {*known["looked_up"], *known["put_up_with"]} <= there
