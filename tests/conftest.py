"""What every test gets: the policy of this suite and real servers to run against."""

pytest_plugins = [
    "tests.support.policy",
    "tests.support.network_guard",
    "tests.support.databases",
    "tests.support.redis_server",
    "tests.support.app",
    "tests.support.nginx",
    "tests.support.sandbox",
    "tests.support.house",
]
