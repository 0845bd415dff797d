//! `tiers`: the pack's tiers, for the rule that puts a creator in one.

use std::sync::Arc;

use rhai::{Array, Dynamic, ImmutableString};
use saring_model::catalogue::FieldSet;
use saring_pack::{Tier, Unit};
use saring_vocabulary::size::{Place, place};

use crate::measure::{Measure, number, text};
use crate::registry::{Form, Outcome, Register};

/// The pack's tiers, smallest first.
#[derive(Debug, Clone)]
pub(crate) struct TiersHost(pub(crate) Arc<[Tier]>);

/// Where a size lies among the tiers.
#[derive(Debug, Clone)]
pub(crate) struct PlaceHost {
    tiers: Arc<[Tier]>,
    place: Place,
    kept: bool,
}

impl PlaceHost {
    fn tier(&self) -> Option<&Tier> {
        match self.place {
            Place::In(index) => self.tiers.get(index),
            Place::Below | Place::Outside => None,
        }
    }

    fn next(&self) -> Option<&Tier> {
        match self.place {
            Place::In(index) => self.tiers.get(index + 1),
            Place::Below => self.tiers.first(),
            Place::Outside => None,
        }
    }
}

pub(crate) fn register(register: &mut Register<'_>) {
    register
        .say(Form::Method, "tiers.place(size, last, hysteresis) -> place", "-", "The tier whose bounds hold a size; the tier of the earlier run keeps a size that left it by at most the share `hysteresis` of the bound.")
        .call(|tiers: &mut TiersHost, size: Dynamic, last: Dynamic, hysteresis: Dynamic| -> Outcome<PlaceHost> {
            let bands: Vec<(f64, Option<f64>)> =
                tiers.0.iter().map(|tier| (tier.followers_min as f64, tier.followers_max.map(|max| max as f64))).collect();
            let last = last.read_lock::<ImmutableString>().and_then(|last| tiers.0.iter().position(|tier| *tier.id == **last));
            let size = number(&size)?;
            let found = place(size, &bands, last, number(&hysteresis)?);
            Ok(PlaceHost { tiers: tiers.0.clone(), place: found, kept: found != place(size, &bands, None, 0.0) })
        });
    register.say(Form::Property, "tiers.ids -> array", "-", "The ids of the tiers, smallest first.").property(
        |tiers: &TiersHost, _| {
            tiers.0.iter().map(|tier| Dynamic::from(ImmutableString::from(&*tier.id))).collect::<Array>()
        },
    );
    register
        .say(Form::Property, "place.id -> text", "-", "The tier; unknown where the size has none.")
        .property(|p: &PlaceHost, _| text(p.tier().map(|tier| &*tier.id), FieldSet::EMPTY));
    register
        .say(Form::Property, "place.is_below -> bool", "-", "Whether the size is below the smallest tier.")
        .property(|p: &PlaceHost, _| p.place == Place::Below);
    register
        .say(
            Form::Property,
            "place.is_kept -> bool",
            "-",
            "Whether the size is outside the tier's bounds and the tier of the earlier run was kept.",
        )
        .property(|p: &PlaceHost, _| p.kept);
    register
        .say(Form::Property, "place.next_id -> text", "-", "The next tier up; unknown where there is none.")
        .property(|p: &PlaceHost, _| text(p.next().map(|tier| &*tier.id), FieldSet::EMPTY));
    register
        .say(
            Form::Property,
            "place.next_at -> value",
            "count",
            "The audience size at which the next tier begins; unknown where there is none.",
        )
        .property(|p: &PlaceHost, _| {
            Measure::of(p.next().map(|tier| tier.followers_min as f64), Unit::Count, FieldSet::EMPTY)
        });
}
