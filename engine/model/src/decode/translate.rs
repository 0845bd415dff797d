//! From the complaints of a schema to words for people.

use jsonschema::ValidationError;
use jsonschema::error::ValidationErrorKind as Kind;
use serde_json::Value;

use super::wording::{about, bound, fields, joined, measured, near, percent, shown, type_name, types};
use super::{Violation, ViolationCode, child};

/// Translates the errors of one schema.
pub(super) struct Translator<'s> {
    pub(super) schema: &'s Value,
}

impl Translator<'_> {
    /// What one error says, for people. A failed choice between shapes is told for the shape that was meant.
    pub(super) fn translate(&self, error: &ValidationError<'_>) -> Vec<Violation> {
        let at = error.instance_path().as_str();
        match error.kind() {
            Kind::AdditionalProperties { unexpected } => {
                unexpected.iter().map(|name| self.unknown(error, name)).collect()
            }
            Kind::AnyOf { context } | Kind::OneOfNotValid { context } => self.choice(error, context),
            Kind::PropertyNames { error: name } => {
                let text = name.instance().as_str().unwrap_or_default().to_owned();
                let (code, message, help) = self.single(name);
                let violation = Violation::new(child(at, &text), code, message);
                vec![help.into_iter().fold(violation, Violation::help)]
            }
            _ => {
                let (code, message, help) = self.single(error);
                let violation = Violation::new(at, code, message);
                vec![help.into_iter().fold(violation, Violation::help)]
            }
        }
    }

    /// Code, message and help of an error about one value.
    fn single(&self, error: &ValidationError<'_>) -> (ViolationCode, String, Option<String>) {
        use ViolationCode as Code;
        let value = error.instance();
        let node = self.node(error);
        let help = |text: &str| Some(text.to_owned());
        match error.kind() {
            Kind::Required { property } => {
                let name = property.as_str().unwrap_or_default();
                let field = node.and_then(|node| node.get("properties")?.get(name));
                let doc = field.and_then(|field| self.description(field));
                (
                    Code::MissingField,
                    format!("missing field `{name}`"),
                    doc.map(|doc| format!("`{name}`: {}", about(doc))),
                )
            }
            Kind::Type { .. } if node.is_some_and(|node| node.get("x-depth-max").is_some()) => {
                let max = node.and_then(|node| node.get("x-depth-max")?.as_u64()).unwrap_or_default();
                (Code::TooDeep, format!("own fields nest deeper than {max}"), Some("flatten the own fields".to_owned()))
            }
            Kind::Type { .. } => wrong_type(value, &node.map(types).unwrap_or_default(), node),
            Kind::Maximum { limit } | Kind::Minimum { limit } => out_of_range(value, limit, node),
            Kind::MaxLength { limit } => {
                (Code::TooLong, length(value, &format!("at most {limit}")), help("shorten the text"))
            }
            Kind::MinLength { limit } => (
                Code::TooShort,
                length(value, &format!("at least {limit}")),
                help("leave the field out where its value is unknown"),
            ),
            Kind::MaxItems { limit } | Kind::MaxProperties { limit } => {
                let message = format!("more than {limit} entries");
                (Code::TooMany, message, help("keep the most telling entries, or split the document"))
            }
            Kind::MinItems { limit } => {
                let n = value.as_array().map(Vec::len).unwrap_or_default();
                (Code::TooFew, format!("{n} entries, where at least {limit} are needed"), help("add an entry"))
            }
            Kind::Pattern { .. } => {
                let form = node.and_then(|node| node.get("x-form")?.as_str()).unwrap_or("of the form that is due");
                (Code::BadFormat, format!("{} is not {form}", shown(value)), form_help(value, form))
            }
            Kind::Enum { options } => {
                let words: Vec<&str> = options.as_array().into_iter().flatten().filter_map(Value::as_str).collect();
                let what = node.and_then(|node| node.get("description")?.as_str()).unwrap_or("the listed values");
                not_allowed(value, &words, what)
            }
            _ => (Code::Unreadable, format!("{} is not allowed here", shown(value)), None),
        }
    }

    fn unknown(&self, error: &ValidationError<'_>, name: &str) -> Violation {
        let known: Vec<&str> = self.node(error).map(fields).unwrap_or_default();
        let at = child(error.instance_path().as_str(), name);
        let help = match near(name, &known) {
            Some(near) => format!("did you mean `{near}`?"),
            None if known.contains(&"attributes") => "fields of your own go into `attributes`".to_owned(),
            None => format!("the fields here are {}", joined(&known)),
        };
        Violation::new(at, ViolationCode::UnknownField, format!("unknown field `{name}`")).help(help)
    }

    fn choice(&self, error: &ValidationError<'_>, context: &[Vec<ValidationError<'static>>]) -> Vec<Violation> {
        let at = error.instance_path().as_str();
        let value = error.instance();
        let branches: Vec<&Value> =
            self.schema.pointer(error.schema_path().as_str()).and_then(Value::as_array).into_iter().flatten().collect();
        let words: Vec<&str> = branches.iter().filter_map(|branch| branch.get("const")?.as_str()).collect();
        if !words.is_empty() {
            let (code, message, help) = not_allowed(value, &words, "");
            return vec![help.into_iter().fold(Violation::new(at, code, message), Violation::help)];
        }
        let is_here = |error: &&ValidationError<'_>| error.instance_path().as_str() == at;
        let fits = |errors: &&Vec<ValidationError<'_>>| {
            !errors.iter().filter(is_here).any(|error| matches!(error.kind(), Kind::Type { .. }))
        };
        let meant: Vec<&Vec<ValidationError<'_>>> = context.iter().filter(fits).collect();
        match meant.as_slice() {
            [] => {
                let expected: Vec<&str> = branches.iter().flat_map(|branch| types(self.resolved(branch))).collect();
                let (code, message, help) = wrong_type(value, &expected, self.node(error));
                vec![help.into_iter().fold(Violation::new(at, code, message), Violation::help)]
            }
            [one] => one.iter().flat_map(|error| self.translate(error)).collect(),
            several => self.tagged(error, &branches, several),
        }
    }

    /// An object that must have exactly one of several keys, and its content the shape of that key.
    fn tagged(
        &self,
        error: &ValidationError<'_>,
        branches: &[&Value],
        context: &[&Vec<ValidationError<'static>>],
    ) -> Vec<Violation> {
        let at = error.instance_path().as_str();
        let tags: Vec<&str> = branches.iter().flat_map(|branch| fields(branch)).collect();
        let keys: Vec<&str> =
            error.instance().as_object().into_iter().flatten().map(|(name, _)| name.as_str()).collect();
        let known: Vec<&str> = keys.iter().copied().filter(|key| tags.contains(key)).collect();
        let one_of = format!("exactly one of {} is due", joined(&tags));
        match (known.as_slice(), keys.as_slice()) {
            ([one], [_]) => {
                let place = tags.iter().position(|tag| tag == one);
                let errors = place.and_then(|place| context.get(place));
                errors.into_iter().flat_map(|errors| errors.iter()).flat_map(|error| self.translate(error)).collect()
            }
            ([], []) => vec![Violation::new(at, ViolationCode::MissingField, "an empty object").help(one_of)],
            ([], names) => {
                let unknown = |name: &&str| {
                    let help = near(name, &tags).map_or(one_of.clone(), |near| format!("did you mean `{near}`?"));
                    let message = format!("unknown field `{name}`");
                    Violation::new(child(at, name), ViolationCode::UnknownField, message).help(help)
                };
                names.iter().map(unknown).collect()
            }
            _ => {
                let message = format!("{}, where exactly one is due", joined(&keys));
                vec![Violation::new(at, ViolationCode::TooMany, message).help("make one event of each")]
            }
        }
    }

    /// The node of the schema whose keyword failed.
    fn node(&self, error: &ValidationError<'_>) -> Option<&Value> {
        let (parent, _) = error.schema_path().as_str().rsplit_once('/')?;
        self.schema.pointer(parent)
    }

    /// What a node says of itself, or what the type says that it refers to.
    fn description<'a>(&'a self, node: &'a Value) -> Option<&'a str> {
        node.get("description").or_else(|| self.resolved(node).get("description"))?.as_str()
    }

    fn resolved<'a>(&'a self, node: &'a Value) -> &'a Value {
        let target = node.get("$ref").and_then(Value::as_str).and_then(|name| name.strip_prefix('#'));
        target.and_then(|pointer| self.schema.pointer(pointer)).unwrap_or(node)
    }
}

