"""Logging: one line an event on standard error. No query strings, no bodies, no tokens."""

import logging
import sys


def set_up(level: int = logging.INFO) -> None:
    """The only handler there is; libraries speak from WARNING on."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(logging.WARNING)
    logging.getLogger("haochaping").setLevel(level)
