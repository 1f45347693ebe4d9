//! Text in columns, at a terminal whose letters are of two widths.

/// `rows` of cells of lines, as lines whose columns begin at the same place.
pub fn aligned(rows: &[Vec<Vec<String>>]) -> Vec<String> {
    let mut widths: Vec<usize> = Vec::new();
    for row in rows {
        widths.resize(widths.len().max(row.len()), 0);
        for (widest, cell) in widths.iter_mut().zip(row) {
            let lines = cell.iter().map(|line| width(line));
            *widest = lines.fold(*widest, usize::max);
        }
    }
    let mut aligned = Vec::new();
    for row in rows {
        let height = row.iter().map(Vec::len).max().unwrap_or_default();
        for at in 0..height {
            let mut line = String::new();
            for (cell, widest) in row.iter().zip(&widths) {
                let text = cell.get(at).map_or("", String::as_str);
                line.push_str(text);
                line.push_str(&" ".repeat(widest - width(text) + 3));
            }
            aligned.push(line.trim_end().to_owned());
        }
    }
    aligned
}

/// How many columns of a terminal `text` takes: Japanese characters take two.
fn width(text: &str) -> usize {
    let of = |character: char| match character {
        '\u{1100}'..='\u{115F}'
        | '\u{2E80}'..='\u{A4CF}'
        | '\u{AC00}'..='\u{D7A3}'
        | '\u{F900}'..='\u{FAFF}'
        | '\u{FE30}'..='\u{FE6F}'
        | '\u{FF00}'..='\u{FF60}'
        | '\u{FFE0}'..='\u{FFE6}'
        | '\u{20000}'..='\u{3FFFD}' => 2,
        _ => 1,
    };
    text.chars().map(of).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_begin_at_the_same_place_whatever_the_script() {
        let cell = |lines: &[&str]| lines.iter().map(|line| (*line).to_owned()).collect();
        let rows = [
            vec![cell(&["第１条"]), cell(&["x"])],
            vec![cell(&["art."]), cell(&["ｱﾄ", "zz"])],
        ];
        assert_eq!(aligned(&rows), ["第１条   x", "art.     ｱﾄ", "         zz"]);
    }
}
