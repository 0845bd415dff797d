//! Plugins for tests and measurements. The feature of a module makes the component of its rule.

pub mod all_sections;
pub mod by_followers;
pub mod negotiation;
pub mod one_section;
pub mod reliability;

#[cfg(feature = "all-sections")]
saring_plugin::export_check!(all_sections::AllSections);
#[cfg(feature = "by-followers")]
saring_plugin::export_tier!(by_followers::ByFollowers);
#[cfg(feature = "negotiation")]
saring_plugin::export_check!(negotiation::Negotiation);
#[cfg(feature = "one-section")]
saring_plugin::export_check!(one_section::OneSection);
#[cfg(feature = "reliability")]
saring_plugin::export_check!(reliability::Reliability);
