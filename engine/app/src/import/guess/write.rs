//! A draft as TOML, with a comment for every column.

use serde_json::Value;

use super::column::Guess;
use super::file::File;
use super::layout::Layout;
use super::words::Cells;
use super::{Draft, written};
use crate::import::Imported;
use crate::import::numbers::Numbers;

/// The mapping alone, without comments.
pub(super) fn mapping(file: &File, guesses: &[Guess], layout: &Layout) -> String {
    let mut text = head("draft", file, guesses);
    text.push_str("\n[fields]\n");
    common(&mut text, guesses, layout);
    for (at, guess) in guesses.iter().enumerate().filter(|(_, guess)| guess.sure) {
        lines(guess, at, layout, guesses).into_iter().for_each(|line| text.push_str(&format!("{line}\n")));
    }
    text
}

/// The mapping with what was guessed, and why.
pub(super) fn draft(
    name: &str,
    file: &File,
    guesses: &[Guess],
    layout: &Layout,
    draft: &Draft,
    tried: &Imported,
) -> String {
    let mut text = opening(name, file, layout, draft, tried);
    text.push_str(&head(name, file, guesses));
    numbers(&mut text, guesses, draft);
    text.push_str(
        "\n[fields]\n# The identifier: of the account where it is known, else the name, else the number of the row.\n",
    );
    common(&mut text, guesses, layout);
    let has_fields = |guess: &&(usize, &Guess)| guess.1.field().is_some() || guess.1.cells() == Cells::Contact;
    let all: Vec<(usize, &Guess)> = guesses.iter().enumerate().collect();
    for (at, guess) in all.iter().filter(has_fields) {
        text.push('\n');
        comment(&mut text, &told(guess));
        let mark = if guess.sure { "" } else { "# " };
        lines(guess, *at, layout, guesses).into_iter().for_each(|line| text.push_str(&format!("{mark}{line}\n")));
    }
    let rest: Vec<_> = all.iter().filter(|it| !has_fields(it)).collect();
    if !rest.is_empty() {
        text.push_str("\n# These have no field, and stay in the attributes:\n");
        for (_, guess) in rest {
            comment(&mut text, &format!("- {}", told(guess)));
        }
    }
    text
}

fn opening(name: &str, file: &File, layout: &Layout, draft: &Draft, tried: &Imported) -> String {
    let mut text = String::new();
    if let Some(fit) = &draft.fit {
        comment(
            &mut text,
            &format!("The built-in mapping `{}` fits, which knows {fit}: no draft is needed.", fit.name),
        );
        comment(&mut text, &format!("  saring import {name} --mapping {}", fit.name));
    }
    let rows = if file.has_more { format!("the first {} rows", file.rows) } else { format!("{} rows", file.rows) };
    let sheet = file.sheet.as_ref().map_or(String::new(), |sheet| format!(" of the sheet `{sheet}`"));
    comment(
        &mut text,
        &format!("A draft of a mapping for `{name}`, guessed from {} columns and {rows}{sheet}.", draft.columns),
    );
    comment(
        &mut text,
        &format!(
            "{} of the columns go into fields. Doubtful, and written as comments: {}. Look at every line before you rely on \
             it.",
            draft.placed, draft.doubtful
        ),
    );
    let sets: String = layout
        .asks
        .iter()
        .map(|ask| format!(" --set {ask}={}", if *ask == "platform" { "…" } else { "followers" }))
        .collect();
    comment(&mut text, &format!("  saring import {name} --mapping draft.toml{sets}"));
    comment(&mut text, &format!("So used, {} of {} rows become creators.", tried.creators.len(), tried.rows_in));
    if let Some((row, problem)) = tried.rejected.iter().find_map(|row| Some((row.row, row.problems.first()?))) {
        comment(&mut text, &format!("The first that does not is row {row}: {problem}."));
    }
    if layout.asks.contains(&"platform") {
        comment(
            &mut text,
            "The file does not say which platform it is about: `--set platform=instagram` does, or the line marked `or` below.",
        );
    }
    if layout.asks.contains(&"rate_per") {
        comment(
            &mut text,
            "The engagement rate does not say of what it is: `--set rate_per=followers`, `views` or `reach` does. \
                            Without it the rate stays in the attributes.",
        );
    }
    text.push('\n');
    text
}

