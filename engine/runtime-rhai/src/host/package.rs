//! `package`: what a creator offers for one fee, for rules of worth.

use std::sync::Arc;

use rhai::{Array, Dynamic, ImmutableString};
use saring_model::PostCount;
use saring_model::campaign::Deliverable;
use saring_model::catalogue::FieldSet;
use saring_model::creator::{Format, Platform};
use saring_pack::{Package, Unit};
use saring_vocabulary::fair_price;
use saring_vocabulary::posts::FORMATS;
use saring_vocabulary::text::fold;

use super::creator::CreatorHost;
use super::deliverables::DeliverablesHost;
use super::posts::format_named;
use crate::fuel;
use crate::measure::{Measure, text};
use crate::registry::{Form, Outcome, Register};

/// A package with the creator who offers it.
#[derive(Debug, Clone)]
pub(crate) struct PackageHost {
    pub(crate) package: Arc<Package>,
    pub(crate) creator: CreatorHost,
}

/// One kind of post in a package, with the creator's account on its platform.
#[derive(Debug, Clone)]
pub(crate) struct LineHost {
    pub(super) creator: CreatorHost,
    pub(super) platform: Platform,
    pub(super) format: Format,
    pub(super) posts: f64,
}

impl PackageHost {
    /// The kinds of posts, in the package's order.
    pub(super) fn lines(&self) -> impl Iterator<Item = LineHost> {
        fuel::charge(self.package.deliverables.len());
        self.package.deliverables.iter().map(|deliverable| self.line(deliverable))
    }

    fn line(&self, deliverable: &Deliverable) -> LineHost {
        let &Deliverable { platform, format, .. } = deliverable;
        LineHost { creator: self.creator.on(platform), platform, format, posts: posts(deliverable) }
    }

    pub(super) fn includes(&self, what: &str) -> Outcome<bool> {
        let includes = &self.package.includes;
        fuel::spend_folding(what.len() + includes.iter().map(|include| include.what.len()).sum::<usize>())?;
        let what = fold(what);
        Ok(includes.iter().any(|include| fold(&include.what) == what))
    }
}

impl LineHost {
    pub(super) fn format_name(&self) -> &'static str {
        format_name(self.format)
    }

    /// The line as something that can be forecast.
    pub(super) fn due(&self) -> DeliverablesHost {
        DeliverablesHost::of(self.platform.as_str(), vec![(self.format, self.posts)])
    }
}

fn format_name(format: Format) -> &'static str {
    FORMATS.iter().find(|(known, _)| *known == format).map_or("", |(_, name)| name)
}

fn posts(deliverable: &Deliverable) -> f64 {
    deliverable.quantity.map_or(1.0, PostCount::as_f64)
}

pub(crate) fn register(register: &mut Register<'_>) {
    content(register);
    fee(register);
    lines(register);
}