fn wrong_type(value: &Value, expected: &[&str], node: Option<&Value>) -> (ViolationCode, String, Option<String>) {
    let form = node.and_then(|node| node.get("x-form")?.as_str());
    let expected = match form {
        Some(form) => form.to_owned(),
        None => measured(expected, node),
    };
    let number = value.as_str().is_some_and(|text| text.trim().parse::<f64>().is_ok_and(f64::is_finite));
    let help = match value {
        Value::String(_) if number && expected.contains("number") => Some("write the number without quotes".to_owned()),
        Value::Null => Some("this value must be known; only optional fields may be `null`".to_owned()),
        Value::Number(number) if expected.starts_with("a decimal") => {
            Some(format!("money is never a float: write `\"{number}\"`, in quotes"))
        }
        Value::Number(_) if expected == "a whole number" => Some("counts are whole: round the number".to_owned()),
        _ => node.and_then(|node| Some(format!("due here: {}", about(node.get("description")?.as_str()?)))),
    };
    (ViolationCode::WrongType, format!("expected {expected}, found {}", type_name(value)), help)
}

fn out_of_range(value: &Value, limit: &Value, node: Option<&Value>) -> (ViolationCode, String, Option<String>) {
    let end = |name: &str| bound(node.and_then(|node| node.get(name)).unwrap_or(limit));
    let message = format!("{} is outside {} to {}", shown(value), end("minimum"), end("maximum"));
    let number = value.as_f64().unwrap_or_default();
    let least = node.and_then(|node| node.get("minimum")?.as_f64()).unwrap_or_default();
    match node.and_then(|node| node.get("x-unit")?.as_str()) {
        Some("fraction") if number > 1.0 => {
            (ViolationCode::PercentForFraction, message, Some(format!("ratios are fractions: {}", percent(number))))
        }
        Some("change") if number > 10.0 => {
            (ViolationCode::PercentForFraction, message, Some(format!("changes are fractions: {}", percent(number))))
        }
        _ if (0.0..least).contains(&number) => {
            (ViolationCode::OutOfRange, message, Some("leave the whole entry out where there is none".to_owned()))
        }
        _ if number < 0.0 => {
            (ViolationCode::OutOfRange, message, Some("leave the field out where the value is unknown".to_owned()))
        }
        _ => (ViolationCode::OutOfRange, message, Some("check the unit of the number".to_owned())),
    }
}

