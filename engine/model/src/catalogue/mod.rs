//! The field catalogue: every field of a creator and a campaign, derived from the published schemas.
//!
//! Static checking of scripts, evidence, import mappings and documentation read
//! this one table; nobody keeps a second list of fields.

mod field_set;
mod walk;

pub use field_set::{FIELDS_MAX, FieldSet};

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::schema::schema;
use crate::timeline::Timeline;
use crate::{Campaign, Creator};

/// A field of the catalogue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FieldId(u16);

impl FieldId {
    /// The place of the field in the catalogue.
    pub fn index(self) -> usize {
        usize::from(self.0)
    }
}

/// One field: a leaf such as a count, or a block such as a list of posts.
#[derive(Debug, Clone, PartialEq)]
pub struct Field {
    /// The field's place in the catalogue.
    pub id: FieldId,
    /// The path from the document's name; `[]` stands for any item, `*` for any key: `creator.accounts[].posts[].likes`.
    pub path: String,
    /// What its values are.
    pub kind: Kind,
    /// What the items of a list or the values of a map are.
    pub item: Option<Kind>,
    /// The unit of its values, or of the items of a list.
    pub unit: Option<Unit>,
    /// Smallest value allowed.
    pub min: Option<f64>,
    /// Largest value allowed.
    pub max: Option<f64>,
    /// The values allowed, where they are a short closed list.
    pub choices: Vec<String>,
    /// Whether the object that holds the field must have it.
    pub required: bool,
    /// What the field means.
    pub doc: String,
    /// Which part of the facts it belongs to.
    pub section: Section,
}

impl Field {
    /// Whether the field holds other fields.
    pub fn is_block(&self) -> bool {
        matches!(self.kind, Kind::Object | Kind::List | Kind::Map | Kind::Open)
    }

    /// Whether the field is the campaign's, and not the creator's.
    pub fn is_of_campaign(&self) -> bool {
        self.path.starts_with("campaign.")
    }
}

macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $text:literal,)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name {
            $($(#[$variant_doc])* $variant,)*
        }

        impl $name {
            /// Every value, in the order of declaration.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The value as it is written.
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $text,)*
                }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }
    };
}

words!(
    /// What the values of a field are.
    Kind {
        /// True or false.
        Flag = "flag",
        /// A whole number.
        Integer = "integer",
        /// A number.
        Number = "number",
        /// A text.
        Text = "text",
        /// One of a closed list of words or codes.
        Choice = "choice",
        /// A calendar date.
        Date = "date",
        /// An instant.
        Instant = "instant",
        /// An amount with its currency.
        Money = "money",
        /// An object with fields of its own.
        Object = "object",
        /// A list.
        List = "list",
        /// An object whose keys are names that the document chooses.
        Map = "map",
        /// One of several shapes: a name, or weights by name.
        Mixed = "mixed",
        /// Anything: the agency's own fields.
        Open = "open",
    }
);
words!(
    /// The unit of a field, as the schemas carry it in `x-unit`.
    Unit {
        /// A share of a whole, 0 to 1.
        Fraction = "fraction",
        /// A relative change, -1 to 10.
        Change = "change",
        /// A number of things.
        Count = "count",
        /// Years of age.
        Years = "years",
        /// A quantity whose unit is in the field's name.
        Number = "number",
        /// ISO 3166-1 alpha-2.
        Country = "country",
        /// BCP 47.
        Language = "language",
        /// ISO 4217.
        Currency = "currency",
        /// IANA.
        TimeZone = "time-zone",
        /// ISO 8601.
        Date = "date",
        /// RFC 3339.
        Instant = "instant",
        /// Major units with their currency.
        Money = "money",
    }
);
words!(
    /// Part of the facts that a field belongs to; a rule reads whole sections.
    Section {
        /// Who the creator is, and the counts of an account.
        Profile = "profile",
        /// Who follows, likes and comments.
        Audience = "audience",
        /// Follower counts and averages over time.
        History = "history",
        /// Posts with their metrics.
        Posts = "posts",
        /// Sampled comments.
        Comments = "comments",
        /// Sampled profiles of followers.
        FollowerSample = "follower-sample",
        /// Aggregates as a provider reports them.
        Reported = "reported",
        /// Prices.
        Rates = "rates",
        /// Human ratings.
        Ratings = "ratings",
        /// Past campaigns.
        PastCampaigns = "past-campaigns",
        /// Terms, replies, satisfaction.
        Relationship = "relationship",
        /// Shared followers.
        Overlap = "overlap",
        /// The agency's own fields.
        Attributes = "attributes",
        /// The campaign.
        Campaign = "campaign",
    }
);

/// Every field of a creator and a campaign.
#[derive(Debug)]
pub struct Catalogue {
    fields: Vec<Field>,
    by_path: BTreeMap<String, FieldId>,
}

/// The catalogue.
pub fn catalogue() -> &'static Catalogue {
    static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(|| {
        let mut fields = walk::fields("creator", &schema::<Creator>());
        fields.extend(walk::fields("campaign", &schema::<Campaign>()));
        Catalogue::of(fields)
    });
    &CATALOGUE
}

/// Every field of an event: `event.at`, `event.what.order.revenue`. Rules know events by words and not by these, so they
/// stand in a catalogue of their own.
pub fn of_events() -> &'static Catalogue {
    static EVENTS: LazyLock<Catalogue> = LazyLock::new(|| Catalogue::of(walk::events(&schema::<Timeline>())));
    &EVENTS
}

impl Catalogue {
    fn of(fields: Vec<Field>) -> Self {
        let fields: Vec<Field> =
            (0..).zip(fields).map(|(index, field)| Field { id: FieldId(index), ..field }).collect();
        let by_path = fields.iter().map(|field| (field.path.clone(), field.id)).collect();
        Self { fields, by_path }
    }

    /// The fields, blocks before what they hold.
    pub fn fields(&self) -> &[Field] {
        &self.fields
    }

    /// The field of a path.
    pub fn find(&self, path: &str) -> Option<&Field> {
        self.by_path.get(path).and_then(|id| self.get(*id))
    }

    /// The field of an id.
    pub fn get(&self, id: FieldId) -> Option<&Field> {
        self.fields.get(id.index())
    }

    /// The field whose path is most like a text that is no path, if one is like it at all.
    pub fn nearest(&self, text: &str) -> Option<&Field> {
        let score = |field: &Field| strsim::jaro_winkler(&field.path, text);
        let last = |path: &str| path.rsplit('.').next().unwrap_or_default().to_owned();
        let wanted = last(text);
        self.fields
            .iter()
            .map(|field| (score(field) + strsim::jaro_winkler(&last(&field.path), &wanted), field))
            .filter(|(score, _)| *score > 1.6)
            // The first of equals wins, so that the answer does not depend on the sort.
            .fold(None, |best: Option<(f64, &Field)>, next| match best {
                Some(best) if best.0 >= next.0 => Some(best),
                _ => Some(next),
            })
            .map(|(_, field)| field)
    }
}
