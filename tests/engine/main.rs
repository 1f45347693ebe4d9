//! The engine, natively: how it judges, the laws that hold whatever the answers, and what the
//! shipped rulesets come to.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)] // A test fails by panicking.

mod cases;
mod checklist;
mod exactness;
mod hostile;
mod laws;
mod oracles;
mod receipts;
mod session;
mod steps;
mod to_pass;
mod variation;
