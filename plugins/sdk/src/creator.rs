//! One creator, section by section.

use std::cell::OnceCell;

use serde::de::DeserializeOwned;

use crate::dates::days_between;
use crate::facts::{
    Account, Audience, AudienceOf, CampaignRecord, Comment, FollowerRecord, HistoryPoint, Instant, Overlap, Post,
    Profile, Provenance, Rate, Rating, Relationship, Reported,
};
use crate::source::Source;
use crate::{AudienceView, Column, PostsView, Quantity, Unit};

/// The creator that is judged. A section is pulled from the host when it is first asked for, and kept until the check
/// has answered; what is not asked for costs nothing.
pub struct Creator<'a> {
    source: Source<'a>,
    as_of: Instant,
    sections: Sections,
}

macro_rules! sections {
    ($($(#[$doc:meta])* $name:ident $method:ident: $type:ty => $given:ty, $get:expr;)+) => {
        #[derive(Default)]
        struct Sections {
            $($name: OnceCell<$type>,)+
            posts: OnceCell<Option<Vec<Post>>>,
        }

        impl Creator<'_> {
            $(
                $(#[$doc])*
                pub fn $method(&self) -> $given {
                    let section = self.sections.$name.get_or_init(|| self.source.$name());
                    $get(section)
                }
            )+
        }
    };
}

sections! {
    /// Who the creator is, with the account that counts.
    profile profile: Profile => &Profile, |profile| profile;
    /// All accounts of the creator, the one that counts among them.
    accounts accounts: Vec<Account> => &[Account], Vec::as_slice;
    /// Who follows, likes and comments: at most one of each.
    audience audiences: Option<Vec<Audience>> => Option<&[Audience]>, Option::as_deref;
    /// Follower counts and averages over time, the oldest first.
    history history: Option<Vec<HistoryPoint>> => Option<&[HistoryPoint]>, Option::as_deref;
    /// A sample of comments below the account's posts.
    comments comments: Option<Vec<Comment>> => Option<&[Comment]>, Option::as_deref;
    /// A sample of the followers' own profiles, without names.
    follower_sample follower_sample: Option<Vec<FollowerRecord>> => Option<&[FollowerRecord]>, Option::as_deref;
    /// Aggregates as a provider reports them.
    reported reported: Option<Reported> => Option<&Reported>, Option::as_ref;
    /// Prices that the creator asks.
    rates rates: Option<Vec<Rate>> => Option<&[Rate]>, Option::as_deref;
    /// Human ratings of the creator.
    ratings ratings: Option<Vec<Rating>> => Option<&[Rating]>, Option::as_deref;
    /// Campaigns that the creator took part in.
    past_campaigns past_campaigns: Option<Vec<CampaignRecord>> => Option<&[CampaignRecord]>, Option::as_deref;
    /// What the agency knows of working with the creator.
    relationship relationship: Option<Relationship> => Option<&Relationship>, Option::as_ref;
    /// Shared followers with other creators.
    overlap overlap: Option<Vec<Overlap>> => Option<&[Overlap]>, Option::as_deref;
    /// The agency's own fields, as the text of a JSON object.
    attributes attributes: Option<String> => Option<&str>, Option::as_deref;
}

impl<'a> Creator<'a> {
    pub(crate) fn new(source: Source<'a>, as_of: Instant) -> Self {
        Self { source, as_of, sections: Sections::default() }
    }

    /// The moment of the decision. Ages are counted to it.
    pub fn as_of(&self) -> Instant {
        self.as_of
    }

    /// The creator's stable identifier.
    pub fn id(&self) -> &str {
        &self.profile().id
    }

    /// The account that counts.
    pub fn account(&self) -> &Account {
        &self.profile().account
    }

    /// The platform of the account that counts, as tables and documents write it: `instagram`.
    pub fn platform(&self) -> &'static str {
        self.account().platform.name()
    }

    /// The tier that the pack's tier rule gave; `none` below and between the tiers.
    pub fn tier(&self) -> &str {
        self.profile().tier.as_deref().unwrap_or("none")
    }

    /// Followers or subscribers.
    pub fn followers(&self) -> Quantity {
        Quantity::count(self.account().followers, "creator.accounts[].followers")
    }

    /// Accounts that the account follows.
    pub fn following(&self) -> Quantity {
        Quantity::count(self.account().following, "creator.accounts[].following")
    }

    /// Posts ever published.
    pub fn posts_total(&self) -> Quantity {
        Quantity::count(self.account().posts_total, "creator.accounts[].posts_total")
    }

    /// Days since the counts of the account were true.
    pub fn facts_age_days(&self) -> Quantity {
        self.age_days([self.account().provenance.as_ref()], "creator.accounts[].provenance.as_of")
    }

    /// Days since a block of facts was true, 0 or more, by the first of the provenances that says when.
    pub fn age_days<'p>(
        &self,
        provenances: impl IntoIterator<Item = Option<&'p Provenance>>,
        field: &'static str,
    ) -> Quantity {
        let at = provenances.into_iter().flatten().find_map(|provenance| provenance.as_of);
        Quantity::new(at.map(|at| days_between(at, self.as_of).max(0.0)), Unit::Days, field)
    }

    /// The make-up of the followers, measure by measure.
    pub fn audience(&self) -> AudienceView<'_> {
        self.audience_of(AudienceOf::Followers)
    }

    /// The make-up of the followers, the likers or the commenters.
    pub fn audience_of(&self, of: AudienceOf) -> AudienceView<'_> {
        let found = self.audiences().unwrap_or_default().iter().find(|audience| audience.of == of);
        AudienceView { creator: self, audience: found }
    }

    /// Every post up to the moment of the decision, the newest first.
    pub fn posts(&self) -> PostsView<'_> {
        let posts = self.sections.posts.get_or_init(|| self.source.posts(u32::MAX)).as_deref();
        PostsView::new(posts, self.as_of)
    }

    /// The newest posts alone, at most `limit` of them. They are pulled anew at each call.
    pub fn newest_posts(&self, limit: u32) -> Option<Vec<Post>> {
        self.source.posts(limit)
    }

    /// All values of a numeric field in one call, cheaper than a section: `creator.accounts[].posts[].likes` gives one for
    /// each post of the account that counts.
    pub fn numbers(&self, path: &'static str) -> Vec<Option<f64>> {
        self.source.numbers(path)
    }

    /// The same as a column.
    pub fn column(&self, path: &'static str, unit: Unit) -> Column {
        Column::new(self.numbers(path), unit, path)
    }

    /// A section in the author's own form, read from its JSON; none where it is unknown. For facts that are newer than
    /// this crate.
    ///
    /// # Errors
    ///
    /// Where the section does not have that form, with the path of the field.
    pub fn section<T: DeserializeOwned>(&self, name: &str) -> Result<Option<T>, String> {
        self.source.section(name).map(|text| crate::json::read(&text)).transpose()
    }
}
