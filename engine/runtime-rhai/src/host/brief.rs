//! `campaign.brief(…)`: what creators are told, and what they are not.

use rhai::{Array, Dynamic, INT, ImmutableString};
use saring_model::campaign::Brief;
use saring_model::catalogue::FieldSet;
use saring_pack::Unit;
use saring_vocabulary::brief::{Contradiction, Due, Item, Terms, Wording, contradictions, text_bytes, words_compared};

use super::campaign::CampaignHost;
use crate::fuel;
use crate::measure::{Measure, number, text};
use crate::registry::{Form, Outcome, Register, fields, raise};

/// Fields of the items, in their order.
const FIELDS: [&str; 11] = [
    "campaign.brief.brand_story",
    "campaign.brief.campaign_narrative",
    "campaign.brief.messaging_pillars",
    "campaign.brief.guardrails",
    "campaign.brief.freedom",
    "campaign.brief.mandatory",
    "campaign.brief.value_and_usp",
    "campaign.brief.do_and_dont",
    "campaign.brief.reference_content",
    "campaign.brief.timeline",
    "campaign.brief.revision_limit",
];

/// A brief, and what counts as said in it.
#[derive(Debug, Clone)]
pub(crate) struct BriefHost {
    campaign: CampaignHost,
    terms: Terms,
}

/// What a brief asks for and forbids at once: what it is, as the brief says it, and what forbids it.
#[derive(Debug, Clone)]
pub(crate) struct ContradictionsHost(Vec<(ImmutableString, ImmutableString, ImmutableString)>);

impl BriefHost {
    fn brief(&self) -> Option<&Brief> {
        self.campaign.campaign()?.brief.as_ref()
    }

    /// The brief, paid for as it is read.
    fn read(&self) -> Outcome<Option<&Brief>> {
        let brief = self.brief();
        fuel::spend_folding(brief.map_or(0, text_bytes))?;
        Ok(brief)
    }
}

pub(crate) fn register(register: &mut Register<'_>) {
    register
        .say(Form::Method, "campaign.brief(placeholders, words_min, pillars_min, pillars_max) -> brief", "-", "The brief for creators. Texts without a letter or digit and those of `placeholders` (`tbd`; one of several words may go on) say nothing; a story, a narrative and a value have at least `words_min` words; messages are `pillars_min` to `pillars_max`.")
        .reads(&["campaign.brief"])
        .call(|c: &mut CampaignHost, placeholders: Array, words: Dynamic, least: Dynamic, most: Dynamic| -> Outcome<BriefHost> {
            let terms = Terms {
                placeholders: words_of(&placeholders)?,
                words_min: number(&words)?,
                pillars: (number(&least)?, number(&most)?),
            };
            Ok(BriefHost { campaign: c.clone(), terms })
        });
    register
        .say(Form::Property, "brief.is_absent -> bool", "-", "Whether the campaign has no brief.")
        .property(|b: &BriefHost, _| b.brief().is_none());
    items(register);
    rest(register);
    contradicting(register);
}

