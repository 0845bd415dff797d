//! What results are held against: the time before, a control, declared prices and the market.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

use crate::creator::Platform;
use crate::limits::ENTRIES_MAX;
use crate::{CurrencyCode, Date, Id, List, Money, Name, Positive};

/// What results are held against. Whatever is absent leaves the metrics that need it unknown.
#[skip_serializing_none]
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Measurement {
    /// The days before the campaign with which the days of the campaign are compared; absent means as many days as the
    /// campaign has, ending before its first.
    pub baseline: Option<Baseline>,
    /// Sales where the campaign ran and where it did not.
    pub control: Option<Control>,
    /// Declared prices of actions, for earned media value and press coverage. It is never revenue.
    pub rate_card: Option<RateCard>,
    /// Content that is used again, or that replaced other content.
    pub reuse: Option<List<Reuse, ENTRIES_MAX>>,
    /// The market before and after.
    pub market: Option<Market>,
    /// Periods over which a customer's value is counted, such as years; absent leaves it to the pack.
    pub lifetime_periods: Option<Positive>,
}

/// Days before a campaign.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Baseline {
    /// First day.
    pub start: Date,
    /// Last day.
    pub end: Date,
}

/// Sales in comparable regions or groups, with the campaign and without it, before and while it ran.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Control {
    /// Revenue of the exposed regions or group before the campaign, over as many days as it ran.
    pub exposed_before: Money,
    /// Revenue of the exposed regions or group while the campaign ran.
    pub exposed_during: Money,
    /// Revenue of the control before the campaign, over as many days as it ran.
    pub control_before: Money,
    /// Revenue of the control while the campaign ran.
    pub control_during: Money,
}

/// Prices of actions as somebody declared them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RateCard {
    /// Name of the rate card, so that two reports can be told to use the same.
    pub id: Id,
    /// The day of its prices.
    pub date: Date,
    /// Currency of its prices.
    pub currency: CurrencyCode,
    /// The prices.
    pub rates: List<ActionRate, ENTRIES_MAX, 1>,
}

/// The declared price of one action.
#[skip_serializing_none]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ActionRate {
    /// What is priced.
    pub action: PricedAction,
    /// The platform; absent means any. Of several that hold, the one that names the platform is taken.
    pub platform: Option<Platform>,
    /// The outlet of a press mention; absent means any.
    pub outlet: Option<Name>,
    /// The price of one, in major units of the rate card's currency.
    pub price: Positive,
}

/// Content that is used again: a licence that need not be bought, or a production that need not be made.
#[skip_serializing_none]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Reuse {
    /// The creator whose content it is.
    pub creator: Id,
    /// The post.
    pub post: Option<Id>,
    /// What a licence of such content costs.
    pub licence_price: Option<Money>,
    /// What producing such content anew costs.
    pub replacement_cost: Option<Money>,
}

/// The market of the brand's segment, before the campaign and after.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Market {
    /// Before the campaign.
    pub before: MarketSize,
    /// After it.
    pub after: MarketSize,
}

/// The brand's sales and those of its whole segment, in one unit: money of one currency or pieces.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MarketSize {
    /// The brand's sales.
    pub own: Positive,
    /// The segment's sales, the brand's among them.
    pub total: Positive,
}

/// What a rate card prices.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PricedAction {
    /// A like.
    Like,
    /// A comment.
    Comment,
    /// A share.
    Share,
    /// A save.
    Save,
    /// A view.
    View,
    /// An account reached.
    Reach,
    /// An impression.
    Impression,
    /// A click.
    Click,
    /// A mention by an outlet of the press.
    PressMention,
}
