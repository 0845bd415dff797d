//! Writing HTML: whatever is not markup is escaped.

use serde_json::Value;

/// A page in the making.
#[derive(Debug, Default)]
pub(super) struct Html(String);

impl Html {
    pub(super) fn into_string(self) -> String {
        self.0
    }

    /// Markup, as it is.
    pub(super) fn raw(&mut self, markup: &str) -> &mut Self {
        self.0.push_str(markup);
        self
    }

    /// Text, escaped for elements and attributes alike.
    pub(super) fn text(&mut self, text: &str) -> &mut Self {
        for letter in text.chars() {
            match letter {
                '&' => self.0.push_str("&amp;"),
                '<' => self.0.push_str("&lt;"),
                '>' => self.0.push_str("&gt;"),
                '"' => self.0.push_str("&quot;"),
                '\'' => self.0.push_str("&#39;"),
                _ => self.0.push(letter),
            }
        }
        self
    }

    /// An element's start, with classes.
    pub(super) fn open(&mut self, element: &str, classes: &str) -> &mut Self {
        match classes {
            "" => self.raw("<").raw(element).raw(">"),
            _ => self.raw("<").raw(element).raw(" class=\"").text(classes).raw("\">"),
        }
    }

    /// An element's start, with an id to link to.
    pub(super) fn open_at(&mut self, element: &str, id: &str) -> &mut Self {
        self.raw("<").raw(element).raw(" id=\"").text(id).raw("\">")
    }

    /// The start of a link to an id of this page.
    pub(super) fn link(&mut self, id: &str) -> &mut Self {
        self.raw("<a href=\"#").text(id).raw("\">")
    }

    /// Text in which `backticks` mark code.
    pub(super) fn inline(&mut self, text: &str) -> &mut Self {
        for (index, piece) in text.split('`').enumerate() {
            match index % 2 {
                0 => self.text(piece),
                _ => self.raw("<code>").text(piece).raw("</code>"),
            };
        }
        self
    }

    /// Paragraphs that a blank line separates, each as [`Html::inline`].
    pub(super) fn paragraphs(&mut self, text: &str) -> &mut Self {
        for paragraph in text.split("\n\n").filter(|paragraph| !paragraph.is_empty()) {
            self.raw("<p>").inline(paragraph).raw("</p>\n");
        }
        self
    }

    /// A block of code behind a line that opens it.
    pub(super) fn folded(&mut self, summary: &str, code: &str) -> &mut Self {
        self.raw("<details><summary>").text(summary).raw("</summary>").code(code).raw("</details>\n")
    }

    /// A block of code.
    pub(super) fn code(&mut self, code: &str) -> &mut Self {
        self.raw("<pre><code>").text(code).raw("</code></pre>\n")
    }
}

/// The text at a pointer, or none.
pub(super) fn text<'a>(value: &'a Value, pointer: &str) -> &'a str {
    value.pointer(pointer).and_then(Value::as_str).unwrap_or_default()
}

/// The entries of an object, if it is one.
pub(super) fn entries(value: Option<&Value>) -> impl Iterator<Item = (&str, &Value)> {
    value.and_then(Value::as_object).into_iter().flatten().map(|(key, value)| (key.as_str(), value))
}