fn content(register: &mut Register<'_>) {
    register
        .say(
            Form::Property,
            "offer.id -> text",
            "-",
            "Its name among the creator's packages, such as `reel-1+story-2`.",
        )
        .property(|p: &PackageHost, _| ImmutableString::from(p.package.id.as_str()));
    register.say(Form::Property, "offer.posts -> value", "count", "How many posts the package has.").property(
        |p: &PackageHost, _| {
            fuel::charge(p.package.deliverables.len());
            let posts = p.package.deliverables.iter().map(posts).sum();
            Measure::of(Some(posts), Unit::Count, FieldSet::EMPTY)
        },
    );
    register
        .say(
            Form::Method,
            "offer.posts_of(platform, format) -> value",
            "count",
            "How many posts of a format on a platform it has; 0 where it has none.",
        )
        .call(|p: &mut PackageHost, platform: ImmutableString, format: ImmutableString| -> Outcome<Measure> {
            let wanted = format_named(&format)?;
            fuel::charge(p.package.deliverables.len());
            let of = |each: &&Deliverable| each.format == wanted && each.platform.as_str() == platform.as_str();
            let posts = p.package.deliverables.iter().filter(of).map(posts).sum();
            Ok(Measure::of(Some(posts), Unit::Count, FieldSet::EMPTY))
        });
    register
        .say(
            Form::Property,
            "offer.formats -> array",
            "-",
            "The names of its formats, each once, in the package's order.",
        )
        .property(|p: &PackageHost, _| each_once(p, |each| format_name(each.format)));
    register
        .say(
            Form::Property,
            "offer.platforms -> array",
            "-",
            "The platforms that it publishes on, each once, in the package's order.",
        )
        .property(|p: &PackageHost, _| each_once(p, |each| each.platform.as_str()));
    register
        .say(
            Form::Method,
            "offer.deliverables(platform) -> deliverables",
            "-",
            "What it publishes on a platform, as `posts.forecast` takes it.",
        )
        .call(|p: &mut PackageHost, platform: ImmutableString| {
            fuel::charge(p.package.deliverables.len());
            let of = p.package.deliverables.iter().filter(|each| each.platform.as_str() == platform.as_str());
            DeliverablesHost::of(&platform, of.map(|each| (each.format, posts(each))).collect())
        });
}

fn each_once(package: &PackageHost, name: impl Fn(&Deliverable) -> &'static str) -> Array {
    fuel::charge(package.package.deliverables.len());
    let mut names: Vec<&str> = Vec::new();
    for name in package.package.deliverables.iter().map(name) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names.into_iter().map(|name| Dynamic::from(ImmutableString::from(name))).collect()
}

fn fee(register: &mut Register<'_>) {
    register
        .say(
            Form::Property,
            "offer.ask -> value",
            "number",
            "The fee that is asked, in major units of the campaign's currency; unknown where the creator's prices give none.",
        )
        .reads(&["creator.rates"])
        .property(|p: &PackageHost, f| Measure::of(p.package.ask.map(fair_price::major_units), Unit::Number, f));
    register
        .say(Form::Property, "offer.currency -> text", "-", "The currency of the fee, ISO 4217.")
        .reads(&["creator.rates"])
        .property(|p: &PackageHost, f| text(p.package.ask.as_ref().map(|ask| ask.currency().as_str()), f));
    register
        .say(Form::Property, "offer.basis -> text", "-", "Whether the fee has tax in it: `gross`, or `net` without.")
        .reads(&["creator.rates"])
        .property(|p: &PackageHost, f| text(p.package.basis.map(|basis| basis.as_str()), f));
    register
        .say(
            Form::Method,
            "offer.includes(what) -> bool",
            "-",
            "Whether the fee includes something besides the posts, without case and diacritics.",
        )
        .reads(&["creator.rates[].includes"])
        .call(|p: &mut PackageHost, what: ImmutableString| p.includes(&what));
}

fn lines(register: &mut Register<'_>) {
    register
        .say(Form::Property, "offer.lines -> array", "-", "Its kinds of posts, each a `line`, in the package's order.")
        .property(|p: &PackageHost, _| p.lines().map(Dynamic::from).collect::<Array>());
    register
        .say(Form::Property, "line.platform -> text", "-", "The platform that the posts are for.")
        .property(|l: &LineHost, _| ImmutableString::from(l.platform.as_str()));
    register
        .say(Form::Property, "line.format -> text", "-", "The format of the posts.")
        .property(|l: &LineHost, _| ImmutableString::from(l.format_name()));
    register
        .say(Form::Property, "line.posts -> value", "count", "How many posts.")
        .property(|l: &LineHost, _| Measure::of(Some(l.posts), Unit::Count, FieldSet::EMPTY));
    register
        .say(
            Form::Property,
            "line.creator -> creator",
            "-",
            "The creator with the account on the line's platform: the one that is looked at where it is there, else the largest.",
        )
        .property(|l: &LineHost, _| l.creator.clone());
}
