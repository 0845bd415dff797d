"""What the check says of itself: fields, reasons in two languages, params."""

AT = "creator.accounts[].posts[].at"
PINNED = "creator.accounts[].posts[].pinned"
ZONE = "creator.tz"


def _param(kind, default, doc, source="Proposal", **more):
    return {"type": kind, "default": default, "doc": doc, "source": source, **more}


ABOUT = {
    "id": "posting-hours",
    "version": "0.1.0",
    "title": "Posts at an hour that followers can learn, while they are awake",
    "fields": [AT, PINNED, ZONE],
    "reasons": {
        "posting-hours.few-posts": {
            "en": "{posts} posts of the last {days} days are not pinned, where {needed} are needed.",
            "id": "Baru {posts} konten dalam {days} hari terakhir yang tidak disematkan, padahal perlu {needed}.",
        },
        "posting-hours.days-only": {
            "en": "Only the days of the {posts} posts are known, not the hours.",
            "id": "Dari {posts} konten hanya tanggalnya yang diketahui, bukan jamnya.",
        },
        "posting-hours.no-zone": {
            "en": "The creator's time zone is not known, and without it an hour says nothing.",
            "id": "Zona waktu kreator tidak diketahui, dan tanpa itu jamnya tidak bisa dinilai.",
        },
        "posting-hours.odd-zone": {
            "en": "The creator's time zone {zone} is not one of the IANA database.",
            "id": "Zona waktu kreator, {zone}, tidak ada di basis data IANA.",
        },
        "posting-hours.habit": {
            "en": "Half of {posts} posts come within {hours} of {hour}.",
            "id": "Setengah dari {posts} konten terbit dalam {hours} dari pukul {hour}.",
        },
        "posting-hours.no-habit": {
            "en": "The hours of {posts} posts could as well be chance: there is no usual hour to plan for.",
            "id": "Jam terbit {posts} konten bisa saja kebetulan: tidak ada jam biasa untuk dijadikan rencana.",
        },
        "posting-hours.night": {
            "en": "{share} of the posts come at night, when hardly anyone sees them fresh.",
            "id": "{share} konten terbit malam hari, saat hampir tidak ada yang melihatnya.",
        },
        "posting-hours.weeks": {
            "en": "Posts came in {share} of the last {weeks} weeks.",
            "id": "Ada konten di {share} dari {weeks} minggu terakhir.",
        },
        "posting-hours.machine": {
            "en": "{share} of the posts come on the full minute: a tool publishes them.",
            "id": "{share} konten terbit tepat pada menit bulat: diterbitkan oleh alat.",
        },
    },
    "params": {
        "tz": _param(
            "text", "", "Time zone in which hours are judged, such as `Asia/Jakarta`; empty for the creator's own."
        ),
        "posts_min": _param("integer", 12, "Fewest posts to judge by.", unit="posts", min=2),
        "posts_ref": _param("integer", 40, "This many posts are trusted fully.", unit="posts", min=1),
        "posts_max": _param("integer", 60, "The newest so many posts are read.", unit="posts", min=2, max=500),
        "window_days": _param("integer", 182, "Posts of this many days count.", unit="days", min=7),
        "half_life_days": _param(
            "number", 90, "Confidence halves as the newest of them gets this much older.", unit="days", min=1
        ),
        "awake_from": _param("integer", 6, "First local hour at which followers are awake.", unit="hour", min=0, max=23),
        "awake_until": _param("integer", 23, "Local hour from which they sleep.", unit="hour", min=1, max=24),
        "awake_worst": _param("fraction", 0.6, "Share of posts at waking hours with 0 points."),
        "concentration_best": _param(
            "fraction",
            0.7,
            "Concentration of the hours with 100 points.",
        ),
        "weeks_worst": _param("fraction", 0.4, "Share of weeks with a post that has 0 points."),
        "significance": _param(
            "fraction",
            0.05,
            "Hours are a habit where chance would be as regular less often than this.",
            "Rayleigh test, Zar, Biostatistical Analysis (2010), 27.1",
        ),
        "machine_share": _param("fraction", 0.8, "Share of posts on the full minute from which a tool publishes them."),
        "hours_weight": _param("number", 2, "Weight of the concentration of the hours.", min=0),
        "awake_weight": _param("number", 2, "Weight of the share at waking hours.", min=0),
        "weeks_weight": _param("number", 1, "Weight of the share of weeks with a post.", min=0),
    },
}
