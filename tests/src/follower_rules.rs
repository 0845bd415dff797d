//! The five rules for one follower's profile, held against profiles that people labelled.

use std::io;
use std::path::Path;

use saring_model::Count;
use saring_model::creator::FollowerRecord;
use saring_vocabulary::followers::{Bounds, fails};
use serde::Deserialize;

/// Rules of the five that an inauthentic profile fails at least.
pub const RULES_FAILED: usize = 3;
/// The files of labelled profiles, as InstaFake names them.
pub const FILES: [&str; 2] = ["fakeAccountData.json", "realAccountData.json"];

/// A labelled profile, as InstaFake writes it.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Labelled {
    user_follower_count: u64,
    user_following_count: u64,
    user_media_count: u64,
    user_has_profil_pic: u8,
    user_biography_length: u64,
    username_length: u64,
    username_digit_count: u64,
    is_fake: u8,
}

impl Labelled {
    /// The profile without its label.
    pub fn record(&self) -> FollowerRecord {
        let count = |n: u64| Count::new(n).ok();
        FollowerRecord {
            followers: count(self.user_follower_count),
            following: count(self.user_following_count),
            posts_total: count(self.user_media_count),
            has_picture: Some(self.user_has_profil_pic != 0),
            bio_length: count(self.user_biography_length),
            username_length: count(self.username_length),
            username_digits: count(self.username_digit_count),
            private: None,
        }
    }
}

/// The table of what the rules say of the labelled profiles of a folder.
///
/// # Errors
/// Where a file is not there, or is none of InstaFake's.
pub fn table(folder: &Path) -> io::Result<String> {
    let head = "| profiles | n | accuracy | precision | recall | fake: found, missed | real: found, missed |";
    let mut told = format!("{head}\n|---|---:|---:|---:|---:|---:|---:|\n");
    let mut all: Vec<Labelled> = Vec::new();
    for file in FILES {
        let profiles = read(&folder.join(file))?;
        told += &Confusion::of(&profiles).line(&format!("`{file}`"));
        all.extend(profiles);
    }
    told += &Confusion::of(&all).line("both");
    Ok(told)
}

/// The profiles of a file.
///
/// # Errors
/// Where the file cannot be read, or is none of InstaFake's labelled ones.
pub fn read(path: &Path) -> io::Result<Vec<Labelled>> {
    Ok(serde_json::from_slice(&std::fs::read(path)?)?)
}

/// How often the rules and the labels agree.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Confusion {
    /// Fake, and taken for fake.
    pub fake_found: usize,
    /// Fake, and taken for real.
    pub fake_missed: usize,
    /// Real, and taken for real.
    pub real_found: usize,
    /// Real, and taken for fake.
    pub real_missed: usize,
}

impl Confusion {
    /// Judges profiles by the published rules.
    pub fn of<'a>(profiles: impl IntoIterator<Item = &'a Labelled>) -> Self {
        let mut all = Self::default();
        for profile in profiles {
            let is_taken = fails(&profile.record(), RULES_FAILED, &Bounds::PUBLISHED) == Some(true);
            let cell = match (profile.is_fake != 0, is_taken) {
                (true, true) => &mut all.fake_found,
                (true, false) => &mut all.fake_missed,
                (false, false) => &mut all.real_found,
                (false, true) => &mut all.real_missed,
            };
            *cell += 1;
        }
        all
    }

    /// How many profiles there are.
    pub fn profiles(&self) -> usize {
        self.fake_found + self.fake_missed + self.real_found + self.real_missed
    }

    /// Share of the profiles that the rules take for what they are; NaN without profiles, as in the other two.
    pub fn accuracy(&self) -> f64 {
        (self.fake_found + self.real_found) as f64 / self.profiles() as f64
    }

    /// Share of fake profiles among those that are taken for fake.
    pub fn precision(&self) -> f64 {
        self.fake_found as f64 / (self.fake_found + self.real_missed) as f64
    }

    /// Share of the fake profiles that are taken for fake.
    pub fn recall(&self) -> f64 {
        self.fake_found as f64 / (self.fake_found + self.fake_missed) as f64
    }

    fn line(&self, name: &str) -> String {
        let shown = |share: f64| if share.is_nan() { "–".to_owned() } else { format!("{share:.4}") };
        let Self { fake_found, fake_missed, real_found, real_missed } = self;
        // Precision and recall say nothing of profiles that are all of one kind.
        let is_mixed = fake_found + fake_missed > 0 && real_found + real_missed > 0;
        let both = |share: f64| if is_mixed { shown(share) } else { "–".to_owned() };
        format!(
            "| {name} | {} | {} | {} | {} | {fake_found}, {fake_missed} | {real_found}, {real_missed} |\n",
            self.profiles(),
            shown(self.accuracy()),
            both(self.precision()),
            both(self.recall()),
        )
    }
}
