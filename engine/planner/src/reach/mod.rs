//! Deduplicated reach: how many people follow at least one of several creators.
