//! The command line of Shodaku: judge requests, explain rulesets, build and check them.
#![forbid(unsafe_code)]

mod cli;

use std::process::ExitCode;

fn main() -> ExitCode {
    cli::run()
}
