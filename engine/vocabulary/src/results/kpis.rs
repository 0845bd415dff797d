//! What was reached of the numbers by which a campaign is judged, under the names that campaigns give them.

use super::cost::Cost;
use super::credit::Credit;
use super::posts::{Per, Ratio, Told, number, total};
use crate::forecast::Metric;
use crate::statistics::share;

/// A number by which campaigns are judged.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Kpi {
    /// A sum over the posts; reach of a single post alone, because who saw several counts once.
    Sum(Metric),
    /// Engagements per view, reach or follower.
    EngagementRate,
    /// Clicks per impression.
    ClickThrough,
    /// Orders per click.
    Conversion,
    /// The cost of one of these, or of a thousand.
    CostPer(Metric, f64),
    /// The cost of a new customer.
    CostPerCustomer,
    /// The cost of a lead.
    CostPerLead,
    /// Attributed revenue over cost.
    ReturnOnSpend,
    /// Margin less cost, over cost.
    ReturnOnInvestment,
    /// Leads.
    Leads,
    /// Uses of promo codes.
    CodeUses,
    /// Orders.
    Orders,
    /// Attributed revenue.
    Revenue,
    /// New customers.
    NewCustomers,
}

const NAMES: [(&str, Kpi); 30] = [
    ("engagement-rate", Kpi::EngagementRate),
    ("er", Kpi::EngagementRate),
    ("ctr", Kpi::ClickThrough),
    ("click-through-rate", Kpi::ClickThrough),
    ("cvr", Kpi::Conversion),
    ("conversion-rate", Kpi::Conversion),
    ("cpm", Kpi::CostPer(Metric::Impressions, 1_000.0)),
    ("cpv", Kpi::CostPer(Metric::Views, 1.0)),
    ("cpe", Kpi::CostPer(Metric::Engagements, 1.0)),
    ("cpc", Kpi::CostPer(Metric::Clicks, 1.0)),
    ("cpa", Kpi::CostPerCustomer),
    ("cac", Kpi::CostPerCustomer),
    ("cost-per-acquisition", Kpi::CostPerCustomer),
    ("cpl", Kpi::CostPerLead),
    ("cost-per-lead", Kpi::CostPerLead),
    ("roas", Kpi::ReturnOnSpend),
    ("roi", Kpi::ReturnOnInvestment),
    ("leads", Kpi::Leads),
    ("code-uses", Kpi::CodeUses),
    ("code-usage", Kpi::CodeUses),
    ("promo-code-use", Kpi::CodeUses),
    ("promo-code-uses", Kpi::CodeUses),
    ("orders", Kpi::Orders),
    ("direct-sales", Kpi::Orders),
    ("sales", Kpi::Orders),
    ("conversions", Kpi::Orders),
    ("revenue", Kpi::Revenue),
    ("attributed-revenue", Kpi::Revenue),
    ("new-customers", Kpi::NewCustomers),
    ("video-plays", Kpi::Sum(Metric::Views)),
];

/// What was measured of a part.
#[derive(Debug, Clone, Copy)]
pub struct Measured<'a> {
    /// Its posts.
    pub posts: &'a [&'a Told],
    /// What it is credited with; none where nothing could be.
    pub credit: Option<Credit>,
    /// What it cost.
    pub cost: Cost,
    /// Its leads.
    pub leads: Option<f64>,
    /// Its uses of promo codes.
    pub code_uses: Option<f64>,
    /// What an engagement rate is per.
    pub per: Per,
}

impl Kpi {
    /// The number of a name, without case, `_` and a space read as `-`; none that is not measured here.
    pub fn named(name: &str) -> Option<Self> {
        let plain: String = name.trim().chars().map(|c| if matches!(c, '_' | ' ') { '-' } else { c }).collect();
        let named = NAMES.iter().find(|(known, _)| known.eq_ignore_ascii_case(&plain)).map(|(_, kpi)| *kpi);
        named.or_else(|| Metric::named(name).filter(|metric| !metric.is_rate()).map(Self::Sum))
    }

    /// Whether less of it is better: costs.
    pub fn is_cost(self) -> bool {
        matches!(self, Self::CostPer(..) | Self::CostPerCustomer | Self::CostPerLead)
    }

    /// Between which ends it lies that is not known exactly; an end of which nothing is known is none. Of reach the largest of
    /// the posts and the sum of all, of other sums at least what is told, of new customers with and without those who may
    /// be.
    pub fn bounds(self, of: &Measured<'_>) -> (Option<f64>, Option<f64>) {
        let told = |metric| of.posts.iter().filter_map(move |post| number(&post.metrics, metric));
        let sum = |metric| told(metric).next().map(|_| total(of.posts, metric).known);
        match self {
            Self::Sum(Metric::Reach) => {
                (told(Metric::Reach).max_by(f64::total_cmp), total(of.posts, Metric::Reach).value())
            }
            Self::Sum(metric) => (sum(metric), None),
            Self::NewCustomers => {
                let credit = |all: f64| move |credit: Credit| credit.new_customers + all * credit.maybe_new;
                (of.credit.map(credit(0.0)), of.credit.map(credit(1.0)))
            }
            Self::Revenue => (of.credit.map(|credit| credit.revenue.known), None),
            _ => (None, None),
        }
    }

    /// What was reached; none where something that it needs is not known of every post or order.
    pub fn actual(self, of: &Measured<'_>) -> Option<f64> {
        let sum = |metric| total(of.posts, metric).value();
        let ratio = |over, per| {
            let ratio = Ratio::of(of.posts, over, per);
            ratio.value().filter(|_| ratio.told() == ratio.of)
        };
        let new_customers = || of.credit.filter(|credit| credit.maybe_new == 0.0).map(|credit| credit.new_customers);
        let revenue = || of.credit.and_then(|credit| credit.revenue.complete());
        match self {
            Self::Sum(Metric::Reach) if of.posts.len() > 1 => None,
            Self::Sum(metric) => sum(metric),
            Self::EngagementRate => ratio(Metric::Engagements, of.per),
            Self::ClickThrough => ratio(Metric::Clicks, Per::Metric(Metric::Impressions)),
            Self::Conversion => share(of.credit?.orders, sum(Metric::Clicks)?),
            Self::CostPer(metric, n) => share(n * of.cost.value?, sum(metric)?),
            Self::CostPerCustomer => share(of.cost.value?, new_customers()?),
            Self::CostPerLead => share(of.cost.value?, of.leads?),
            Self::ReturnOnSpend => share(revenue()?, of.cost.value?),
            Self::ReturnOnInvestment => share(of.credit?.margin.complete()? - of.cost.value?, of.cost.value?),
            Self::Leads => of.leads,
            Self::CodeUses => of.code_uses,
            Self::Orders => of.credit.map(|credit| credit.orders),
            Self::Revenue => revenue(),
            Self::NewCustomers => new_customers(),
        }
    }
}
