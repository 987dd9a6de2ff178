"""The examples of deploy/ are ones a machine would take."""

import re
import shutil
import subprocess
from pathlib import Path

from tests.support.processes import ROOT, program


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


def test_nginx_takes_the_example_site(tmp_path: Path) -> None:
    shutil.copyfile(ROOT / "nginx.conf", tmp_path / "nginx.conf")
    certificate(tmp_path)
    site = tmp_path / "site"
    site.mkdir()
    for example in (ROOT / "deploy" / "nginx").iterdir():
        text = example.read_text()
        for place in ("/etc/nginx/tls", "/var/log/nginx", "/run"):
            text = text.replace(f" {place}/", f" {tmp_path}/")
        # Ports only root may open.
        text = re.sub(r"(listen (?:\[::\]:)?)(443|80)\b", r"\g<1>20\2", text)
        (site / example.name).write_text(text)
    # Temporary folders of this run; on a machine the package's own are used.
    for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"):
        with (site / "http.conf").open("a") as http:
            http.write(f"{name}_temp_path {tmp_path}/{name};\n")
    tried = subprocess.run(
        [program("nginx"), "-t", "-c", str(tmp_path / "nginx.conf"), "-e", "stderr"],
        capture_output=True,
        text=True,
    )
    assert tried.returncode == 0, tried.stderr


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
