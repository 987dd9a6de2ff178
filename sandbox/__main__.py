"""`python -m sandbox --port N [--host H] [--data DIR]`"""

import argparse
from pathlib import Path

from sandbox.app import create_app

parser = argparse.ArgumentParser(prog="sandbox", description="stand-ins for the outside")
parser.add_argument("--host", default="127.0.0.1")
parser.add_argument("--port", type=int, required=True)
parser.add_argument("--data", type=Path, help="folder to remember in; without: in memory")
parser.add_argument("--token-seconds", type=int, default=7200, help="life of WeChat's token")
chosen = parser.parse_args()
create_app(folder=chosen.data, token_seconds=chosen.token_seconds).run(
    host=chosen.host, port=chosen.port, single_process=True, access_log=False, motd=False
)
