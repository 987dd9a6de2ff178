"""The order of levels."""

from rules.institutions import Level

HEIGHT = {level: height for height, level in enumerate(Level)}  # the city is the lowest number
