//! The command line from outside: what it prints and where, how it ends, what it says of mistakes.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)] // A test fails by panicking.

#[path = "../common/command.rs"]
mod command;

mod batch;
mod brief;
mod build;
mod commands;
mod drift;
mod fields;
mod japanese;
mod lacking;
mod overlay;
mod pages;
mod rulesets;
mod skeleton;
