//! Sums as `set_budget` takes them: numbers, `+ - * / ( )`.

/// The value of a sum, or what is wrong with it.
pub(super) fn value(text: &str) -> Result<f64, String> {
    let mut sum = Sum { rest: text.trim_start(), depth: 0 };
    let value = sum.terms()?;
    if !sum.rest.is_empty() {
        return Err(format!("`{text}` is no sum: `{}` was not expected", sum.rest));
    }
    if value.is_finite() { Ok(value) } else { Err(format!("`{text}` has no value")) }
}

struct Sum<'s> {
    rest: &'s str,
    depth: u8,
}

impl Sum<'_> {
    fn take(&mut self, sign: char) -> bool {
        match self.rest.strip_prefix(sign) {
            Some(rest) => {
                self.rest = rest.trim_start();
                true
            }
            None => false,
        }
    }

    fn terms(&mut self) -> Result<f64, String> {
        let mut value = self.factors()?;
        loop {
            if self.take('+') {
                value += self.factors()?;
            } else if self.take('-') {
                value -= self.factors()?;
            } else {
                return Ok(value);
            }
        }
    }

    fn factors(&mut self) -> Result<f64, String> {
        let mut value = self.factor()?;
        loop {
            if self.take('*') {
                value *= self.factor()?;
            } else if self.take('/') {
                value /= self.factor()?;
            } else {
                return Ok(value);
            }
        }
    }

    fn factor(&mut self) -> Result<f64, String> {
        self.depth += 1;
        if self.depth > 50 {
            return Err("the sum has too many parentheses".to_owned());
        }
        let value = if self.take('-') {
            -self.factor()?
        } else if self.take('(') {
            let value = self.terms()?;
            if !self.take(')') {
                return Err("a parenthesis is not closed".to_owned());
            }
            value
        } else {
            let end = self
                .rest
                .find(|letter: char| !letter.is_ascii_digit() && letter != '.')
                .unwrap_or(self.rest.len());
            let (number, rest) = self.rest.split_at(end);
            self.rest = rest.trim_start();
            number.parse().map_err(|_| format!("a number was expected at `{number}{rest}`"))?
        };
        self.depth -= 1;
        Ok(value)
    }
}

#[cfg(test)]
mod tests {
    use super::value;

    #[test]
    fn sums_have_their_usual_order() {
        assert_eq!(value("1 + 2*3"), Ok(7.0));
        assert_eq!(value(" (1 + 2) * -3 / 2 "), Ok(-4.5));
        assert_eq!(value("1500"), Ok(1500.0));
        for wrong in ["", "1 +", "(1", "1/0", "two", "1 2", &"(".repeat(300)] {
            assert!(value(wrong).is_err(), "{wrong}");
        }
    }
}
