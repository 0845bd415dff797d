//! Content red flags by what captions and hashtags say, in Indonesian and English.

pub mod category;
pub mod fold;
pub mod lexicon;
