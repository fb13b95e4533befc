//! What crosses to the shells: views outward, requests inward, error codes.
//!
//! Wire types are their own types: the rules are not `Serialize`.
//! Names and addresses are in a view only where the work at hand needs them.
//! TypeScript bindings are generated from here by a test and committed as `ui/src/ipc/wire.ts`.

mod cases;
mod imports;
mod month;
mod plan;
mod session;
mod today;
mod trends;

pub use cases::*;
pub use imports::*;
pub use month::*;
pub use plan::*;
pub use session::*;
pub use today::*;
pub use trends::*;

/// Derives what every wire type has.
macro_rules! wire {
    ($($(#[$meta:meta])* pub $kind:ident $name:ident $body:tt)+) => {
        $(
            $(#[$meta])*
            #[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
            #[ts(export, export_to = "wire.ts")]
            #[serde(rename_all = "snake_case")]
            pub $kind $name $body
        )+
    };
}
use wire;