fn not_allowed(value: &Value, words: &[&str], what: &str) -> (ViolationCode, String, Option<String>) {
    let Some(text) = value.as_str() else {
        let expected = if words.len() <= 12 { format!("one of {}", joined(words)) } else { "a text".to_owned() };
        return (ViolationCode::WrongType, format!("expected {expected}, found {}", type_name(value)), None);
    };
    let help = match near(text, words) {
        Some(near) => format!("did you mean `{near}`?"),
        None if words.len() <= 20 => format!("allowed are {}", joined(words)),
        None => format!("write {}", about(what)),
    };
    (ViolationCode::NotAllowed, format!("{} is none of the allowed values", shown(value)), Some(help))
}

/// How to reach a form: by its usual mistake, or by the nearest text of that form.
fn form_help(value: &Value, form: &str) -> Option<String> {
    let text = value.as_str()?;
    let help = match form.split(' ').nth(1)? {
        "date" => "write the year first, and check that the day exists".to_owned(),
        "instant" => "write date, time and offset, and check that the day exists; `Z` is UTC".to_owned(),
        "decimal" => {
            "write digits with a point before the decimals, without separators or signs of currency".to_owned()
        }
        "BCP" => "write the short code, such as `id` for Indonesian".to_owned(),
        "identifier" => "remove line breaks and other invisible characters".to_owned(),
        _ if form.starts_with("lower-case") => {
            let word = |c: char| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' };
            let kebab: String = text.chars().take(64).map(word).collect();
            let kebab = kebab.split('-').filter(|word| !word.is_empty()).collect::<Vec<_>>().join("-");
            return Some(format!("write `{kebab}`")).filter(|_| kebab.starts_with(|c: char| c.is_ascii_lowercase()));
        }
        _ => return None,
    };
    Some(help)
}

fn length(value: &Value, allowed: &str) -> String {
    let n = value.as_str().map(|text| text.chars().count()).unwrap_or_default();
    format!("a text of {n} characters, where {allowed} are allowed")
}
