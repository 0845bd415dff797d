//! The main job: a roster and a campaign in, an explained ranking out.

use std::sync::Arc;

use rayon::prelude::*;
use saring_eval::digest::DocumentDigest;
use saring_eval::report::{CreatorReport, InvalidCreator, Report};
use saring_eval::{Context, Decided, Ranked, check, classify, decide, digest, rank, tell};
use saring_model::creator::check_all;
use saring_model::decode::decode;
use saring_model::limits::CREATORS_MAX;
use saring_model::{Campaign, Count, Creator, Document, Language, List, Name, Timestamp, Violations};
use saring_pack::CompiledPack;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::deadline::in_time;
use crate::roster::{OnInvalid, ReadRoster, Unread, read_items};
use crate::{App, DEFAULT_PACK, Refusal};

/// Creators that are asked about at once. Each is answered as if alone, so the number changes no answer.
pub(crate) const BATCH_CREATORS: usize = 128;
/// The language of the texts where none is chosen.
pub const DEFAULT_LANG: &str = "en";

/// What to decide on.
#[derive(Debug, Clone)]
pub struct ScoreRequest {
    /// The pack, by name, `name@version` or digest; absent means the standard pack.
    pub pack: Option<String>,
    /// The campaign.
    pub campaign: Arc<Campaign>,
    /// The creators.
    pub creators: Vec<Arc<Creator>>,
    /// Creators that were skipped because they could not be read.
    pub invalid: Vec<InvalidCreator>,
    /// The moment of the decision; absent means now.
    pub as_of: Option<Timestamp>,
    /// Language of the texts; absent means English.
    pub lang: Option<String>,
    /// How many creators to list, best first; absent means all. The summary counts all.
    pub top: Option<usize>,
    /// Refuse where a rule stands in for a plugin that is not installed.
    pub require_plugins: bool,
}

/// The body of a request to score.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "ScoreBody")]
pub struct ScoreBody<C = List<Creator, CREATORS_MAX, 1>> {
    /// The pack, by name, `name@version` or digest; absent means `standard`.
    pub pack: Option<Name>,
    /// The campaign.
    pub campaign: Campaign,
    /// The creators, at least one.
    pub creators: C,
    /// The moment of the decision; absent means now, and the report says which.
    pub as_of: Option<Timestamp>,
    /// What to do where some creators cannot be read; absent means to refuse the request.
    pub on_invalid: Option<OnInvalid>,
    /// Language of the texts.
    pub lang: Option<Language>,
    /// How many creators to list, best first; absent means all. The summary counts all.
    pub top: Option<Count>,
    /// Refuse where a rule stands in for a plugin that is not installed.
    pub require_plugins: Option<bool>,
}

impl Document for ScoreBody {
    const NAME: &'static str = "score-request";

    fn check(&self, found: &mut Violations) {
        let mut campaign = Violations::default();
        self.campaign.check(&mut campaign);
        found.append(campaign.under("/campaign"));
        check_all(&self.creators, found);
    }
}

impl ScoreRequest {
    /// Everything at its default: the standard pack, now, in English, all creators.
    pub fn new(campaign: Arc<Campaign>, creators: Vec<Arc<Creator>>) -> Self {
        let (pack, as_of, lang, top) = (None, None, None, None);
        Self { pack, campaign, creators, invalid: Vec::new(), as_of, lang, top, require_plugins: false }
    }

    /// The same request at a moment.
    #[must_use]
    pub fn at(self, as_of: Timestamp) -> Self {
        Self { as_of: Some(as_of), ..self }
    }

    /// Reads the body of a request.
    ///
    /// # Errors
    /// Everything that is wrong with it. Where it asks to skip creators that cannot be read, these are listed in the
    /// request instead, and only the rest of the body can be refused.
    pub fn decode(body: &[u8]) -> Result<Self, Violations> {
        match decode::<ScoreBody>(body) {
            Ok(body) => Ok(Self::from(body)),
            Err(violations) => match serde_json::from_slice::<ScoreBody<Unread>>(body) {
                Ok(body) => body.lenient().ok_or(violations),
                Err(_) => Err(violations),
            },
        }
    }
}

