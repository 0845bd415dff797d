//! A metric for Saring: how many orders came for each post?

use saring_plugin::prelude::*;

/// What a pack may set.
#[derive(Debug, Deserialize)]
pub struct Params {
    deviations: f64,
}

/// The metric, with what all parts of the campaign share.
pub struct {{type}} {
    params: Params,
    /// Whether orders say whose they are: where none does, there is no telling whose it is not.
    is_credited: bool,
}

impl Metric for {{type}} {
    type Params = Params;

    fn about() -> About {
        About::new("{{name}}", "Orders a post")
            .reason("{{name}}.counted", [("en", "{orders} orders for {posts} posts"), ("id", "{orders} pesanan untuk {posts} unggahan")])
            .reason("{{name}}.no-posts", [("en", "nothing was published yet"), ("id", "belum ada yang diunggah")])
            .reason("{{name}}.uncredited", [("en", "no order names its creator"), ("id", "tidak ada pesanan yang menyebut kreatornya")])
            .param(
                Param::number("deviations", 2.0)
                    .min(0.0)
                    .doc("How many standard deviations the interval reaches to both sides: orders are counted as chance events.")
                    .source("Proposal"),
            )
    }

    fn new(params: Params, setup: &Setup) -> Result<Self, String> {
        let creators = setup.running().events().texts("order", "creator", Window::EVER);
        Ok(Self { params, is_credited: creators.iter().any(Option::is_some) })
    }

    fn measure(&self, scope: &Part<'_>) -> MetricAnswer {
        // Of a part of the campaign, the events that name it; of the campaign all of them.
        let events = if is_whole(scope) { scope.running().events() } else { scope.events() };
        let orders = events.instants("order", Window::EVER).len();
        let posts = events.instants("post_published", Window::EVER).len();
        if posts == 0 {
            let unknown = Quantity::new(None, Unit::Number, []);
            return metric().figure("{{name}}", unknown).because("{{name}}.no-posts");
        }
        if !is_whole(scope) && !self.is_credited {
            let unknown = Quantity::new(None, Unit::Number, []);
            return metric().figure("{{name}}", unknown).because("{{name}}.uncredited");
        }
        let each = |orders: f64| Quantity::new(Some(orders / posts as f64), Unit::Number, []).of_sample(posts as u64);
        let (counted, around) = (orders as f64, self.params.deviations * (orders as f64).sqrt());
        metric()
            .figure("{{name}}", each(counted))
            .ranges(each((counted - around).max(0.0)), each(counted + around))
            .better(Better::Higher)
            .reason("{{name}}.counted")
            .given("orders", orders)
            .given("posts", posts)
    }
}

fn is_whole(scope: &Part<'_>) -> bool {
    scope.creator_id().is_none() && scope.tier().is_none() && scope.platform().is_none()
}

saring_plugin::export_metric!({{type}});
