//! `plan`: what was planned.

use rhai::ImmutableString;
use saring_model::catalogue::FieldSet;
use saring_model::plan::Plan;
use saring_pack::Unit;
use saring_vocabulary::fair_price::major_units;

use super::PlanHost;
use crate::fuel;
use crate::measure::Measure;
use crate::registry::{Form, Register};

pub(super) fn register(register: &mut Register<'_>) {
    register
        .say(Form::Property, "plan.is_absent -> bool", "-", "Whether there is no plan.")
        .property(|p: &PlanHost, _| p.plan.is_none());
    register
        .say(Form::Property, "plan.creators -> value", "count", "How many creators are booked; unknown without a plan.")
        .property(|p: &PlanHost, _| p.give(|plan| plan.bookings.len() as f64, Unit::Count));
    register
        .say(Form::Property, "plan.fees -> value", "money", "The fees of all bookings; unknown without a plan.")
        .property(|p: &PlanHost, _| {
            p.give(|plan| plan.bookings.iter().map(|booking| major_units(booking.fee)).sum(), Unit::Money)
        });
    register
        .say(Form::Method, "plan.is_booked(creator_id) -> bool", "-", "Whether a creator is booked.")
        .call(|p: &mut PlanHost, creator: ImmutableString| p.is_booked(&creator));
}

impl PlanHost {
    fn give(&self, get: impl Fn(&Plan) -> f64, unit: Unit) -> Measure {
        fuel::charge(self.plan.as_ref().map_or(0, |plan| plan.bookings.len()));
        Measure::of(self.plan.as_deref().map(get), unit, FieldSet::EMPTY)
    }

    pub(super) fn is_booked(&self, creator: &str) -> bool {
        let bookings = self.plan.iter().flat_map(|plan| plan.bookings.iter());
        bookings.inspect(|_| fuel::charge(1)).any(|booking| booking.creator.as_str() == creator)
    }
}