fn items(register: &mut Register<'_>) {
    let by_item: [FieldSet; 11] = FIELDS.map(|path| fields(&[path]));
    let field = move |item: Item| {
        let place = Item::ALL.iter().position(|(known, _)| *known == item);
        place.and_then(|place| by_item.get(place)).copied().unwrap_or(FieldSet::EMPTY)
    };
    register
        .say(Form::Method, "brief.filled(item) -> value", "fraction", "How much of an item is filled: `brand-story`, `campaign-narrative`, `messaging-pillars`, `guardrails`, `freedom`, `mandatory`, `value-and-usp`, `do-and-dont`, `reference-content`, `timeline` or `revision-limit`. The four mandatory things count a quarter each; messages only within their bounds; of everything else one entry is enough. Unknown without a brief.")
        .reads(&FIELDS)
        .call(move |b: &mut BriefHost, item: ImmutableString| -> Outcome<Measure> {
            let item = named(&item)?;
            let filled = b.read()?.map(|brief| b.terms.filled(brief, item));
            Ok(Measure::of(filled, Unit::Fraction, field(item)))
        });
    register
        .say(
            Form::Method,
            "brief.entries(item) -> value",
            "count",
            "How many different entries of an item say something; unknown without a brief.",
        )
        .reads(&FIELDS)
        .call(move |b: &mut BriefHost, item: ImmutableString| -> Outcome<Measure> {
            let item = named(&item)?;
            let entries = b.read()?.map(|brief| b.terms.entries(brief, item) as f64);
            Ok(Measure::of(entries, Unit::Count, field(item)))
        });
    register
        .say(
            Form::Method,
            "brief.completeness() -> value",
            "fraction",
            "How much of all eleven items is filled; unknown without a brief.",
        )
        .reads(&FIELDS);
    let all = fields(&["campaign.brief"]);
    register.call(move |b: &mut BriefHost| -> Outcome<Measure> {
        Ok(Measure::of(b.read()?.map(|brief| b.terms.completeness(brief)), Unit::Fraction, all))
    });
    register
        .say(
            Form::Method,
            "brief.unfilled() -> array",
            "-",
            "The names of the items that are not wholly filled, in their order; all of them without a brief.",
        )
        .reads(&FIELDS)
        .call(|b: &mut BriefHost| -> Outcome<Array> {
            let brief = b.read()?;
            let open = |item: Item| brief.is_none_or(|brief| b.terms.filled(brief, item) < 1.0);
            let names = Item::ALL.iter().filter(|(item, _)| open(*item)).map(|(_, name)| *name);
            Ok(names.map(|name| Dynamic::from(ImmutableString::from(name))).collect())
        });
}

fn rest(register: &mut Register<'_>) {
    register
        .say(
            Form::Method,
            "brief.has(thing) -> bool",
            "-",
            "Whether the brief makes a `hashtag`, a `tag`, a `disclosure` or a `call-to-action` mandatory.",
        )
        .reads(&["campaign.brief.mandatory"])
        .call(|b: &mut BriefHost, thing: ImmutableString| -> Outcome<bool> {
            let Some((due, _)) = Due::ALL.iter().find(|(_, name)| *name == thing.as_str()) else {
                let known: Vec<&str> = Due::ALL.iter().map(|(_, name)| *name).collect();
                return raise(format!(
                    "`{thing}` is nothing that a brief makes mandatory; there are {}",
                    known.join(", ")
                ));
            };
            Ok(b.read()?.is_some_and(|brief| b.terms.has(brief, *due)))
        });
    register
        .say(Form::Property, "brief.revision_limit -> value", "count", "Most revisions that the creator accepts.")
        .reads(&["campaign.brief.revision_limit"])
        .property(|b: &BriefHost, f| Measure::count(b.brief().and_then(|brief| brief.revision_limit), f));
    register
        .say(Form::Method, "brief.milestones_after_flight(days) -> value", "count", "Dates of the brief's timeline that are after the campaign's last day, at most that many days; unknown where brief or flight are absent.")
        .reads(&["campaign.brief.timeline", "campaign.flight.end"]);
    let f = register.fields();
    register.call(move |b: &mut BriefHost, days: Dynamic| -> Outcome<Measure> {
        let days = number(&days)?;
        let flight = b.campaign.campaign().and_then(|campaign| campaign.flight.as_ref());
        let after = b.brief().zip(flight).map(|(brief, flight)| {
            let milestones = brief.timeline.as_deref().unwrap_or_default();
            fuel::charge(milestones.len());
            let late = milestones.iter().map(|milestone| milestone.on.days_since(flight.end) as f64);
            late.filter(|late| *late > 0.0 && *late <= days).count() as f64
        });
        Ok(Measure::of(after, Unit::Count, f))
    });
}

