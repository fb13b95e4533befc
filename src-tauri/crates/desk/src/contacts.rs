//! Contacts: who is owed one, who makes it and when, what came of it, and what an officer takes along.

pub(crate) mod calendars;
pub(crate) mod contact_text;
pub(crate) mod endings;
pub(crate) mod measures;
pub(crate) mod officers;
pub(crate) mod plan;
pub(crate) mod policy;
pub(crate) mod record;
pub(crate) mod results;
pub(crate) mod shared;
pub(crate) mod sheets;
pub(crate) mod shift;
pub(crate) mod tasks;
pub(crate) mod today;
