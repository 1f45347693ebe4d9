//! SHA-256, as rulesets and receipts state it.

use sha2::{Digest, Sha256};

use crate::engine::document::digit;

/// SHA-256 of `bytes` in lower-case hexadecimal.
pub fn sha256(bytes: &[u8]) -> String {
    let mut text = String::new();
    for byte in Sha256::digest(bytes) {
        text.push(digit(u64::from(byte >> 4)));
        text.push(digit(u64::from(byte & 15)));
    }
    text
}