fn contradicting(register: &mut Register<'_>) {
    register
        .say(Form::Method, "brief.contradictions(prohibitions, permissions, exceptions, joins, fillers) -> contradictions", "-", "What the brief makes mandatory and a guardrail or a don't forbids. A guardrail forbids from its beginning or a prohibition (`no`) on, up to a permission (`always`), an exception (`without`) or the end of the sentence; it names a mandatory thing as a hashtag or mention, or by words that are all part of it. Joins (`and`) divide things; fillers (`use`) name none.")
        .reads(&["campaign.brief.mandatory", "campaign.brief.guardrails", "campaign.brief.do_and_dont"])
        .call(|b: &mut BriefHost, prohibitions: Array, permissions: Array, exceptions: Array, joins: Array, fillers: Array| -> Outcome<ContradictionsHost> {
            let wording = Wording {
                prohibitions: words_of(&prohibitions)?,
                permissions: words_of(&permissions)?,
                exceptions: words_of(&exceptions)?,
                joins: words_of(&joins)?,
                fillers: words_of(&fillers)?,
            };
            let Some(brief) = b.read()? else { return Ok(ContradictionsHost(Vec::new())) };
            let mandatory = Due::ALL.iter().map(|(due, _)| due.count(brief)).sum::<usize>();
            let lists = prohibitions.len() + permissions.len() + exceptions.len() + joins.len() + fillers.len();
            fuel::spend(words_compared(brief), mandatory + lists)?;
            Ok(ContradictionsHost(contradictions(brief, &wording).iter().map(shown).collect()))
        });
    register
        .say(Form::Property, "contradictions.count -> value", "count", "How many there are.")
        .reads(&["campaign.brief.mandatory", "campaign.brief.guardrails"])
        .property(|c: &ContradictionsHost, f| Measure::counted(c.0.len(), f));
    register
        .say(
            Form::Method,
            "contradictions.thing(n) -> text",
            "-",
            "What the n-th, from 0, makes mandatory: `hashtag`, `tag`, `disclosure` or `call-to-action`.",
        )
        .call(|c: &mut ContradictionsHost, n: INT| nth(c, n, |it| &it.0));
    register
        .say(Form::Method, "contradictions.mandatory(n) -> text", "-", "What it makes mandatory, as the brief says it.")
        .call(|c: &mut ContradictionsHost, n: INT| nth(c, n, |it| &it.1));
    register
        .say(Form::Method, "contradictions.forbidden_by(n) -> text", "-", "The guardrail or don't that forbids it.")
        .call(|c: &mut ContradictionsHost, n: INT| nth(c, n, |it| &it.2));
}

type Shown = (ImmutableString, ImmutableString, ImmutableString);

fn nth(contradictions: &ContradictionsHost, n: INT, part: fn(&Shown) -> &ImmutableString) -> Dynamic {
    let found = usize::try_from(n).ok().and_then(|n| contradictions.0.get(n));
    text(found.map(|found| part(found).as_str()), FieldSet::EMPTY)
}

/// Longest text of a brief that a reason quotes, in characters.
const QUOTED_CHARS_MAX: usize = 160;

fn shown(found: &Contradiction<'_>) -> Shown {
    let due = Due::ALL.iter().find(|(due, _)| *due == found.due).map_or("", |(_, name)| *name);
    let quoted = |text: &str| {
        let short: String = text.chars().take(QUOTED_CHARS_MAX).collect();
        if short.len() < text.len() { format!("{short}…").into() } else { ImmutableString::from(short) }
    };
    (due.into(), quoted(found.mandatory), quoted(found.forbidden_by))
}

fn named(name: &str) -> Outcome<Item> {
    let known = || Item::ALL.iter().map(|(_, name)| *name).collect::<Vec<_>>().join(", ");
    Item::named(name).map_or_else(|| raise(format!("`{name}` is no item of a brief; there are {}", known())), Ok)
}

/// A list of words that a script gives, as they are.
pub(crate) fn words_of(list: &Array) -> Outcome<Vec<String>> {
    let word = |item: &Dynamic| match item.read_lock::<ImmutableString>() {
        Some(word) => Ok(word.to_string()),
        None => raise("a list of texts is due here"),
    };
    list.iter().map(word).collect()
}
