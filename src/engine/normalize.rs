//! The copy of a text that is compared and hashed; what the user typed is never rewritten.
//!
//! NFKC comes from the host (`String.prototype.normalize` in a browser, a
//! Unicode crate natively) as a function handed in, so that no Unicode table is
//! shipped. On top of it: line ends are LF, and the look-alikes that Shift_JIS
//! hosts exchange (〜 ～, － − ‐) become one, so that the same form hashes alike
//! behind any of them.

use std::borrow::Cow;

/// NFKC, as the host does it.
pub type Nfkc = fn(&str) -> String;

/// The normal form of `text`: NFKC, trimmed, LF line ends, waves and hyphens unified.
///
/// A long-vowel mark ー is a hyphen only after an ASCII digit, as in 0194ー65.
pub fn normalize(text: &str, nfkc: Nfkc) -> Cow<'_, str> {
    if text.is_ascii() && !text.bytes().any(|byte| byte == b'\r') {
        return text.trim().into();
    }
    let composed = nfkc(text);
    let mut normal = String::with_capacity(composed.len());
    let mut before = ' ';
    for character in composed.trim().chars() {
        match character {
            '\n' if before == '\r' => {}
            '\r' => normal.push('\n'),
            '\u{301C}' => normal.push('~'),
            '\u{2010}'..='\u{2013}' | '\u{2212}' => normal.push('-'),
            'ー' if before.is_ascii_digit() => normal.push('-'),
            other => normal.push(other),
        }
        before = character;
    }
    normal.into()
}

/// NFKC by the `unicode-normalization` crate, for use outside a browser.
#[cfg(feature = "native")]
pub fn nfkc(text: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    text.nfkc().collect()
}

#[cfg(all(test, feature = "native"))]
mod tests {
    use super::*;

    #[test]
    fn look_alikes_become_one() {
        for (typed, normal) in [
            ("０１９４－６５－２１１１", "0194-65-2111"),
            ("0194ー65‐2111", "0194-65-2111"),
            ("データ", "データ"),
            ("ﾃﾞｰﾀ", "データ"),
            ("9時〜17時", "9時~17時"),
            ("9時～17時", "9時~17時"),
            ("㈱アリス", "(株)アリス"),
            ("　氏名　", "氏名"),
            ("一行\r\n二行\r三行", "一行\n二行\n三行"),
            ("a\r\nb", "a\nb"),
        ] {
            assert_eq!(normalize(typed, nfkc), normal, "{typed}");
        }
    }

    #[test]
    fn the_normal_form_is_stable() {
        for text in ["㈱〜−1ー2", "ｶﾞ\r\nｷﾞ", "\u{3000}x\u{3000}"] {
            let once = normalize(text, nfkc);
            assert_eq!(normalize(&once, nfkc), once);
        }
    }
}
