//! Creators alone: all that is knowable of them without a campaign.

use std::sync::Arc;

use rayon::prelude::*;
use saring_eval::digest::DocumentDigest;
use saring_eval::report::{AuditReport, AuditedCreator, InvalidCreator};
use saring_eval::{Setting, check, classify, digest, layered, tell};
use saring_model::creator::check_all;
use saring_model::decode::{ViolationCode, decode};
use saring_model::limits::CREATORS_MAX;
use saring_model::{Creator, Document, Language, List, Name, Timestamp, Violation, Violations};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use crate::deadline::in_time;
use crate::explain::nearest;
use crate::roster::{OnInvalid, read_items};
use crate::score::{BATCH_CREATORS, DEFAULT_LANG};
use crate::{App, DEFAULT_PACK, Refusal};

/// What to audit.
#[derive(Debug, Clone, Default)]
pub struct AuditRequest {
    /// The pack, by name, `name@version` or digest; absent means the standard pack.
    pub pack: Option<String>,
    /// The creators.
    pub creators: Vec<Arc<Creator>>,
    /// Creators that were skipped because they could not be read.
    pub invalid: Vec<InvalidCreator>,
    /// The moment of the audit; absent means now.
    pub as_of: Option<Timestamp>,
    /// Language of the texts; absent means English.
    pub lang: Option<String>,
}

/// The body of a request to audit: one creator, or several.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AuditBody {
    /// The pack, by name, `name@version` or digest; absent means `standard`.
    pub pack: Option<Name>,
    /// The one creator. Either this or `creators` is given.
    pub creator: Option<Creator>,
    /// The creators, at least one.
    pub creators: Option<List<Creator, CREATORS_MAX, 1>>,
    /// The moment of the audit; absent means now, and the report says which.
    pub as_of: Option<Timestamp>,
    /// What to do where some creators cannot be read; absent means to refuse the request.
    pub on_invalid: Option<OnInvalid>,
    /// Language of the texts.
    pub lang: Option<Language>,
}

impl Document for AuditBody {
    const NAME: &'static str = "audit-request";

    fn check(&self, found: &mut Violations) {
        if let Some(violation) = either(self.creator.is_some(), self.creators.is_some()) {
            found.push(violation);
        }
        if let Some(creator) = &self.creator {
            let mut own = Violations::default();
            creator.check(&mut own);
            found.append(own.under("/creator"));
        }
        check_all(self.creators.as_deref().unwrap_or_default(), found);
    }
}

/// What is wrong where not exactly one of `creator` and `creators` is given.
fn either(creator: bool, creators: bool) -> Option<Violation> {
    let violation = match (creator, creators) {
        (true, true) => Violation::new("/creator", ViolationCode::NotAllowed, "`creator` stands beside `creators`")
            .help("put every creator into `creators`"),
        (false, false) => Violation::new("/creators", ViolationCode::MissingField, "there is no creator to audit")
            .help("give one as `creator`, or a list as `creators`"),
        _ => return None,
    };
    Some(violation)
}

/// The body with its creators unread, for requests that skip what cannot be read.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LenientBody {
    pack: Option<Name>,
    creators: Vec<Box<RawValue>>,
    as_of: Option<Timestamp>,
    on_invalid: Option<OnInvalid>,
    lang: Option<Language>,
}

impl AuditRequest {
    /// Everything at its default: the standard pack, now, in English.
    pub fn new(creators: Vec<Arc<Creator>>) -> Self {
        Self { creators, ..Self::default() }
    }

    /// Reads the body of a request.
    ///
    /// # Errors
    /// Everything that is wrong with it. Where it asks to skip creators of a list that cannot be read, these are listed
    /// in the request instead, and only the rest of the body can be refused.
    pub fn decode(body: &[u8]) -> Result<Self, Violations> {
        match decode::<AuditBody>(body) {
            Ok(body) => Ok(Self::from(body)),
            Err(violations) => Self::lenient(body).ok_or(violations),
        }
    }

