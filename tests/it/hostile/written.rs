//! Short texts for long ones: `(;write N|what;)` stands for N times what is in it, with `{n}` counting from 0 and `{next}`
//! from 1. Marks can be in each other. To WebAssembly they are comments.

/// A text with everything written as often as its marks say.
pub(super) fn written(text: &str) -> String {
    const MARK: &str = "(;write ";
    let Some((before, rest)) = text.split_once(MARK) else { return text.to_owned() };
    let (times, rest) = rest.split_once('|').unwrap_or(("1", rest));
    let (what, rest) = rest.split_at(comment_end(rest));
    let what = written(what);
    let mut all = before.to_owned();
    for n in 0..times.parse().unwrap_or(1_usize) {
        if what.contains("{n}") {
            all.push_str(&what.replace("{n}", &n.to_string()).replace("{next}", &(n + 1).to_string()));
        } else {
            all.push_str(&what);
        }
    }
    all.push_str(&written(rest.strip_prefix(";)").unwrap_or(rest)));
    all
}

/// Where the comment ends that a text is inside of; comments can be in each other.
fn comment_end(text: &str) -> usize {
    let mut depth = 0_usize;
    for (at, two) in text.as_bytes().windows(2).enumerate() {
        match two {
            b"(;" => depth += 1,
            b";)" if depth == 0 => return at,
            b";)" => depth -= 1,
            _ => {}
        }
    }
    text.len()
}
