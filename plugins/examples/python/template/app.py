"""{{name}}: does the account have followers enough?"""

from saring import Unit, answer, export, quantity, ramp, unknown

FOLLOWERS = "creator.accounts[].followers"

ABOUT = {
    "id": "{{name}}",
    "version": "0.1.0",
    "title": "Followers enough",
    "fields": [FOLLOWERS],
    "reasons": {
        "{{name}}.followers": {"en": "{followers} followers.", "id": "{followers} followers."},
        "{{name}}.no-followers": {
            "en": "Nobody has said how many followers the account has.",
            "id": "Jumlah followers akun ini belum diketahui.",
        },
    },
    "params": {
        "followers_full": {
            "type": "integer",
            "unit": "followers",
            "min": 1,
            "default": 10000,
            "doc": "This many followers have all points.",
            "source": "Proposal",
        },
    },
}


def judge(creator, params):
    """The answer for one creator."""
    followers = creator.profile().account.followers
    if followers is None:
        return unknown("{{name}}.no-followers").missing(FOLLOWERS)
    measured = quantity("followers", followers, Unit.COUNT, [FOLLOWERS])
    return (
        answer(1.0)
        .part("followers", measured, ramp(0, params["followers_full"]), 1)
        .reason("{{name}}.followers", followers=measured)
    )


Plugin, CreatorCheck = export(ABOUT, judge)
