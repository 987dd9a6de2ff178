"""The examples of deploy/ are ones a machine would take."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from datetime import date
from fnmatch import fnmatch
from pathlib import Path

import httpx
import pytest

from tests.support.processes import ROOT, Process, accepts, free_port, program


def certificate(folder: Path) -> None:
    subprocess.run(
        [
            *(program("openssl"), "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1"),
            *("-subj", "/CN=haochaping.example"),
            *("-keyout", str(folder / "haochaping.key"), "-out", str(folder / "haochaping.pem")),
        ],
        check=True,
        capture_output=True,
    )


class Site:
    """The examples of deploy/nginx/ in a folder of this run, with ports anybody may open."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.tls, self.plain = folder, free_port(), free_port()
        shutil.copyfile(ROOT / "nginx.conf", folder / "nginx.conf")
        certificate(folder)
        (folder / "site").mkdir()
        places = ("/etc/nginx/tls", "/var/log/nginx", "/var/log/haochaping", "/run")
        user = "user root;" if os.geteuid() == 0 else ""
        for example in (ROOT / "deploy" / "nginx").iterdir():
            text = example.read_text().replace("user www-data;", user)
            for place in places:
                text = text.replace(f" {place}/", f" {folder}/")
            text = re.sub(r"(listen (?:\[::\]:)?)443\b", rf"\g<1>{self.tls}", text)
            text = re.sub(r"(listen (?:\[::\]:)?)80\b", rf"\g<1>{self.plain}", text)
            (folder / "site" / example.name).write_text(text)
        # Temporary folders of this run; on a machine the package's own are used.
        with (folder / "site" / "http.conf").open("a") as http:
            for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"):
                http.write(f"{name}_temp_path {folder}/{name};\n")

    def command(self, *words: str) -> list[str]:
        return [program("nginx"), *words, "-c", str(self.folder / "nginx.conf"), "-e", "stderr"]


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    """A real nginx with the example site and TLS."""
    made = Site(tmp_path)
    tried = subprocess.run(made.command("-t"), capture_output=True, text=True)
    assert tried.returncode == 0, tried.stderr
    running = Process(made.command("-g", "daemon off;"), log=tmp_path / "output")
    running.wait_until(lambda: accepts(made.tls))
    yield made
    running.stop()


def asked(url: str, name: str) -> httpx.Response:
    with httpx.Client(verify=False) as client:
        return client.get(url, headers={"host": name}, extensions={"sni_hostname": name})


def test_the_example_site_speaks_tls_to_its_own_name_alone(site: Site) -> None:
    tls, plain = f"https://127.0.0.1:{site.tls}/", f"http://127.0.0.1:{site.plain}/m/?v=1"
    answer = asked(tls, "haochaping.example")
    assert (answer.status_code, answer.headers["location"][-9:]) == (302, "/results/")
    assert answer.headers["strict-transport-security"] == "max-age=31536000"
    moved = asked(plain, "haochaping.example")
    assert moved.headers["location"] == "https://haochaping.example/m/?v=1"
    assert "strict-transport-security" not in moved.headers
    for url in (tls, plain):
        with pytest.raises(httpx.TransportError):
            asked(url, "elsewhere.example")


def test_no_log_is_rotated_by_two() -> None:
    """Debian's own configurations rotate /var/log/nginx/*.log and /var/log/postgresql/*.log."""
    written = re.findall(r"^access_log (\S+)", (ROOT / "deploy/nginx/http.conf").read_text(), re.M)
    rotated = re.findall(r"^(/\S+) {", (ROOT / "deploy/logrotate/haochaping").read_text(), re.M)
    database = (ROOT / "deploy/postgresql/logging.conf").read_text()
    [folder] = re.findall(r"^log_directory = '(\S+)'", database, re.M)
    [name] = re.findall(r"^log_filename = '(\S+)'", database, re.M)
    assert written == rotated
    logs = [f"{written[0]}-20261126", f"{folder}/{date(2026, 11, 26):{name}}"]
    for log in (*written, *logs):
        assert not fnmatch(log, "/var/log/nginx/*.log")
        assert not fnmatch(log, "/var/log/postgresql/*.log")
    [kept] = re.findall(r"access=(\S+),database=(\S+)", (ROOT / ".env.example").read_text())
    assert all(fnmatch(log, pattern) for log, pattern in zip(logs, kept, strict=True))


def test_scripts_are_programs_bash_can_read() -> None:
    scripts = [
        *(one for one in (ROOT / "scripts").iterdir() if one.suffix != ".py"),
        ROOT / ".ci" / "run",
        ROOT / "deploy" / "backup",
        ROOT / "deploy" / "restore",
    ]
    for script in scripts:
        assert script.stat().st_mode & 0o111, f"{script.name} is not executable"
        subprocess.run(["bash", "-n", script], check=True)
