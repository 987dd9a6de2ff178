"""The order of levels, and who turns in a circle of parents."""

from rules.institutions import Level

HEIGHT = {level: height for height, level in enumerate(Level)}  # the city is the lowest number


def cycles(parents: dict[str, str]) -> set[str]:
    """The codes that are their own ancestors; "" is the parent of a root."""
    turning: set[str] = set()
    settled: set[str] = {""}
    for start in parents:
        path: dict[str, int] = {}
        code = start
        while code not in settled and code not in path:
            path[code] = len(path)
            code = parents.get(code, "")
        if code in path:
            turning |= {one for one, place in path.items() if place >= path[code]}
        settled |= path.keys()
    return turning
