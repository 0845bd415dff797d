//! What people say: sentiment, labels of comments, share of voice, the press, ratings.

use rhai::{Array, Dynamic, ImmutableString};
use saring_model::catalogue::FieldSet;
use saring_model::timeline::Channel;
use saring_pack::Unit;
use saring_vocabulary::chronicle::Window;
use saring_vocabulary::random::SplitMix64;
use saring_vocabulary::results::comments::{Labelled, Sample};
use saring_vocabulary::results::posts::Ratio;
use saring_vocabulary::results::ratings::{Opinions, opinions};
use saring_vocabulary::results::sentiment::{Mood, Net, of_comments, of_mentions, shift};
use saring_vocabulary::results::voice::{Press, Share, Voice, press, voice};

use super::super::super::column::ColumnHost;
use super::super::super::sentiment::matrix;
use super::super::super::table::TableHost;
use super::posts::{RESAMPLES_MAX, texts};
use super::{RangeHost, ResultsHost, TotalHost, counted};
use crate::fuel;
use crate::measure::{Measure, number, text};
use crate::registry::{Form, Outcome, Register, raise};

/// Net sentiment; none without voices or where the classifier's matrix tells nothing.
#[derive(Debug, Clone, Copy)]
struct NetHost {
    net: Option<Net>,
    voices: f64,
}

pub(super) fn register(register: &mut Register<'_>) {
    sentiments(register);
    labels(register);
    shares_of_voice(register);
    in_the_press(register);
    ratings(register);
}

impl ResultsHost {
    /// `before`, `during` or `since` the beginning; none where the days are not known.
    fn window(&self, when: &str) -> Outcome<Option<Window>> {
        let known = self.known();
        Ok(match when {
            "before" => known.before(),
            "during" => known.during(),
            "since" => Some(known.since_start()),
            _ => return raise(format!("`{when}` is no time; there are before, during and since")),
        })
    }

    fn mood(&self, of: &str, when: &str) -> Outcome<Mood> {
        let Some(window) = self.window(when)? else { return Ok(Mood::default()) };
        let known = self.known();
        let mood = match of {
            "comments" => of_comments(&known, self.base.posts(), &self.part, window),
            // Nobody knows on whose account the brand is mentioned.
            "mentions" if self.part.is_whole() => of_mentions(&known, window),
            "mentions" => Mood::default(),
            _ => return raise(format!("`{of}` are no voices; there are comments and mentions")),
        };
        fuel::charge(mood.n() as usize);
        Ok(mood)
    }
}

fn sentiments(register: &mut Register<'_>) {
    register
        .say(Form::Method, "results.net(of, when, confusion) -> net", "-", "Net sentiment of `comments` on the part's posts and creators, or of the `mentions` of the brand on social media, which are of the whole campaign alone: `before` the campaign, `during` it, or `since` its beginning. The classifier's own error is taken out by the table, as `mood.corrected` does. Comments that look bought do not count.")
        .reads(&["campaign.flight.start", "campaign.flight.end", "campaign.measurement.baseline"])
        .call(|r: &mut ResultsHost, of: ImmutableString, when: ImmutableString, confusion: TableHost| -> Outcome<NetHost> {
            let mood = r.mood(&of, &when)?;
            let net = matrix(confusion.table())?.and_then(|matrix| mood.net(matrix));
            Ok(NetHost { net, voices: mood.n() })
        });
    register
        .say(
            Form::Property,
            "net.value -> value",
            "fraction",
            "Positive less negative, -1 to 1; unknown without voices.",
        )
        .property(|n: &NetHost, _| counted(n.net.map(|net| net.value), Unit::Fraction).of_sample(n.voices as usize));
    register
        .say(Form::Property, "net.voices -> value", "count", "How many comments or mentions have a sentiment.")
        .property(|n: &NetHost, _| counted(Some(n.voices), Unit::Count));
    register
        .say(
            Form::Method,
            "net.within(z) -> range",
            "fraction",
            "The same with the interval of so many deviations (z = 1.96 for 95 %).",
        )
        .call(|n: &mut NetHost, z: Dynamic| -> Outcome<RangeHost> {
            let z = number(&z)?;
            let margin = |net: Net| z * libm::sqrt(net.variance);
            let ends = n.net.map(|net| ((net.value - margin(net)).max(-1.0), (net.value + margin(net)).min(1.0)));
            Ok(RangeHost::of(n.net.map(|net| net.value), ends, Unit::Fraction, n.voices as usize))
        });
    register
        .say(
            Form::Method,
            "net.above(before, z) -> range",
            "fraction",
            "How far it lies above another net sentiment, with the interval of so many deviations of two samples.",
        )
        .call(|n: &mut NetHost, before: NetHost, z: Dynamic| -> Outcome<RangeHost> {
            let z = number(&z)?;
            let shift = before.net.zip(n.net).map(|(before, after)| shift(before, after, z));
            let sample = before.voices.min(n.voices) as usize;
            let ends = shift.map(|(_, low, high)| (low, high));
            Ok(RangeHost::of(shift.map(|(shift, ..)| shift), ends, Unit::Fraction, sample))
        });
}

