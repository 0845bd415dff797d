//! `creator.audience`: who follows, and how many of them the campaign wants.

use rhai::{Dynamic, ImmutableString};
use saring_model::Fraction;
use saring_model::campaign::Target;
use saring_model::creator::{Audience, AudienceOf, AudienceTypes};
use saring_pack::Unit;
use saring_vocabulary::audience::{Mass, Wanted, mass_in};
use saring_vocabulary::confidence::age_days;
use saring_vocabulary::text::fold;

use super::campaign::TargetHost;
use super::creator::CreatorHost;
use crate::fuel;
use crate::measure::{Measure, number};
use crate::registry::{Form, Outcome, Register, fields};

/// One audience of one account.
#[derive(Debug, Clone)]
pub(crate) struct AudienceHost {
    host: CreatorHost,
    of: AudienceOf,
}

impl AudienceHost {
    pub(crate) fn of(host: &CreatorHost, of: AudienceOf) -> Self {
        Self { host: host.clone(), of }
    }

    fn get(&self) -> Option<&Audience> {
        self.host.account()?.audience.as_deref()?.iter().find(|audience| audience.of == self.of)
    }

    fn type_share(&self, get: impl Fn(&AudienceTypes) -> Option<Fraction>) -> Option<Fraction> {
        self.get()?.types.as_ref().and_then(get)
    }
}

/// The cells of a breakdown, charged as one walk; one without any says nothing, and so is unknown.
fn listed<T>(cells: Option<&[T]>) -> Option<&[T]> {
    fuel::charge(cells.map_or(0, <[T]>::len));
    cells.filter(|cells| !cells.is_empty())
}

fn folded(text: &str) -> String {
    fuel::charge_folding(text.len());
    fold(text)
}

/// The part of an audience inside a target.
#[derive(Debug, Clone, Copy)]
pub(crate) struct MassHost {
    mass: Mass,
    fields: saring_model::catalogue::FieldSet,
    missing: saring_model::catalogue::FieldSet,
}

pub(crate) fn register(register: &mut Register<'_>) {
    countries_and_languages(register);
    interests(register);
    quality(register);
    masses(register);
}

fn countries_and_languages(register: &mut Register<'_>) {
    register
        .say(
            Form::Method,
            "audience.country_share(code) -> value",
            "fraction",
            "Share of the audience in a country; 0 where the countries are known and it is not among them.",
        )
        .reads(&["creator.accounts[].audience[].countries"]);
    let f = register.fields();
    register.call(move |a: &mut AudienceHost, code: ImmutableString| {
        let known = listed(a.get().and_then(|audience| audience.countries.as_deref()));
        let share = known.map(|cells| {
            cells.iter().filter(|cell| cell.code.as_str() == code.as_str()).map(|cell| cell.share.get()).sum()
        });
        Measure::of(share, Unit::Fraction, f)
    });
    register
        .say(
            Form::Method,
            "audience.language_share(code) -> value",
            "fraction",
            "Share of the audience that speaks a language, whatever its region.",
        )
        .reads(&["creator.accounts[].audience[].languages"]);
    let f = register.fields();
    register.call(move |a: &mut AudienceHost, code: ImmutableString| {
        let known = listed(a.get().and_then(|audience| audience.languages.as_deref()));
        let speaks = |tag: &saring_model::Language| tag.as_str() == code.as_str() || tag.primary() == code.as_str();
        Measure::of(
            known.map(|cells| cells.iter().filter(|cell| speaks(&cell.code)).map(|cell| cell.share.get()).sum()),
            Unit::Fraction,
            f,
        )
    });
}

fn interests(register: &mut Register<'_>) {
    register
        .say(
            Form::Method,
            "audience.interest_share(label) -> value",
            "fraction",
            "Share of the audience with an interest.",
        )
        .reads(&["creator.accounts[].audience[].interests"]);
    let f = register.fields();
    register.call(move |a: &mut AudienceHost, label: ImmutableString| {
        let known = listed(a.get().and_then(|audience| audience.interests.as_deref()));
        Measure::of(
            known.map(|cells| {
                let label = folded(&label);
                cells.iter().filter(|cell| folded(&cell.label) == label).map(|cell| cell.share.get()).sum()
            }),
            Unit::Fraction,
            f,
        )
    });
    register
        .say(
            Form::Method,
            "audience.affinity(brand) -> value",
            "fraction",
            "Share of the audience that follows a brand.",
        )
        .reads(&["creator.accounts[].audience[].brand_affinity"]);
    let f = register.fields();
    register.call(move |a: &mut AudienceHost, brand: ImmutableString| {
        let known = listed(a.get().and_then(|audience| audience.brand_affinity.as_deref()));
        let same = |label: &str| {
            fuel::charge_folding(label.len() + brand.len());
            saring_vocabulary::text::same_brand(label, &brand)
        };
        Measure::of(
            known.map(|cells| cells.iter().filter(|cell| same(&cell.label)).map(|cell| cell.share.get()).sum()),
            Unit::Fraction,
            f,
        )
    });
}

