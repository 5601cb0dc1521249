//! Moments of a seed: Unix seconds, or relative to the making of the account.

use serde::{Deserialize, Deserializer, de};

/// A moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Moment {
    /// Unix seconds.
    At(i64),
    /// Seconds from the making of the account.
    After(i64),
}

impl Moment {
    /// Unix seconds, for an account made `now`.
    pub(super) fn unix(self, now: i64) -> i64 {
        match self {
            Self::At(unix) => unix,
            Self::After(seconds) => now.saturating_add(seconds),
        }
    }
}

/// Reads `+2h30m` or `-3d` as seconds.
pub(super) fn parse_offset(text: &str) -> Option<i64> {
    let (sign, mut rest) = match text.split_at_checked(1)? {
        ("-", rest) => (-1, rest),
        ("+", rest) => (1, rest),
        _ => return None,
    };
    let mut seconds: i64 = 0;
    while !rest.is_empty() {
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let number: i64 = rest.get(..digits)?.parse().ok()?;
        let unit = match rest.get(digits..digits + 1)? {
            "d" => 86_400,
            "h" => 3600,
            "m" => 60,
            "s" => 1,
            _ => return None,
        };
        seconds = seconds.checked_add(number.checked_mul(unit)?)?;
        rest = rest.get(digits + 1..)?;
    }
    Some(sign * seconds)
}

impl<'de> Deserialize<'de> for Moment {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Written {
            Unix(i64),
            Text(String),
        }
        match Written::deserialize(deserializer)? {
            Written::Unix(unix) => Ok(Self::At(unix)),
            Written::Text(text) => parse_offset(&text).map(Self::After).ok_or_else(|| {
                de::Error::custom(format!("`{text}` is no moment; write Unix seconds, \"-3d\" or \"+2h30m\""))
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_are_read() {
        assert_eq!(parse_offset("-3d"), Some(-259_200));
        assert_eq!(parse_offset("+2h30m"), Some(9000));
        assert_eq!(parse_offset("3d"), None);
        assert_eq!(parse_offset("-3 days"), None);
        assert_eq!(parse_offset("+99999999999999999999d"), None);
        assert_eq!(parse_offset("é"), None);
    }
}