fn labels(register: &mut Register<'_>) {
    register
        .say(Form::Method, "results.labelled(label, when) -> labelled", "-", "Comments on the part's posts and creators that are `inauthentic`, `off-message` or `on-pillar`, of those at which somebody looked for it.")
        .call(|r: &mut ResultsHost, label: ImmutableString, when: ImmutableString| -> Outcome<Labelled> {
            let Some(window) = r.window(&when)? else { return Ok(Labelled::default()) };
            let sample = Sample::of(&r.known(), r.base.posts(), &r.part, window);
            let labelled = match label.as_str() {
                "inauthentic" => sample.inauthentic,
                "off-message" => sample.off_message,
                "on-pillar" => sample.on_pillar,
                _ => return raise(format!("`{label}` is no label; there are inauthentic, off-message and on-pillar")),
            };
            fuel::charge(labelled.n as usize);
            Ok(labelled)
        });
    register
        .say(
            Form::Property,
            "labelled.hits -> value",
            "count",
            "Those that have the label; unknown where nobody looked.",
        )
        .property(|l: &Labelled, _| counted((l.n > 0.0).then_some(l.hits), Unit::Count).of_sample(l.n as usize));
    register
        .say(Form::Property, "labelled.n -> value", "count", "Those at which somebody looked.")
        .property(|l: &Labelled, _| counted(Some(l.n), Unit::Count));
}

/// The brand's voice, with the seed of what is drawn about it.
#[derive(Debug, Clone)]
struct VoiceHost {
    voice: Voice,
    seed: String,
}

fn shares_of_voice(register: &mut Register<'_>) {
    register
        .say(Form::Method, "results.voice(channel) -> voice", "-", "The brand against the rivals that it names, before the campaign and during it, on `social` media, in the `press` or in `search` engines.")
        .reads(&["campaign.brand.competitors", "campaign.flight.start", "campaign.flight.end", "campaign.measurement.baseline"])
        .call(|r: &mut ResultsHost, channel: ImmutableString| -> Outcome<VoiceHost> {
            let of = match channel.as_str() {
                "social" => Channel::Social,
                "press" => Channel::Press,
                "search" => Channel::Search,
                _ => return raise(format!("`{channel}` is no channel; there are social, press and search")),
            };
            Ok(VoiceHost { voice: voice(&r.known(), of), seed: r.seed(&format!("voice/{channel}")) })
        });
    register
        .say(Form::Method, "voice.share(when, level, resamples) -> range", "fraction", "The brand's share of all mentions, `before` the campaign or `during` it, against the rivals that were counted then, or its `shift` against those that were counted in both; unknown without counts of the brand and of a rival. The interval holds it with the chance `level`: days are drawn anew that many times (expanded percentile bootstrap). There is none below two days, and where the brand and its rivals were not counted on the same days.")
        .call(|v: &mut VoiceHost, when: ImmutableString, level: Dynamic, resamples: Dynamic| -> Outcome<RangeHost> {
            let (level, resamples) = (number(&level)?, number(&resamples)?.clamp(0.0, RESAMPLES_MAX) as usize);
            v.share(&when, level, resamples)
        });
    let mut count = |signature, meaning, get: fn(&Voice) -> usize| {
        register
            .say(Form::Property, signature, "count", meaning)
            .property(move |v: &VoiceHost, _| Measure::counted(get(&v.voice), FieldSet::EMPTY));
    };
    count("voice.counted_before -> value", "Rivals who were counted before the campaign.", |v| v.counted[0]);
    count("voice.counted_during -> value", "Rivals who were counted during it.", |v| v.counted[1]);
    count("voice.counted -> value", "Rivals who were counted in both times.", |v| v.counted_alike);
    register
        .say(Form::Property, "voice.named -> value", "count", "Rivals whom the brand names.")
        .reads(&["campaign.brand.competitors"])
        .property(|v: &VoiceHost, f| Measure::counted(v.voice.named, f));
}