fn head(name: &str, file: &File, guesses: &[Guess]) -> String {
    let title = toml(&format!("Draft for {name}"));
    let mut text = format!("[mapping]\nname = \"draft\"\ntitle = {title}\nformat = \"{}\"\n", file.format.as_str());
    if !file.rows_at.is_empty() {
        text.push_str(&format!("rows = {}\n", toml(&file.rows_at)));
    }
    let contact = guesses.iter().filter(|guess| guess.cells() == Cells::Contact);
    let contact: Vec<String> = contact.map(|guess| toml(&guess.path)).collect();
    if !contact.is_empty() {
        text.push_str(&format!("ignore = [{}]\n", contact.join(", ")));
    }
    text
}

/// Asks how numbers are written, where cells have two readings.
fn numbers(text: &mut String, guesses: &[Guess], draft: &Draft) {
    let Some((column, cell)) = draft.ambiguous.first() else { return };
    let others = draft.ambiguous.len() - 1;
    let also = if others > 0 { format!(" (columns with such cells: {})", others + 1) } else { String::new() };
    let line = format!(
        "`{cell}` in `{column}` may be a decimal number or thousands{also}. It is not read until somebody says:"
    );
    comment(text, &line);
    let hint = |way| if written(guesses) == Some(way) { "; the other columns are written so" } else { "" };
    text.push_str(&format!("# numbers = \"id\"   # `1.234,5`{}\n", hint(Numbers::Indonesian)));
    text.push_str(&format!("# numbers = \"en\"   # `1,234.5`{}\n", hint(Numbers::English)));
}

/// The identifier and the platforms.
fn common(text: &mut String, guesses: &[Guess], layout: &Layout) {
    let mut ids = Vec::new();
    for n in 0..layout.accounts.len() {
        for field in ["external_id", "handle"] {
            let of_url = field == "handle" && layout.field_is_sure(guesses, &format!("accounts[{n}].url"));
            if of_url || layout.field_is_sure(guesses, &format!("accounts[{n}].{field}")) {
                ids.push(format!("{{ template = \"{{=accounts[{n}].platform}}:{{=accounts[{n}].{field}}}\" }}"));
            }
        }
    }
    if layout.field_is_sure(guesses, "name") {
        ids.push("{ template = \"{=accounts[0].platform}:{=name}\", repeated = \"row-number\" }".to_owned());
    }
    ids.push("{ template = \"row:{row-number}\" }".to_owned());
    text.push_str(&format!("\"id\" = [{}]\n", ids.join(", ")));
    for (n, platform) in layout.accounts.iter().enumerate() {
        let url = layout.column_of(guesses, &format!("accounts[{n}].url")).map(toml);
        let source = match (platform, url.as_ref()) {
            (Some(platform), _) if layout.accounts.len() > 1 => {
                format!("{{ const = \"{platform}\", beside = \"accounts[{n}]\" }}")
            }
            (Some(platform), _) => format!("{{ const = \"{platform}\" }}"),
            (None, _) if layout.platform.is_some() => String::new(),
            (None, Some(url)) => format!(
                "[{{ from = {url}, unit = \"platform\", invalid = \"set-aside\" }}, {{ option = \"platform\", unit = \"platform\", required = true }}]"
            ),
            (None, None) => "{ option = \"platform\", unit = \"platform\", required = true }".to_owned(),
        };
        if !source.is_empty() {
            text.push_str(&format!("\"accounts[{n}].platform\" = {source}\n"));
            if platform.is_none() {
                text.push_str(&format!("# or: \"accounts[{n}].platform\" = {{ const = \"instagram\" }}\n"));
            }
        }
        if let Some(url) = url.filter(|_| !layout.field_is_sure(guesses, &format!("accounts[{n}].handle"))) {
            text.push_str(&format!(
                "\"accounts[{n}].handle\" = {{ from = {url}, unit = \"handle\", invalid = \"set-aside\" }}\n"
            ));
        }
    }
}

