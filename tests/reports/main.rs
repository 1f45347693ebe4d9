//! What a judgement says in words, of one text, of several versions of it, of several texts.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)] // A test fails by panicking.

#[path = "../common/command.rs"]
mod command;

mod compare;
mod report;
mod versions;
