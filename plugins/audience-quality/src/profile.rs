//! What is known of one follower's profile.

/// One follower's profile. What is unknown is none, and never 0.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Profile {
    /// Followers of the follower.
    pub followers: Option<f64>,
    /// Accounts that the follower follows.
    pub following: Option<f64>,
    /// Posts of the follower.
    pub posts: Option<f64>,
    /// Whether there is a profile picture.
    pub has_picture: Option<bool>,
    /// Characters in the biography.
    pub bio_length: Option<f64>,
    /// Characters in the user name.
    pub name_length: Option<f64>,
    /// Digits in the user name.
    pub name_digits: Option<f64>,
}

/// A number that a model looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Term {
    /// Followers of the follower.
    Followers,
    /// Accounts that the follower follows.
    Following,
    /// Accounts followed per follower, one added to both.
    FollowingPerFollower,
    /// Posts of the follower.
    Posts,
    /// 1 with a profile picture, 0 without.
    Picture,
    /// Characters in the biography.
    BioLength,
    /// Characters in the user name.
    NameLength,
    /// Digits in the user name.
    NameDigits,
}

impl Term {
    /// Every term, in the order in which scores are summed.
    pub const ALL: [Self; 8] = [
        Self::Followers,
        Self::Following,
        Self::FollowingPerFollower,
        Self::Posts,
        Self::Picture,
        Self::BioLength,
        Self::NameLength,
        Self::NameDigits,
    ];

    /// Its name in a model's table.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Followers => "followers",
            Self::Following => "following",
            Self::FollowingPerFollower => "following-per-follower",
            Self::Posts => "posts",
            Self::Picture => "picture",
            Self::BioLength => "bio-length",
            Self::NameLength => "name-length",
            Self::NameDigits => "name-digits",
        }
    }

    /// The term of a name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|term| term.name() == name)
    }

    /// Its value for a profile, 0 or more; none where a fact that it needs is unknown.
    pub fn of(self, profile: &Profile) -> Option<f64> {
        match self {
            Self::Followers => profile.followers,
            Self::Following => profile.following,
            Self::FollowingPerFollower => profile
                .following
                .zip(profile.followers)
                .map(|(following, followers)| (following + 1.0) / (followers + 1.0)),
            Self::Posts => profile.posts,
            Self::Picture => profile.has_picture.map(|has| f64::from(u8::from(has))),
            Self::BioLength => profile.bio_length,
            Self::NameLength => profile.name_length,
            Self::NameDigits => profile.name_digits,
        }
    }
}
