//! Reading what a user names: files and standard input, of bounded size and in UTF-8.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;

use super::failure::Failure;

/// The largest request, and the largest file of any kind, in bytes.
pub const MAX_BYTES: usize = 16 << 20;

/// What a user names, to be read.
pub struct Input {
    /// As the user named it.
    pub name: String,
    /// Where it is read from.
    pub reader: Box<dyn BufRead + Send>,
}

impl Input {
    /// Opens `path`, or standard input for `-`.
    pub fn open(path: &Path) -> Result<Input, Failure> {
        if path.as_os_str() == "-" {
            let name = "standard input".to_owned();
            return Ok(Input {
                name,
                reader: Box::new(BufReader::with_capacity(1 << 16, io::stdin())),
            });
        }
        let name = path.display().to_string();
        match File::open(path) {
            Ok(file) => Ok(Input {
                name,
                reader: Box::new(BufReader::with_capacity(1 << 16, file)),
            }),
            Err(error) => Err(Failure::io(name, &error)),
        }
    }

    /// Reads it whole.
    pub fn text(self) -> Result<String, Failure> {
        let Input { name, reader } = self;
        let mut bytes = Vec::new();
        match reader.take(MAX_BYTES as u64 + 1).read_to_end(&mut bytes) {
            Ok(read) if read > MAX_BYTES => {
                return Err(Failure::new(
                    name,
                    format!("is larger than {MAX_BYTES} bytes"),
                ));
            }
            Ok(_) => {}
            Err(error) => return Err(Failure::io(name, &error)),
        }
        let text = utf8(&bytes).map_err(|wrong| Failure::new(&name, wrong))?;
        if text.trim().is_empty() {
            return Err(Failure::new(name, "is empty"));
        }
        Ok(text.to_owned())
    }
}

/// `bytes` as UTF-8 without the byte order mark some editors put first.
pub fn utf8(bytes: &[u8]) -> Result<&str, String> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    std::str::from_utf8(bytes).map_err(|error| {
        format!(
            "is not UTF-8 (at byte {}); save it as UTF-8",
            error.valid_up_to() + 1
        )
    })
}
