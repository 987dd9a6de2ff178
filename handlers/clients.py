"""Which browser on which system asks, by names people know; of the rest nothing is kept."""

BROWSERS = (
    ("MicroMessenger", "WeChat"),
    ("Edg", "Edge"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
SYSTEMS = (
    ("HarmonyOS", "HarmonyOS"),
    ("Android", "Android"),
    ("iPhone", "iOS"),
    ("iPad", "iPadOS"),
    ("Windows", "Windows"),
    ("Mac OS", "macOS"),
    ("Linux", "Linux"),
)


def client_of(user_agent: str) -> str:
    """Browser and system, such as `Chrome · Windows`; empty if neither is known."""
    found = [
        next((name for sign, name in kinds if sign in user_agent), "")
        for kinds in (BROWSERS, SYSTEMS)
    ]
    return " · ".join(name for name in found if name)
