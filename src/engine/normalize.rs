//! The copy of a text that is compared and hashed; what the user typed is never rewritten.
//!
//! NFKC comes from the host (`String.prototype.normalize` in a browser, a
//! Unicode crate natively) as a function handed in, so that no Unicode table is
//! shipped. On top of it: line ends are LF, what nobody can see is left out, and
//! the letters that share a cell of JIS X 0208 and that Shift_JIS hosts exchange
//! (〜 ～, － − ‐, — ―, ∥ ‖) become one, so that the same form hashes alike behind
//! any of them.
//!
//! What is *read*, a day or a number, is not normalised by NFKC, which makes a 2
//! of ²: only what is the same letter at another width is taken for it.

use std::borrow::Cow;

/// NFKC, as the host does it.
pub type Nfkc = fn(&str) -> String;

/// The normal form of `text`: NFKC, trimmed, LF line ends, look-alikes unified, nothing invisible.
///
/// A long-vowel mark ー is a hyphen only after an ASCII digit, as in 0194ー65.
pub fn normalize(text: &str, nfkc: Nfkc) -> Cow<'_, str> {
    if text.is_ascii() && !text.bytes().any(|byte| byte == b'\r') {
        return text.trim().into();
    }
    // First: between a letter and its marks it would keep them from being put together.
    let visible: String = text.chars().filter(|&at| !is_invisible(at)).collect();
    let composed = nfkc(&visible);
    let mut normal = String::with_capacity(composed.len());
    let mut before = ' ';
    for character in composed.chars() {
        match character {
            '\n' if before == '\r' => {}
            '\r' => normal.push('\n'),
            '\u{301C}' => normal.push('~'),
            '\u{2010}'..='\u{2013}' | '\u{2212}' => normal.push('-'),
            '\u{2014}' => normal.push('\u{2015}'),
            '\u{2225}' => normal.push('\u{2016}'),
            'ー' if before.is_ascii_digit() => normal.push('-'),
            other => normal.push(other),
        }
        before = character;
    }
    normal.trim().to_owned().into()
}

/// The letters, digits and marks of `text` in plain width, as what is typed is read.
pub fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for character in text.trim().chars() {
        plain.push(match character {
            // The full-width forms, in the order of ASCII.
            '\u{FF01}'..='\u{FF5E}' => {
                let narrow = (character as u32).wrapping_sub(0xFEE0);
                char::from_u32(narrow).unwrap_or(character)
            }
            '\u{3000}' => ' ',
            '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
            'ー' if plain.as_bytes().last().is_some_and(u8::is_ascii_digit) => '-',
            _ if is_invisible(character) => continue,
            other => other,
        });
    }
    plain
}

/// Soft hyphens, joiners, marks of direction: no form shows them.
fn is_invisible(character: char) -> bool {
    matches!(
        character,
        '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}'
    )
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
            ("氏名\u{200B}", "氏名"),
            ("か\u{200B}\u{3099}", "が"),
            ("\u{5A2}\u{206B}\u{5B2}", "\u{5B2}\u{5A2}"),
            ("\u{200E}", ""),
            ("番号—下", "番号―下"),
            ("１∥２", "1‖2"),
        ] {
            assert_eq!(normalize(typed, nfkc), normal, "{typed}");
        }
    }

    #[test]
    fn what_is_read_is_the_same_letter_at_another_width() {
        for (typed, read) in [
            ("　４，８００ ", "4,800"),
            ("Ｒ８．４．１", "R8.4.1"),
            ("2026‐4−1", "2026-4-1"),
            ("8ー1", "8-1"),
            ("令和９年（日）", "令和9年(日)"),
            ("12\u{200B}", "12"),
            ("10²", "10²"),
            ("①", "①"),
            ("½", "½"),
        ] {
            assert_eq!(plain(typed), read, "{typed}");
        }
    }

    #[test]
    fn the_normal_form_is_stable() {
        for text in [
            "㈱〜−1ー2",
            "ｶﾞ\r\nｷﾞ",
            "\u{3000}x\u{3000}",
            "\u{5A2}\u{206B}\u{5B2}",
        ] {
            let once = normalize(text, nfkc);
            assert_eq!(normalize(&once, nfkc), once);
        }
    }
}
