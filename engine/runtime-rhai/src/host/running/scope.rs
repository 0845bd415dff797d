//! `scope`: of what a metric is asked.

use saring_model::creator::Platform;
use saring_model::{Id, catalogue::FieldSet};

use super::ScopeHost;
use crate::measure::text;
use crate::registry::{Form, Register};

pub(super) fn register(register: &mut Register<'_>) {
    register
        .say(
            Form::Property,
            "scope.kind -> text",
            "-",
            "Of what the metric is asked: `campaign`, `tier`, `platform` or `creator`.",
        )
        .property(|s: &ScopeHost, _| {
            let scope = &s.scope;
            let named = [
                (scope.creator.is_some(), "creator"),
                (scope.tier.is_some(), "tier"),
                (scope.platform.is_some(), "platform"),
            ];
            let kind = named.into_iter().find(|(is_named, _)| *is_named).map_or("campaign", |(_, kind)| kind);
            text(Some(kind), FieldSet::EMPTY)
        });
    register
        .say(Form::Property, "scope.name -> text", "-", "The creator, tier or platform; unknown of the whole campaign.")
        .property(|s: &ScopeHost, f| {
            let scope = &s.scope;
            let name = scope.creator.as_ref().map(Id::as_str).or(scope.tier.as_deref());
            text(name.or(scope.platform.map(Platform::as_str)), f)
        });
    register
        .say(Form::Property, "scope.is_whole -> bool", "-", "Whether it is the whole campaign.")
        .property(|s: &ScopeHost, _| s.scope == saring_pack::Scope::default());
}
