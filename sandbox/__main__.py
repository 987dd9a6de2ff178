"""`python -m sandbox --port N`"""

import argparse

from sandbox.app import create_app

parser = argparse.ArgumentParser(prog="sandbox", description="stand-ins for the outside")
parser.add_argument("--host", default="127.0.0.1")
parser.add_argument("--port", type=int, required=True)
parser.add_argument("--token-seconds", type=int, default=7200)
chosen = parser.parse_args()
create_app(token_seconds=chosen.token_seconds).run(
    host=chosen.host, port=chosen.port, single_process=True, access_log=False, motd=False
)
