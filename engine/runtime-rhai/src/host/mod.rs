//! What a script sees: typed handles on the facts, never maps.
//!
//! A handle shares the creator or the campaign and knows the moment of the
//! decision; a getter computes nothing that it was not asked for.

pub(crate) mod achievement;
pub(crate) mod audience;
pub(crate) mod brief;
pub(crate) mod budget;
pub(crate) mod calendar;
pub(crate) mod campaign;
pub(crate) mod column;
pub(crate) mod craft;
pub(crate) mod creator;
pub(crate) mod curves;
pub(crate) mod deliverables;
pub(crate) mod discovery;
pub(crate) mod fair_price;
pub(crate) mod findings;
pub(crate) mod forecast;
pub(crate) mod functions;
pub(crate) mod history;
pub(crate) mod outlook;
pub(crate) mod package;
pub(crate) mod past_campaigns;
pub(crate) mod posts;
pub(crate) mod prices;
pub(crate) mod ratings;
pub(crate) mod records;
pub(crate) mod replies;
pub(crate) mod reported;
pub(crate) mod rhythm;
pub(crate) mod rows;
pub(crate) mod running;
pub(crate) mod safety;
pub(crate) mod samples;
pub(crate) mod selection;
pub(crate) mod sentiment;
pub(crate) mod table;
pub(crate) mod tiers;
pub(crate) mod timeline;
pub(crate) mod topics;

use crate::registry::Register;

pub(crate) fn register(register: &mut Register<'_>) {
    creator::register(register);
    posts::register(register);
    rhythm::register(register);
    topics::register(register);
    craft::register(register);
    column::register(register);
    history::register(register);
    audience::register(register);
    past_campaigns::register(register);
    achievement::register(register);
    curves::register(register);
    deliverables::register(register);
    forecast::register(register);
    records::register(register);
    ratings::register(register);
    replies::register(register);
    fair_price::register(register);
    prices::register(register);
    samples::register(register);
    campaign::register(register);
    budget::register(register);
    table::register(register);
    rows::register(register);
    safety::register(register);
    findings::register(register);
    sentiment::register(register);
    calendar::register(register);
    tiers::register(register);
    brief::register(register);
    discovery::register(register);
    package::register(register);
    outlook::register(register);
    selection::register(register);
    timeline::register(register);
    running::register(register);
    functions::register(register);
}
