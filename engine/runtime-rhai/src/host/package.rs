//! `package`: what a creator offers for one fee, for rules of worth.

use std::sync::Arc;

use saring_model::catalogue::FieldSet;
use saring_pack::{Package, Unit};
use saring_vocabulary::fair_price;

use crate::measure::{Measure, text};
use crate::registry::{Form, Register};

/// A package.
#[derive(Debug, Clone)]
pub(crate) struct PackageHost(pub(crate) Arc<Package>);

pub(crate) fn register(register: &mut Register<'_>) {
    register.say(Form::Property, "package.posts -> value", "count", "How many posts the package has.").property(
        |p: &PackageHost, _| {
            let posts = p.0.deliverables.iter().map(|each| each.quantity.map_or(1, |quantity| quantity.get()));
            Measure::of(Some(posts.sum::<u64>() as f64), Unit::Count, FieldSet::EMPTY)
        },
    );
    register
        .say(
            Form::Property,
            "package.ask -> value",
            "number",
            "The fee that is asked, in major units of its currency; unknown where the creator names no price.",
        )
        .property(|p: &PackageHost, _| {
            Measure::of(p.0.ask.map(fair_price::major_units), Unit::Number, FieldSet::EMPTY)
        });
    register
        .say(Form::Property, "package.currency -> text", "-", "The currency of the fee, ISO 4217.")
        .property(|p: &PackageHost, _| text(p.0.ask.as_ref().map(|ask| ask.currency().as_str()), FieldSet::EMPTY));
}
