"""The stand-ins over plain HTTP: what they check, show and remember."""

from tests.gateways.outside import outside, outside_process  # noqa: F401  (fixtures)
