//! The oracle without its tests, for this test and the fuzz target of the same name.

pub mod bodies;
pub mod calendar;
pub mod canonical;
pub mod choices;
pub mod compare;
pub mod expected;
pub mod json;
pub mod models;
pub mod rules;
pub mod scalar;
pub mod scrub;
pub mod spelling;
pub mod strings;
pub mod table;
pub mod tally;
pub mod values;