macro_rules! type_share {
    ($register:expr, $($signature:literal, $path:literal, $meaning:literal, $field:ident;)+) => {
        $($register.say(Form::Property, $signature, "fraction", $meaning).reads(&[$path])
            .property(|a: &AudienceHost, f| Measure::fraction(a.type_share(|types| types.$field), f));)+
    };
}

fn quality(register: &mut Register<'_>) {
    type_share!(register,
        "audience.real -> value", "creator.accounts[].audience[].types.real", "Share of real people.", real;
        "audience.influencer -> value", "creator.accounts[].audience[].types.influencer", "Share of influencers.", influencer;
        "audience.mass -> value", "creator.accounts[].audience[].types.mass", "Share of mass followers, who follow more than 1,500 accounts.", mass;
        "audience.suspicious -> value", "creator.accounts[].audience[].types.suspicious", "Share of suspicious accounts.", suspicious;
    );
    register
        .say(
            Form::Property,
            "audience.credibility -> value",
            "fraction",
            "The provider's credibility. Not the sum of real and influencer.",
        )
        .reads(&["creator.accounts[].audience[].credibility"])
        .property(|a: &AudienceHost, f| Measure::fraction(a.get().and_then(|audience| audience.credibility), f));
    register
        .say(
            Form::Method,
            "audience.following_more_than(n) -> value",
            "fraction",
            "Share of the audience that follows at least n accounts, by the bands that begin there.",
        )
        .reads(&["creator.accounts[].audience[].reachability"]);
    let f = register.fields();
    register.call(move |a: &mut AudienceHost, n: Dynamic| -> Outcome<Measure> {
        let n = number(&n)?;
        let known = listed(a.get().and_then(|audience| audience.reachability.as_deref()));
        let begins = |from: u64| from as f64 >= n;
        Ok(Measure::of(
            known.map(|cells| {
                cells.iter().filter(|cell| begins(cell.following_min.get())).map(|cell| cell.share.get()).sum()
            }),
            Unit::Fraction,
            f,
        ))
    });
    register
        .say(Form::Property, "audience.sample_size -> value", "count", "How many profiles were looked at.")
        .reads(&["creator.accounts[].audience[].provenance.sample_size"])
        .property(|a: &AudienceHost, f| {
            Measure::count(a.get().and_then(|audience| audience.provenance.as_ref()?.sample_size), f)
        });
    register
        .say(
            Form::Property,
            "audience.age_days -> value",
            "days",
            "Days since the make-up was true: by its own provenance, else by the account's.",
        )
        .reads(&["creator.accounts[].audience[].provenance.as_of", "creator.accounts[].provenance.as_of"])
        .property(|a: &AudienceHost, f| {
            let own = age_days(a.get().and_then(|audience| audience.provenance.as_ref()), a.host.as_of);
            Measure::of(own.or_else(|| age_days(a.host.account()?.provenance.as_ref(), a.host.as_of)), Unit::Days, f)
        });
}

const AUDIENCE_CELLS: [&str; 6] = [
    "creator.accounts[].audience[].countries",
    "creator.accounts[].audience[].cities",
    "creator.accounts[].audience[].gender_age",
    "creator.accounts[].audience[].languages",
    "creator.accounts[].audience[].interests",
    "creator.accounts[].audience[].cities[].region",
];

fn masses(register: &mut Register<'_>) {
    register
        .say(
            Form::Method,
            "audience.mass_in(target, listed_min) -> mass",
            "-",
            "The part of the audience inside the campaign's target, by breakdown. A breakdown is unknown where its cells list less than the share `listed_min` of the audience.",
        )
        .reads(&[
            "creator.accounts[].audience[].countries",
            "creator.accounts[].audience[].cities",
            "creator.accounts[].audience[].gender_age",
            "creator.accounts[].audience[].languages",
            "creator.accounts[].audience[].interests",
            "creator.accounts[].audience[].cities[].region",
            "campaign.target",
        ]);
    let cells = AUDIENCE_CELLS.map(|path| fields(&[path]));
    let target_fields = fields(&["campaign.target"]);
    register.call(move |a: &mut AudienceHost, target: TargetHost, listed_min: Dynamic| -> Outcome<MassHost> {
        if let Some((known, wishes)) = a.get().zip(target.get()) {
            spend_comparing(known, wishes)?;
        }
        Ok(mass(a, &target, number(&listed_min)?, cells, target_fields))
    });
    shares_in_target(register);
}

