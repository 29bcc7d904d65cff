//! The service over HTTP.

mod commands;
mod deliveries;
mod enrolling;
mod killed;
mod limits;
mod support;