impl VoiceHost {
    fn share(&self, when: &str, level: f64, resamples: usize) -> Outcome<RangeHost> {
        let ([before, during], [before_alike, during_alike]) = (&self.voice.shares, &self.voice.alike);
        let (share, than) = match when {
            "before" => (before, None),
            "during" => (during, None),
            "shift" => (during_alike, Some(before_alike)),
            _ => return raise(format!("`{when}` is no time; there are before, during and shift")),
        };
        let days = |share: &Share| share.by_day.as_ref().map_or(0, Ratio::told);
        fuel::spend(days(share) + than.map_or(0, days), resamples)?;
        let mut dice = SplitMix64::of_text(&format!("{}/{when}", self.seed));
        let (value, ends) = match than {
            None => (share.value, share.by_day.as_ref().and_then(|days| days.interval(level, resamples, &mut dice))),
            Some(than) => {
                let ends = share.by_day.as_ref().zip(than.by_day.as_ref());
                let ends = ends.and_then(|(days, than)| days.interval_above(than, level, resamples, &mut dice));
                (share.value.zip(than.value).map(|(share, than)| share - than), ends)
            }
        };
        let sample = than.map_or(usize::MAX, days).min(days(share));
        Ok(RangeHost::of(value, ends, Unit::Fraction, sample))
    }
}

fn in_the_press(register: &mut Register<'_>) {
    register
        .say(Form::Property, "results.press -> press", "-", "The brand in the press since the campaign began.")
        .reads(&["campaign.flight.start", "campaign.measurement.rate_card"])
        .property(|r: &ResultsHost, _| press(&r.known()));
    register
        .say(
            Form::Property,
            "press.mentions -> value",
            "count",
            "How many mentions there are; unknown where the press was never watched.",
        )
        .property(|p: &Press, _| counted(p.is_watched.then(|| p.mentions()), Unit::Count));
    register.say(Form::Property, "press.outlets -> value", "count", "In how many outlets that are named.").property(
        |p: &Press, _| {
            let named = p.outlets.keys().filter(|outlet| outlet.is_some()).count();
            counted(p.is_watched.then_some(named as f64), Unit::Count)
        },
    );
    register
        .say(
            Form::Property,
            "press.most -> text",
            "-",
            "The outlet with the most mentions, of equals the first by name; unknown where none is named.",
        )
        .property(|p: &Press, f| {
            let named = p.outlets.iter().filter_map(|(outlet, n)| Some((outlet.as_ref()?, *n)));
            let most = named.fold(None, |best: Option<(&saring_model::Name, f64)>, next| match best {
                Some(best) if best.1 >= next.1 => Some(best),
                _ => Some(next),
            });
            text(most.map(|(outlet, _)| &**outlet), f)
        });
    register
        .say(
            Form::Property,
            "press.has_price -> bool",
            "-",
            "Whether a price of a press mention is declared in the campaign's currency.",
        )
        .reads(&["campaign.measurement.rate_card"])
        .property(|p: &Press, _| p.value.is_some());
    register
        .say(
            Form::Property,
            "press.value -> total",
            "money",
            "Mentions times the declared price of one, by outlet; outlets without a price do not tell.",
        )
        .property(|p: &Press, _| match p.value {
            Some(value) => TotalHost::of_all(value, Unit::Money),
            None => TotalHost::of(Default::default(), Unit::Money),
        });
}

fn ratings(register: &mut Register<'_>) {
    register
        .say(Form::Method, "results.opinions(criteria) -> opinions", "-", "What people think of the part by any of some criteria: ratings of its posts and creators in the campaign. Each person counts once.")
        .call(|r: &mut ResultsHost, criteria: Array| -> Outcome<Opinions> {
            let criteria = texts(&criteria)?;
            let criteria: Vec<&str> = criteria.iter().map(ImmutableString::as_str).collect();
            let found = opinions(&r.known(), r.base.posts(), &r.part, &criteria);
            fuel::charge(found.opinions.len());
            Ok(found)
        });
    register
        .say(
            Form::Property,
            "opinions.ratings -> column",
            "fraction",
            "The mean of each person's ratings, 0 the worst, 1 the best.",
        )
        .property(|o: &Opinions, _| ColumnHost::of(o.opinions.clone(), Unit::Fraction, FieldSet::EMPTY));
    register
        .say(Form::Property, "opinions.posts -> value", "count", "How many posts were rated.")
        .property(|o: &Opinions, _| Measure::counted(o.posts, FieldSet::EMPTY));
    register
        .say(Form::Method, "opinions.net_promoters(promoter, detractor) -> value", "fraction", "The share of people at `promoter` or above less the share at `detractor` or below; unknown where nobody rated.")
        .call(|o: &mut Opinions, promoter: Dynamic, detractor: Dynamic| -> Outcome<Measure> {
            let score = o.net_promoters(number(&promoter)?, number(&detractor)?);
            Ok(counted(score, Unit::Fraction).of_sample(o.opinions.known()))
        });
}
