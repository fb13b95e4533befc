//! The mappings that come with the program.

/// Their names.
pub(super) const NAMES: &[&str] = &["rms", "toronto"];

/// The written form of one of them.
pub(super) fn text(name: &str) -> Option<&'static str> {
    match name {
        "rms" => Some(include_str!("../mappings/rms.toml")),
        "toronto" => Some(include_str!("../mappings/toronto.toml")),
        _ => None,
    }
}
