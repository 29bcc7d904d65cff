//! The tests of the public API that need nothing but this crate: one binary, which links in a fraction of the time and
//! space that one for each file would take.

mod allocations;
mod audit;
mod building;
mod cpf;
mod decode_errors;
mod embedding;
mod fixtures;
mod idempotency;
mod incoming;
mod log;
mod manifest;
mod messages;
mod privacy;
mod support;
mod traits;
mod validation;
mod wire_table;