impl ScoreBody<Unread> {
    /// The request without the creators that cannot be read, where the body asks to skip them.
    pub(crate) fn lenient(self) -> Option<ScoreRequest> {
        let mut found = Violations::default();
        self.campaign.check(&mut found);
        let is_readable =
            self.on_invalid == Some(OnInvalid::Skip) && found.is_empty() && self.creators.len() <= CREATORS_MAX;
        is_readable.then(|| self.request(|creators| read_items(&creators)))
    }
}

impl<C> ScoreBody<C> {
    fn request(self, read: impl FnOnce(C) -> ReadRoster) -> ScoreRequest {
        let ReadRoster { creators, invalid } = read(self.creators);
        ScoreRequest {
            pack: self.pack.map(|pack| pack.to_string()),
            campaign: Arc::new(self.campaign),
            creators,
            invalid,
            as_of: self.as_of,
            lang: self.lang.map(|lang| lang.to_string()),
            top: self.top.map(|top| top.get() as usize),
            require_plugins: self.require_plugins.unwrap_or_default(),
        }
    }
}

impl From<ScoreBody> for ScoreRequest {
    fn from(body: ScoreBody) -> Self {
        body.request(|creators| ReadRoster {
            creators: creators.into_vec().into_iter().map(Arc::new).collect(),
            invalid: Vec::new(),
        })
    }
}

impl App {
    /// Decides on every creator and ranks them. `now` is used where the request names no moment.
    ///
    /// # Errors
    /// Where the pack is not there or not valid, the goal is not known to it, or there is no creator. What a rule does
    /// wrong is no error: it is a fault in the report.
    pub fn score(&self, request: &ScoreRequest, now: Timestamp) -> Result<Report, Refusal> {
        let compiled = self.pack(request.pack.as_deref().unwrap_or(DEFAULT_PACK))?;
        ready(&compiled, request)?;
        let context = Context::new(&compiled, &request.campaign, request.as_of.unwrap_or(now))?;
        self.threads.install(|| decide_all(&context, request))
    }
}

/// Refuses a request that there is nothing to decide on, or not by the rules that it asks for.
pub(crate) fn ready(compiled: &CompiledPack, request: &ScoreRequest) -> Result<(), Refusal> {
    if request.creators.is_empty() {
        return Err(Refusal::EmptyRoster);
    }
    if request.require_plugins && !compiled.pack.fallbacks.is_empty() {
        let rules = compiled.pack.fallbacks.iter().map(|fallback| fallback.rule.clone()).collect();
        return Err(Refusal::FallbackRefused { rules });
    }
    Ok(())
}

/// Every creator decided and ranked, with the digest of all inputs. Batches run where there is a thread for them;
/// everything that has an order is put in order afterwards.
pub(crate) fn ranked(context: &Context<'_>, creators: &[Arc<Creator>]) -> Result<(Ranked, String), Refusal> {
    let batches: Vec<(Vec<Decided>, Vec<DocumentDigest>)> = creators
        .par_chunks(BATCH_CREATORS)
        .map(|batch| {
            let checked = check(&context.setting, classify(&context.setting, batch));
            in_time(context.setting.pack, &checked)?;
            let decided = checked.into_iter().map(|checked| decide(context, checked)).collect();
            Ok((decided, batch.iter().map(|creator| digest::creator(creator)).collect()))
        })
        .collect::<Result<_, Refusal>>()?;
    let (decided, digests): (Vec<_>, Vec<_>) = batches.into_iter().unzip();
    let inputs = digest::inputs(context.campaign, digests.into_iter().flatten().collect());
    Ok((rank(context, decided.into_iter().flatten().collect()), inputs))
}

fn decide_all(context: &Context<'_>, request: &ScoreRequest) -> Result<Report, Refusal> {
    let lang = request.lang.as_deref().unwrap_or(DEFAULT_LANG);
    let (ranked, inputs) = ranked(context, &request.creators)?;
    let locale = context.setting.pack.pack.locale(lang);
    let told: Vec<CreatorReport> = (ranked.creators.par_iter().enumerate())
        .map(|(index, decided)| tell::creator(context, locale, decided, index + 1))
        .collect();
    let mut report = tell::report(context, lang, inputs, told, request.invalid.clone());
    report.creators.truncate(request.top.unwrap_or(usize::MAX));
    Ok(report)
}
