"""Hours of the day as angles, because 23:30 and 0:30 are an hour apart.

Mardia and Jupp, Directional Statistics (2000), chapter 2; the test of Rayleigh by Zar, Biostatistical Analysis (2010), 27.1.
"""

import math
from statistics import median

DAY_S = 86_400


def mean_hour(seconds):
    """The usual hour of the day, 0 to below 24, and how concentrated the hours are around it, 0 to 1.

    The concentration is freed of its bias: a few hours that are spread by chance have one near 0.
    """
    n = len(seconds)
    angles = [second * math.tau / DAY_S for second in seconds]
    # Sums in a fixed order give the same bits in every run.
    x = math.fsum(math.cos(angle) for angle in angles) / n
    y = math.fsum(math.sin(angle) for angle in angles) / n
    length = min(1.0, math.hypot(x, y))
    unbiased = max(0.0, (n * length * length - 1) / (n - 1))
    return math.atan2(y, x) % math.tau * 24 / math.tau, math.sqrt(unbiased), length


def chance(length, n):
    """How often hours that are spread by chance are as concentrated as these or more."""
    r = n * length
    return min(1.0, math.exp(math.sqrt(1 + 4 * n + 4 * (n * n - r * r)) - (1 + 2 * n)))


def spread_hours(seconds, hour):
    """Hours around the usual one within which half of the hours lie."""
    distances = [abs(second / 3600 - hour) for second in seconds]
    return median(min(distance, 24 - distance) for distance in distances)
