//! "Did you mean …?"

/// How many candidates are compared.
const MOST: usize = 2000;

/// The candidate that differs from `word` by the fewest edits, if they are few enough for a slip of the hand.
pub(super) fn nearest<'a>(word: &str, candidates: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let allowed = (word.chars().count() / 3).clamp(1, 3);
    candidates
        .take(MOST)
        .map(|candidate| (distance(word, candidate, allowed), candidate))
        .filter(|(distance, _)| *distance <= allowed)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// How many letters must be added, removed, changed or swapped with their neighbour; upper and lower case alike, `-` and
/// `_` alike. Above `limit` any larger number may come back.
fn distance(a: &str, b: &str, limit: usize) -> usize {
    let fold = |text: &str| -> Vec<char> { text.to_lowercase().replace('-', "_").chars().collect() };
    let (a, b) = (fold(a), fold(b));
    if a.len().abs_diff(b.len()) > limit {
        return limit + 1;
    }
    // Rows of the usual table: the one before the last, the last, and the one being filled.
    let mut older: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for (i, from) in a.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, to) in b.iter().enumerate() {
            let at = |row: &[usize], index: usize| row.get(index).copied().unwrap_or(usize::MAX / 2);
            let change = at(&last, j) + usize::from(from != to);
            let mut best = change.min(at(&last, j + 1) + 1).min(at(&row, j) + 1);
            let swapped = i > 0 && j > 0 && a.get(i - 1) == Some(to) && b.get(j - 1) == Some(from);
            if swapped {
                best = best.min(at(&older, j - 1) + 1);
            }
            row.push(best);
        }
        older = std::mem::replace(&mut last, row);
    }
    last.last().copied().unwrap_or(limit + 1)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn finds_slips_but_not_other_words() {
        let words = ["settings", "lcard", "digital_pipeline"];
        let near = |word| nearest(word, words.into_iter());
        assert_eq!(near("setings"), Some("settings"));
        assert_eq!(near("digital-pipeline"), Some("digital_pipeline"));
        assert_eq!(near("LCARD"), Some("lcard"));
        assert_eq!(near("lcrad"), Some("lcard"));
        assert_eq!(near("card"), Some("lcard"));
        assert_eq!(near("webhook"), None);
        assert_eq!(near(""), None);
    }
}
