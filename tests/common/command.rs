//! The command line, as the tests of the command and of reports ask it.

use std::io::Write;
use std::process::{Command, Stdio};

/// Where it stands.
pub const SHODAKU: &str = env!("CARGO_BIN_EXE_shodaku");

/// How a command ends, and what it prints.
pub struct Run {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Run {
    /// Of a command that is given nothing to read.
    pub fn of(command: &mut Command) -> Run {
        Run::reading(command, b"")
    }

    /// Of a command that reads `input`.
    pub fn reading(command: &mut Command, input: &[u8]) -> Run {
        let mut child = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut stdin = child.stdin.take().unwrap();
        let input = input.to_vec();
        let writer = std::thread::spawn(move || {
            // It may end before it has read everything.
            let _ = stdin.write_all(&input);
        });
        let output = child.wait_with_output().unwrap();
        writer.join().unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        Run {
            code: output.status.code().unwrap(),
            out: text(output.stdout),
            err: text(output.stderr),
        }
    }
}

/// `shodaku` with these arguments, yet to be run, in Japanese whatever the tester reads.
pub fn command(args: &[&str]) -> Command {
    let mut command = Command::new(SHODAKU);
    command.args(args).env("LC_ALL", "ja_JP.UTF-8");
    command
}

pub fn shodaku(args: &[&str]) -> Run {
    Run::of(&mut command(args))
}

pub fn shodaku_reading(args: &[&str], input: &[u8]) -> Run {
    Run::reading(&mut command(args), input)
}