/// The lines of one column.
fn lines(guess: &Guess, at: usize, layout: &Layout, guesses: &[Guess]) -> Vec<String> {
    if let Some(n) = layout.rates.get(&at) {
        return price(guess, *n, layout);
    }
    let Some(field) = layout.fields.get(&at).filter(|field| *field != "currency") else { return Vec::new() };
    let mut parts = guess.parts.clone();
    let mut more = Vec::new();
    if field == "accounts[0].platform" {
        parts.push("required = true".to_owned());
    }
    if layout.is_one && layout.shown_by(guesses) == Some(&guess.path) {
        parts.push("required = true".to_owned());
    }
    if let Some(account) = field.strip_suffix(".value").filter(|_| guess.is_engagement()) {
        let per = match guess.per() {
            Some(per) => format!("const = \"{per}\""),
            None => {
                parts.push("when-set = \"rate_per\"".to_owned());
                "option = \"rate_per\"".to_owned()
            }
        };
        more.push(format!("\"{account}.per\" = {{ {per}, beside = \"{field}\" }}"));
    }
    if let Some(audience) = field.strip_suffix(".credibility") {
        more.push(format!("\"{audience}.of\" = {{ const = \"followers\", beside = \"{audience}\" }}"));
    }
    let from = toml(&guess.path);
    let source = if parts.is_empty() { from } else { format!("{{ from = {from}, {} }}", parts.join(", ")) };
    let is_url_too =
        field.ends_with(".handle") && !guess.sure && layout.field_is_sure(guesses, &field.replace(".handle", ".url"));
    let note = if is_url_too { "   # instead of the one from the address" } else { "" };
    more.insert(0, format!("\"{field}\" = {source}{note}"));
    more
}

fn price(guess: &Guess, n: usize, layout: &Layout) -> Vec<String> {
    let beside = format!("beside = \"rates[{n}]\"");
    let platform = match guess.header.platform {
        Some(platform) => format!("const = \"{platform}\""),
        None => "template = \"{=accounts[0].platform}\"".to_owned(),
    };
    let format = guess.header.format.as_ref().map_or("reel", |(format, _)| *format);
    let currency = match (guess.currency(), &layout.currency) {
        (Some(currency), _) => format!("const = \"{currency}\""),
        (None, Some(column)) => format!("from = {}", toml(column)),
        (None, None) => "const = \"IDR\"".to_owned(),
    };
    vec![
        format!("\"rates[{n}].price.amount\" = {{ from = {}, zero = \"unknown\" }}", toml(&guess.path)),
        format!("\"rates[{n}].price.currency\" = {{ {currency}, {beside} }}"),
        format!("\"rates[{n}].platform\" = {{ {platform}, {beside} }}"),
        format!("\"rates[{n}].format\" = {{ const = \"{format}\", {beside} }}"),
    ]
}

/// A column, in a sentence.
fn told(guess: &Guess) -> String {
    let mut text = format!("`{}`", guess.path);
    if let Some(target) = guess.target {
        text.push_str(&format!(": {}", target.means));
        if guess.field().is_some() {
            text.push_str(if guess.sure { ", surely" } else { ", perhaps" });
        }
    } else if guess.why.is_empty() {
        text.push_str(": no word of it is known");
    }
    for reason in &guess.why {
        text.push_str(&format!("; {reason}"));
    }
    if let Some(because) = guess.target.map(|target| &target.because).filter(|because| !because.is_empty()) {
        text.push_str(&format!("; {because}"));
    }
    if !guess.samples.is_empty() && guess.cells() != Cells::Contact {
        text.push_str(&format!("; such as {}", guess.samples.join(", ")));
    }
    if !guess.asks.is_empty() {
        text.push_str(&format!(". But: {}", guess.asks.join("; ")));
    }
    text
}

/// A comment on a line of its own; what would end it or move what a reader sees is escaped.
fn comment(text: &mut String, line: &str) {
    let is_hidden = |c: char| {
        c.is_control() || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    text.push_str("# ");
    line.chars().for_each(|c| if is_hidden(c) { text.extend(c.escape_default()) } else { text.push(c) });
    text.push('\n');
}

/// A text as TOML on one line. JSON escapes the same way, but for one character.
fn toml(text: &str) -> String {
    Value::from(text).to_string().replace('\u{7f}', "\\u007f")
}
