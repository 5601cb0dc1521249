//! Branches: `condition`, `conditions`, `validations`.

use crate::handler::Handler;
use crate::node::Node;

words! {
    /// How several conditions count together.
    Logic {
        /// All must hold.
        And = "and",
        /// One is enough.
        Or = "or",
    }
}

words! {
    /// How two terms are compared.
    Operation {
        /// They are equal.
        Equal = "=",
        /// They differ.
        NotEqual = "!=",
        /// The first is in the second, a list with commas.
        In = "in",
        /// The first is not in the second.
        NotIn = "not_in",
        /// The first is in the second, a [`Range`].
        InRange = "in_range",
    }
}

object! {
    /// A range of numbers; either end may be left open.
    Range {} {
        /// The lowest.
        from: Node = "from",
        /// The highest.
        to: Node = "to",
    }
}

impl From<Range> for Node {
    fn from(range: Range) -> Self {
        crate::params::Param::into_node(range)
    }
}

handler! {
    /// Runs handlers if a condition holds; the rest of the list runs in any case.
    Condition as "condition" {
        /// What is compared: a marker, or `lead.tags` and `chat.origin`.
        term1: Node = "term1",
        /// How.
        operation: Operation = "operation",
        /// With what.
        term2: Node = "term2",
        /// What runs if it holds.
        result: Vec<Handler> = "result",
    }
}

object! {
    /// One of several conditions.
    Comparison {
        /// What is compared.
        term1: Node = "term1",
        /// How.
        operation: Operation = "operation",
        /// With what.
        term2: Node = "term2",
    }
}

handler! {
    /// Runs handlers if several conditions hold.
    Conditions as "conditions" {
        /// How they count together.
        logic: Logic = "logic",
        /// The conditions.
        conditions: Vec<Comparison> = "conditions",
        /// What runs if they hold.
        result: Vec<Handler> = "result",
    }
}

words! {
    /// What a value is looked at as.
    TestKind {
        /// A text.
        Simple = "simple",
        /// A regular expression.
        Regex = "regex",
        /// A range of numbers.
        RangeNumbers = "range_numbers",
        /// An e-mail address.
        Email = "email",
        /// A telephone number.
        Phone = "phone",
    }
}

words! {
    /// What must be so. `Equal`, `NotEqual` and `Length` are for simple texts, the others for the rest.
    Check {
        /// Equal.
        Equal = "equal",
        /// Not equal.
        NotEqual = "not_equal",
        /// Of a length.
        Length = "length",
        /// Matched, or there.
        Contains = "contains",
        /// Not matched, or not there.
        NotContains = "not_contains",
    }
}

object! {
    /// One check of what the client wrote.
    Test {
        /// What is looked at, mostly [`Marker::MessageText`](crate::Marker::MessageText).
        client_value: Node = "client_value",
        /// As what.
        kind: TestKind = "type",
        /// What must be so.
        operation: Check = "operation",
    } {
        /// With what it is compared.
        condition_value: Node = "condition_value",
    }
}

handler! {
    /// Runs handlers if what the client wrote passes checks.
    Validations as "validations" {
        /// How they count together.
        logic: Logic = "logic",
        /// The checks.
        conditions: Vec<Test> = "conditions",
        /// What runs if they pass.
        result: Vec<Handler> = "result",
    }
}
