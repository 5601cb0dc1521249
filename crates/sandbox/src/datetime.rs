//! Dates as Kommo writes them, without a time zone database: all in UTC.

/// Days from 1970-01-01 to a date of the Gregorian calendar.
fn days_of(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * 146_097 + day_of_era - 719_468
}

/// Year, month and day of a number of days from 1970-01-01.
fn date_of(days: i64) -> (i64, i64, i64) {
    let shifted = days + 719_468;
    let era = shifted.div_euclid(146_097);
    let day_of_era = shifted.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    (year, month, day)
}

/// `YYYY-MM-DD HH:MM:SS`.
pub(crate) fn sql_text(unix: i64) -> String {
    let (year, month, day) = date_of(unix.div_euclid(86_400));
    let seconds = unix.rem_euclid(86_400);
    format!(
        "{year:04}-{month:02}-{day:02} {:02}:{:02}:{:02}",
        seconds / 3600,
        seconds / 60 % 60,
        seconds % 60
    )
}

/// `dd.mm.yyyy`.
pub(crate) fn day_text(unix: i64) -> String {
    let (year, month, day) = date_of(unix.div_euclid(86_400));
    format!("{day:02}.{month:02}.{year:04}")
}

/// Reads RFC 3339 (`2026-03-05T10:00:00+02:00`, `…Z`) or a bare date; `None` if it is neither.
pub(crate) fn parse_rfc3339(text: &str) -> Option<i64> {
    let number = |range: std::ops::Range<usize>, low: i64, high: i64| {
        let part = text.get(range)?;
        let number: i64 = part.bytes().all(|byte| byte.is_ascii_digit()).then(|| part.parse().ok())??;
        (low..=high).contains(&number).then_some(number)
    };
    let is_at = |at: usize, wanted: &[u8]| text.as_bytes().get(at).is_some_and(|byte| wanted.contains(byte));
    if !(is_at(4, b"-") && is_at(7, b"-")) {
        return None;
    }
    let days = days_of(number(0..4, 0, 9999)?, number(5..7, 1, 12)?, number(8..10, 1, 31)?);
    if text.len() == 10 {
        return Some(days * 86_400);
    }
    if !(is_at(10, b"Tt ") && is_at(13, b":") && is_at(16, b":")) {
        return None;
    }
    let time = number(11..13, 0, 23)? * 3600 + number(14..16, 0, 59)? * 60 + number(17..19, 0, 60)?;
    let mut zone = text.get(19..)?;
    if let Some(fraction) = zone.strip_prefix('.') {
        zone = fraction.trim_start_matches(|digit: char| digit.is_ascii_digit());
    }
    let offset = match zone {
        "Z" | "z" => 0,
        _ => {
            let at = text.len() - zone.len();
            let sign = if is_at(at, b"+") {
                1
            } else if is_at(at, b"-") {
                -1
            } else {
                return None;
            };
            if zone.len() != 6 || !is_at(at + 3, b":") {
                return None;
            }
            sign * (number(at + 1..at + 3, 0, 23)? * 3600 + number(at + 4..at + 6, 0, 59)? * 60)
        }
    };
    Some(days * 86_400 + time - offset)
}

/// Reads RFC 2822 (`Mon, 03 Oct 2022 15:11:21 +0000`); `None` if it is something else.
pub(crate) fn parse_rfc2822(text: &str) -> Option<i64> {
    const MONTHS: [&str; 12] =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let date = text.split_once(',').map_or(text, |(_, date)| date);
    let parts: Vec<&str> = date.split_whitespace().collect();
    let [day, month, year, time, zone] = *<&[&str; 5]>::try_from(parts.as_slice()).ok()?;
    let month = MONTHS.iter().position(|name| *name == month)? + 1;
    let zone = match zone {
        "GMT" | "UT" | "Z" => "+00:00".to_owned(),
        _ => format!("{}:{}", zone.get(..3)?, zone.get(3..)?),
    };
    parse_rfc3339(&format!("{year}-{month:02}-{day:0>2}T{time}{zone}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_go_there_and_back() {
        for unix in [0, 951_782_400, 1_709_164_800, 4_102_444_799, -86_400] {
            let text = sql_text(unix).replace(' ', "T") + "Z";
            assert_eq!(parse_rfc3339(&text), Some(unix), "{text}");
        }
        assert_eq!(sql_text(1_709_164_800), "2024-02-29 00:00:00");
        assert_eq!(day_text(1_709_164_800), "29.02.2024");
    }

    #[test]
    fn dates_of_mail_are_read() {
        assert_eq!(parse_rfc2822("Thu, 29 Feb 2024 02:00:00 +0200"), Some(1_709_164_800));
        assert_eq!(parse_rfc2822("29 Feb 2024 00:00:00 GMT"), Some(1_709_164_800));
        for wrong in
            ["", "tomorrow", "Thu, 29 Feb 2024", "Thu, 29 Foo 2024 00:00:00 GMT", "1 Feb 24 00:00:00 +é"]
        {
            assert_eq!(parse_rfc2822(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn offsets_and_fractions_count() {
        assert_eq!(parse_rfc3339("2024-02-29T02:00:00.5+02:00"), Some(1_709_164_800));
        assert_eq!(parse_rfc3339("2024-02-29"), Some(1_709_164_800));
        for wrong in [
            "",
            "tomorrow",
            "2024-13-01",
            "2024-02-29T25:00:00Z",
            "2024-02-29T00:00:00",
            "2024-02-29T00:00:00+é:00",
        ] {
            assert_eq!(parse_rfc3339(wrong), None, "{wrong}");
        }
    }
}
