//! How far a batch is, on standard error: nothing of it is in the output.

use std::io::{self, IsTerminal, Stderr, Write};
use std::time::{Duration, Instant};

use crate::cli::template::{Judged, Template};

/// How often it is said where a person looks on, in one line that is written over.
const TO_A_PERSON: Duration = Duration::from_millis(500);
/// How often it is said in a log, each time on a line of its own.
const IN_A_LOG: Duration = Duration::from_secs(10);

/// Says how many lines have been judged, and how many a second.
pub struct Progress<'w, W: Write = Stderr> {
    out: W,
    sentence: &'w Template<Judged>,
    terminal: bool,
    begin: Instant,
    said: Instant,
    lines: usize,
}

impl<'w> Progress<'w> {
    /// Of a batch that begins now, where it is `asked` for, or where a person sees standard error
    /// alone.
    pub fn new(sentence: &'w Template<Judged>, asked: bool) -> Option<Progress<'w>> {
        let terminal = io::stderr().is_terminal();
        let wanted = asked || terminal && !io::stdout().is_terminal();
        let now = Instant::now();
        wanted.then(|| Progress::to(io::stderr(), sentence, terminal, now))
    }
}

impl<'w, W: Write> Progress<'w, W> {
    fn to(
        out: W,
        sentence: &'w Template<Judged>,
        terminal: bool,
        begin: Instant,
    ) -> Progress<'w, W> {
        Progress {
            out,
            sentence,
            terminal,
            begin,
            said: begin,
            lines: 0,
        }
    }

    /// So many more lines have been judged by `now`.
    pub fn add(&mut self, lines: usize, now: Instant) {
        self.lines += lines;
        let every = if self.terminal { TO_A_PERSON } else { IN_A_LOG };
        if now - self.said >= every {
            self.said = now;
            self.say(now, if self.terminal { "" } else { "\n" });
        }
    }

    /// There is no more.
    pub fn end(&mut self, now: Instant) {
        self.say(now, "\n");
    }

    fn say(&mut self, now: Instant, end: &str) {
        let seconds = (now - self.begin).as_secs_f64();
        let rate = self.lines as f64 / seconds.max(0.001);
        let said = self.sentence.fill(&Judged {
            lines: grouped(self.lines),
            rate: grouped(rate as usize),
        });
        // Over what was said before, and over its end where that was longer.
        let (before, after) = if self.terminal {
            ("\r", "\x1b[K")
        } else {
            ("", "")
        };
        // Whether anybody sees it changes nothing.
        let _ = write!(self.out, "{before}{said}{after}{end}");
        let _ = self.out.flush();
    }
}

/// A number with a comma at every thousand.
fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is said of 3,000,000 lines, a million every six seconds.
    fn said(terminal: bool) -> String {
        let sentence = Template::try_from("{lines} at {rate}".to_owned()).unwrap();
        let (mut out, begin) = (Vec::new(), Instant::now());
        let mut progress = Progress::to(&mut out, &sentence, terminal, begin);
        for seconds in [6, 12, 18] {
            progress.add(1_000_000, begin + Duration::from_secs(seconds));
        }
        progress.end(begin + Duration::from_secs(20));
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn a_log_has_a_line_now_and_then_and_one_at_the_end() {
        assert_eq!(said(false), "2,000,000 at 166,666\n3,000,000 at 150,000\n");
    }

    #[test]
    fn a_person_sees_one_line_that_is_written_over() {
        let text = said(true);
        assert_eq!(text.matches('\n').count(), 1);
        let lines: Vec<&str> = text.trim_end().split('\r').collect();
        assert_eq!(
            lines,
            [
                "",
                "1,000,000 at 166,666\x1b[K",
                "2,000,000 at 166,666\x1b[K",
                "3,000,000 at 166,666\x1b[K",
                "3,000,000 at 150,000\x1b[K",
            ]
        );
    }

    #[test]
    fn thousands_are_parted() {
        for (number, wanted) in [
            (0, "0"),
            (999, "999"),
            (1000, "1,000"),
            (1234567, "1,234,567"),
        ] {
            assert_eq!(grouped(number), wanted);
        }
    }
}
