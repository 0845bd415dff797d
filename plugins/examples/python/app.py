"""posting-hours: do posts come at an hour that followers can learn, while they are awake?

The newest posts of half a year that are not pinned, in the creator's time zone or in the one that the pack names. Three
parts: how concentrated the hours are, how many posts come at waking hours, and in how many weeks there was one. Slots of a
campaign can be agreed with a creator who has all three.
"""

import math
from datetime import datetime, timedelta, timezone

from about import ABOUT, AT, PINNED, ZONE
from circular import chance, mean_hour, spread_hours
from saring import Actor, Unit, answer, export, quantity, ramp, unknown
from zones import zone

DAY_MS = 86_400_000
WEEK_DAYS = 7
EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)


def judge(creator, params):
    """The answer for one creator."""
    moments = published(creator, params)
    if len(moments) < params["posts_min"]:
        return unknown(
            "posting-hours.few-posts",
            posts=(len(moments), Unit.COUNT),
            days=(params["window_days"], Unit.COUNT),
            needed=(params["posts_min"], Unit.COUNT),
        ).missing("creator.accounts[].posts")
    if all(at % DAY_MS == 0 for at in moments):
        return unknown("posting-hours.days-only", posts=(len(moments), Unit.COUNT)).missing(AT)
    name = params["tz"] or creator.profile().tz
    if name is None:
        return unknown("posting-hours.no-zone").missing(ZONE)
    place = zone(name)
    if place is None:
        return unknown("posting-hours.odd-zone", zone=name).missing(ZONE)
    return judged(creator.as_of, moments, place, params)


def published(creator, params):
    """When the newest unpinned posts of the window were published, in milliseconds since 1970, the newest first."""
    now = creator.as_of
    posts = creator.posts(params["posts_max"]) or []
    oldest = now - params["window_days"] * DAY_MS
    return [post.at for post in posts if not post.pinned and oldest <= post.at <= now]


def judged(now, moments, place, params):
    """The answer from moments that are enough, in a time zone that is known."""
    local = [(EPOCH + timedelta(milliseconds=at)).astimezone(place) for at in moments]
    seconds = [at.hour * 3600 + at.minute * 60 + at.second for at in local]
    n = len(moments)
    hour, concentration, length = mean_hour(seconds)
    is_habit = chance(length, n) < params["significance"]
    waking = sum(params["awake_from"] <= at.hour < params["awake_until"] for at in local) / n
    lived, weeks = weeks_with_posts(now, moments, params["window_days"])
    full_minutes = sum(at.second == 0 and at.microsecond == 0 for at in local) / n

    def by(name, value, *fields):
        return quantity(name, value, Unit.FRACTION, (AT, PINNED, *fields), sample=n, actor=Actor.CREATOR)

    awake = by("waking_share", waking, ZONE)
    steady = by("weeks_with_posts", lived / weeks)
    newest_days = (now - moments[0]) / DAY_MS
    confidence = min(1.0, n / params["posts_ref"]) * 0.5 ** (newest_days / params["half_life_days"])
    a = (
        answer(confidence)
        .part(
            "hours",
            by("hour_concentration", concentration if is_habit else 0, ZONE),
            ramp(0, params["concentration_best"]),
            params["hours_weight"],
        )
        .part("awake", awake, ramp(params["awake_worst"], 1), params["awake_weight"])
        .part("weeks", steady, ramp(params["weeks_worst"], 1), params["weeks_weight"])
        .evidence(quantity("usual_hour", hour, Unit.NUMBER, (AT, PINNED, ZONE), sample=n))
    )
    posts = (n, Unit.COUNT)
    if is_habit:
        clock = f"{int(hour):02}:{int(hour % 1 * 60):02}"
        a.reason("posting-hours.habit", posts=posts, hours=(spread_hours(seconds, hour), Unit.HOURS), hour=clock)
    else:
        a.flag("no_usual_hour").reason("posting-hours.no-habit", posts=posts)
    if waking < 1:
        a.reason("posting-hours.night", share=(1 - waking, Unit.FRACTION))
    a.reason("posting-hours.weeks", share=steady, weeks=(weeks, Unit.COUNT))
    if full_minutes >= params["machine_share"]:
        a.flag("published_by_tool").reason("posting-hours.machine", share=(full_minutes, Unit.FRACTION))
    return a


def weeks_with_posts(now, moments, window_days):
    """In how many of the weeks since the oldest post, or since the window began, there was one."""
    ages = [int((now - at) // (WEEK_DAYS * DAY_MS)) for at in moments]
    weeks = min(math.ceil(window_days / WEEK_DAYS), max(ages) + 1)
    return len({age for age in ages if age < weeks}), weeks


def settings(params):
    """Why the params make no sense together."""
    if params["awake_from"] >= params["awake_until"]:
        return "`awake_from` must be before `awake_until`"
    if params["tz"] and zone(params["tz"]) is None:
        return f"`tz` is `{params['tz']}`, which is no time zone of the IANA database"
    return None


Plugin, CreatorCheck = export(ABOUT, judge, settings)