fn shares_in_target(register: &mut Register<'_>) {
    register
        .say(Form::Property, "mass.share -> value", "fraction", "Share of the audience inside the target: breakdowns multiplied. Unknown where a wanted breakdown is missing or lists too little of the audience.")
        .property(|m: &MassHost, _| Measure::of(m.mass.share(), Unit::Fraction, m.fields).lacking(m.missing));
    register
        .say(
            Form::Property,
            "mass.upper -> value",
            "fraction",
            "The most that the share can be: every breakdown with the most that it allows; unknown where nothing is wanted.",
        )
        .property(|m: &MassHost, _| Measure::of(m.mass.upper(), Unit::Fraction, m.fields).lacking(m.missing));
    register
        .say(
            Form::Property,
            "mass.geography -> value",
            "fraction",
            "Share in the wanted countries or regions; 1 where none are wanted.",
        )
        .property(|m: &MassHost, _| {
            let share = match m.mass.geography {
                Wanted::Open => Some(1.0),
                Wanted::Missing | Wanted::AtMost(_) => None,
                Wanted::Share(share) => Some(share),
            };
            Measure::of(share, Unit::Fraction, m.fields).lacking(m.missing)
        });
    register
        .say(Form::Property, "mass.is_located -> bool", "-", "Whether the target wants countries or regions.")
        .property(|m: &MassHost, _| !matches!(m.mass.geography, Wanted::Open));
    register
        .say(
            Form::Property,
            "mass.is_product -> bool",
            "-",
            "Whether breakdowns were multiplied, which holds only as far as they are independent.",
        )
        .property(|m: &MassHost, _| m.mass.is_product());
}

fn mass(
    audience: &AudienceHost,
    target: &TargetHost,
    listed_min: f64,
    [countries, cities, gender_age, languages, interests, city_regions]: [saring_model::catalogue::FieldSet; 6],
    target_fields: saring_model::catalogue::FieldSet,
) -> MassHost {
    let Some(wishes) = target.get() else {
        return MassHost { mass: Mass::default(), fields: target_fields, missing: target_fields };
    };
    static NOTHING: Audience = Audience::unknown(AudienceOf::Followers);
    let known = audience.get().unwrap_or(&NOTHING);
    let mass = mass_in(known, wishes, listed_min);
    let has_placeless = known.cities.as_deref().is_some_and(|all| all.iter().any(|city| city.region.is_none()));
    let geography = match listed(wishes.regions.as_deref()) {
        None => countries,
        Some(_) if has_placeless => city_regions,
        Some(_) => cities,
    };
    let breakdowns = [
        (mass.geography, geography),
        (mass.gender_age, gender_age),
        (mass.language, languages),
        (mass.interest, interests),
    ];
    let mut used = saring_model::catalogue::FieldSet::EMPTY;
    let mut missing = saring_model::catalogue::FieldSet::EMPTY;
    for (wanted, cells) in breakdowns {
        match wanted {
            Wanted::Open => {}
            Wanted::Share(_) => used = used.union(cells),
            Wanted::Missing | Wanted::AtMost(_) => missing = missing.union(cells),
        }
    }
    if used.is_empty() && missing.is_empty() {
        missing = target_fields;
    }
    MassHost { mass, fields: used.union(missing).union(target_fields), missing }
}

/// Pays for comparing every cell with every wish, texts by their bytes.
fn spend_comparing(known: &Audience, wishes: &Target) -> Outcome<()> {
    fn bytes<'a>(texts: impl Iterator<Item = &'a str>) -> (usize, usize) {
        texts.fold((0, 0), |(n, bytes), text| (n + 1, bytes + text.len()))
    }
    fn spend((cells, cell_bytes): (usize, usize), (wishes, wish_bytes): (usize, usize)) -> Outcome<()> {
        fuel::spend_folding(cells.saturating_mul(wish_bytes).saturating_add(cell_bytes.saturating_mul(wishes)))
    }
    let labels = known.interests.as_deref().unwrap_or_default();
    let wanted = wishes.interests.as_deref().unwrap_or_default();
    spend(bytes(labels.iter().map(|cell| &*cell.label)), bytes(wanted.iter().map(|wish| &*wish.label)))?;
    let cities = known.cities.as_deref().unwrap_or_default();
    let regions = wishes.regions.as_deref().unwrap_or_default();
    let places = cities.iter().filter_map(|city| city.region.as_deref());
    spend(bytes(places), bytes(regions.iter().map(|wish| &*wish.code)))?;
    let pairs = [
        (known.countries.as_deref().map(<[_]>::len), wishes.countries.as_deref().map(<[_]>::len)),
        (known.languages.as_deref().map(<[_]>::len), wishes.languages.as_deref().map(<[_]>::len)),
        (known.gender_age.as_deref().map(<[_]>::len), wishes.gender_age.as_deref().map(<[_]>::len)),
    ];
    let mut sizes = pairs.into_iter().filter_map(|(cells, wishes)| cells.zip(wishes));
    sizes.try_for_each(|(cells, wishes)| fuel::spend(cells, wishes))
}