    fn lenient(body: &[u8]) -> Option<Self> {
        let body: LenientBody = serde_json::from_slice(body).ok()?;
        if body.on_invalid != Some(OnInvalid::Skip) || body.creators.len() > CREATORS_MAX {
            return None;
        }
        let roster = read_items(&body.creators);
        Some(Self {
            pack: body.pack.map(|pack| pack.to_string()),
            creators: roster.creators,
            invalid: roster.invalid,
            as_of: body.as_of,
            lang: body.lang.map(|lang| lang.to_string()),
        })
    }

    /// The same request with one creator alone, named by its id; or by a handle, which may be that of several.
    ///
    /// # Errors
    /// Where no creator has this id or handle.
    pub fn only(self, wanted: &str) -> Result<Self, Refusal> {
        let handle = wanted.trim_start_matches('@');
        let named = |creator: &Creator| {
            let handles = creator.accounts.iter().filter_map(|account| account.handle.as_deref());
            handles.map(|known| known.trim_start_matches('@')).any(|known| known.eq_ignore_ascii_case(handle))
        };
        let of = |is: &dyn Fn(&Creator) -> bool| -> Vec<Arc<Creator>> {
            self.creators.iter().filter(|creator| is(creator)).cloned().collect()
        };
        let by_id = of(&|creator| creator.id.as_str() == wanted);
        let creators = if by_id.is_empty() { of(&named) } else { by_id };
        if creators.is_empty() {
            let nearest = nearest(&self.creators, wanted);
            return Err(Refusal::UnknownCreator { wanted: wanted.to_owned(), nearest });
        }
        Ok(Self { creators, ..self })
    }
}

impl From<AuditBody> for AuditRequest {
    fn from(body: AuditBody) -> Self {
        let several = body.creators.map(List::into_vec).unwrap_or_default();
        Self {
            pack: body.pack.map(|pack| pack.to_string()),
            creators: body.creator.into_iter().chain(several).map(Arc::new).collect(),
            invalid: Vec::new(),
            as_of: body.as_of,
            lang: body.lang.map(|lang| lang.to_string()),
        }
    }
}

impl App {
    /// Tells all that is knowable of each creator without a campaign. `now` is used where the request names no moment.
    ///
    /// # Errors
    /// Where the pack is not there or not valid, or there is no creator. What a rule does wrong is no error: it is a
    /// fault in the report.
    pub fn audit(&self, request: &AuditRequest, now: Timestamp) -> Result<AuditReport, Refusal> {
        let pack = self.pack(request.pack.as_deref().unwrap_or(DEFAULT_PACK))?;
        if request.creators.is_empty() {
            return Err(Refusal::EmptyRoster);
        }
        let setting = Setting { pack: &pack, campaign: None, as_of: request.as_of.unwrap_or(now) };
        self.threads.install(|| audit_all(&setting, request))
    }
}

/// Batches run where there is a thread for them; everything that has an order is put in order afterwards.
fn audit_all(setting: &Setting<'_>, request: &AuditRequest) -> Result<AuditReport, Refusal> {
    let lang = request.lang.as_deref().unwrap_or(DEFAULT_LANG);
    let locale = setting.pack.pack.locale(lang);
    let batches: Vec<(Vec<AuditedCreator>, Vec<DocumentDigest>)> = request
        .creators
        .par_chunks(BATCH_CREATORS)
        .map(|batch| {
            let checked = check(setting, classify(setting, batch));
            in_time(setting.pack, &checked)?;
            let told =
                checked.into_iter().map(|checked| tell::audited(setting, locale, &layered(setting, checked))).collect();
            Ok((told, batch.iter().map(|creator| digest::creator(creator)).collect()))
        })
        .collect::<Result<_, Refusal>>()?;
    let (told, digests): (Vec<_>, Vec<_>) = batches.into_iter().unzip();
    let inputs = digest::creators(digests.into_iter().flatten().collect());
    Ok(tell::audit(setting, lang, inputs, told.into_iter().flatten().collect(), request.invalid.clone()))
}
