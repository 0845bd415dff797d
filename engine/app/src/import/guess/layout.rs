//! Which account, and which price, each column belongs to.

use std::collections::BTreeMap;

use super::column::Guess;
use super::words::Cells;

/// Where the columns go.
#[derive(Debug, Default)]
pub(super) struct Layout {
    /// The platform of each account, where headers name it.
    pub(super) accounts: Vec<Option<&'static str>>,
    /// The target of each column, by its place.
    pub(super) fields: BTreeMap<usize, String>,
    /// The place of each price.
    pub(super) rates: BTreeMap<usize, usize>,
    /// The column of platforms, and that of currencies.
    pub(super) platform: Option<String>,
    pub(super) currency: Option<String>,
    /// Whether the document is itself the one row.
    pub(super) is_one: bool,
    /// What a person has to say for all rows.
    pub(super) asks: Vec<&'static str>,
}

impl Layout {
    pub(super) fn of(guesses: &mut [Guess], is_one: bool) -> Self {
        let column = |field: &str| {
            guesses.iter().find(|guess| guess.sure && guess.field() == Some(field)).map(|guess| guess.path.clone())
        };
        let (platform, currency) = (column("accounts[].platform"), column("currency"));
        let mut layout = Self { platform, currency, is_one, ..Self::default() };
        layout.accounts(guesses);
        layout.place(guesses);
        let given = |field: &str| layout.field_is_sure(guesses, field);
        let has_platform = layout.platform.is_some() || layout.accounts.first().is_some_and(Option::is_some);
        if !has_platform && !given("accounts[0].url") {
            layout.asks.push("platform");
        }
        let rate = |guess: &Guess| guess.sure && guess.cells() == Cells::Rate && guess.is_engagement();
        if guesses.iter().any(|guess| rate(guess) && guess.per().is_none()) {
            layout.asks.push("rate_per");
        }
        layout
    }

    /// Whether a field is given, and not only as a comment.
    pub(super) fn field_is_sure(&self, guesses: &[Guess], field: &str) -> bool {
        self.column_of(guesses, field).is_some()
    }

    /// The column that gives a field.
    pub(super) fn column_of<'g>(&self, guesses: &'g [Guess], field: &str) -> Option<&'g str> {
        let mut columns = guesses.iter().enumerate().filter(|(_, guess)| guess.sure);
        columns
            .find(|(at, _)| self.fields.get(at).is_some_and(|given| given == field))
            .map(|(_, guess)| guess.path.as_str())
    }

    /// The column that shows that a document is itself a row: who it is, or else its followers.
    pub(super) fn shown_by<'g>(&self, guesses: &'g [Guess]) -> Option<&'g str> {
        let fields = ["handle", "external_id", "followers"].map(|field| format!("accounts[0].{field}"));
        fields.iter().find_map(|field| self.column_of(guesses, field))
    }

    /// One account, or one for each platform that headers name.
    fn accounts(&mut self, guesses: &[Guess]) {
        if self.platform.is_none() {
            for guess in guesses.iter().filter(|guess| guess.sure && guess.is_of_account()) {
                if let Some(platform) = guess.header.platform.filter(|it| !self.accounts.contains(&Some(*it))) {
                    self.accounts.push(Some(platform));
                }
            }
        }
        if self.accounts.is_empty() {
            // A column called `Youtuber` says it for all the others.
            let name = guesses.iter().find(|guess| guess.sure && guess.field() == Some("name"));
            self.accounts.push(name.filter(|_| self.platform.is_none()).and_then(|name| name.header.platform));
        }
    }

    fn place(&mut self, guesses: &mut [Guess]) {
        let mut given: BTreeMap<String, String> = BTreeMap::new();
        // What is sure comes before what is not, whatever the order of the columns.
        let mut order: Vec<usize> = (0..guesses.len()).collect();
        order.sort_by_key(|at| guesses.get(*at).is_some_and(|guess| !guess.sure));
        for at in order {
            let Some(guess) = guesses.get_mut(at) else { continue };
            let Some(field) = guess.field() else { continue };
            if guess.cells() == Cells::Price {
                let next = self.rates.len();
                self.rates.insert(at, next);
                guess.settle_price(self.currency.is_some());
                continue;
            }
            let several = self.accounts.len() > 1;
            let own = guess.header.platform.and_then(|own| self.accounts.iter().position(|it| *it == Some(own)));
            if guess.sure && guess.is_of_account() && several && own.is_none() {
                guess.sure = false;
                guess.asks.push(
                    "the file has several accounts of a creator, and the header does not say whose this is".to_owned(),
                );
            }
            let field = field.replace("accounts[]", &format!("accounts[{}]", own.unwrap_or(0)));
            match given.get(&field) {
                Some(column) if guess.sure => {
                    guess.sure = false;
                    guess.asks.push(format!("`{column}` gives the field already"));
                }
                Some(_) => {}
                None if guess.sure => drop(given.insert(field.clone(), guess.path.clone())),
                None => {}
            }
            self.fields.insert(at, field);
        }
    }
}

impl Guess {
    pub(super) fn is_of_account(&self) -> bool {
        self.field().is_some_and(|field| field.starts_with("accounts[]"))
    }

    pub(super) fn is_engagement(&self) -> bool {
        self.field().is_some_and(|field| field.ends_with("engagement_rate.value"))
    }

    /// What an engagement rate is of, where the header says it.
    pub(super) fn per(&self) -> Option<&'static str> {
        self.target.and_then(|target| target.per.as_deref())
    }

    /// The currency of a price, where the header or every cell says it.
    pub(super) fn currency(&self) -> Option<&'static str> {
        let marks = &self.seen.currencies;
        let only = marks.first().copied().filter(|_| marks.len() == 1 && self.seen.most(self.seen.marked, 50));
        self.header.currency.or(only)
    }

    /// A price needs its format and its currency.
    fn settle_price(&mut self, has_currency_column: bool) {
        let mut lacking = Vec::new();
        match &self.header.format {
            None => lacking.push(
                "which format it is for: `image`, `carousel`, `reel`, `story`, `video`, `short` or `live`".to_owned(),
            ),
            Some((_, word)) if word.starts_with("post") => {
                lacking.push("whether a post is an `image`, a `carousel` or a `reel`".to_owned());
            }
            Some(_) => {}
        }
        if self.currency().is_none() && !has_currency_column {
            lacking.push("its currency".to_owned());
        }
        if !lacking.is_empty() && self.sure {
            self.sure = false;
            self.asks.push(format!("say {}", lacking.join(", and ")));
        }
    }
}
