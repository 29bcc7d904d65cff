//! The tests of the public API that need nothing but this crate: one binary, which links in a fraction of the time and
//! space that one for each file would take. Each fact has one file:
//!
//! * what a field accepts and rejects: `wire`, and in a user's own types `adapters`;
//! * what an error says: `errors`, of a type of the user's `decode_data` and `own_types`; lines and columns: `positions`;
//! * what a value violates: `rules`, `cpf`;
//! * what a body of a test can be: `fixtures`; what a captured one becomes: `scrubbing`;
//! * what receivers of such webhooks ran into: `regressions`, and this crate itself: `defects`.
//!
//! Whatever else bodies can be is held by the test `oracle`.

mod adapters;
mod allocations;
mod audit;
mod building;
mod cpf;
mod decode_data;
mod defects;
mod errors;
mod fixtures;
mod idempotency;
mod incoming;
mod log;
mod manifest;
mod own_types;
mod positions;
mod privacy;
mod regressions;
mod rules;
mod scrubbing;
mod support;
mod traits;
mod wire;
