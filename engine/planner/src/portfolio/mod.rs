//! The portfolio: at most one package of each creator, within every bound, for the greatest value.
