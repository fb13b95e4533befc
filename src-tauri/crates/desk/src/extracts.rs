//! Extracts: what a file says, what it would change, and taking it in and back.

pub(crate) mod imports;
pub(crate) mod mappings;
