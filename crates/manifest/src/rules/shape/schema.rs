//! The manifest's shape, as data. `schema/manifest.schema.json` says the same for editors; a test compares the two.

/// What a value must be.
#[derive(Debug)]
pub(crate) enum Shape {
    /// Anything.
    Any,
    /// A string that is not empty.
    Text,
    /// A string, empty or not.
    MaybeText,
    /// `true` or `false`.
    Bool,
    /// As `Bool`; some documentation pages write `"Y"`.
    Flag,
    /// A whole number.
    Integer,
    /// An array.
    List(&'static Shape),
    /// An object with free keys.
    Map(&'static Shape),
    /// An object with known keys; `rest` is the shape of all others, `None` when there should be none.
    Block { fields: &'static [Field], rest: Option<&'static Shape> },
}

/// A known key of an object.
#[derive(Debug)]
pub(crate) struct Field {
    pub(crate) name: &'static str,
    pub(crate) required: bool,
    pub(crate) shape: Shape,
}

const fn must(name: &'static str, shape: Shape) -> Field {
    Field { name, required: true, shape }
}

const fn may(name: &'static str, shape: Shape) -> Field {
    Field { name, required: false, shape }
}

const fn block(fields: &'static [Field]) -> Shape {
    Shape::Block { fields, rest: None }
}

/// A field of the settings modal or of the pipeline trigger.
const FIELD: Shape = block(&[
    must("name", Shape::Text),
    must("type", Shape::Text),
    may("required", Shape::Bool),
    may("default_value", Shape::Any),
]);

/// A field of a Salesbot block; `hint`, `required` and `id` are seen in working widgets but not documented.
const DESIGNER_FIELD: Shape = block(&[
    may("name", Shape::Text),
    must("type", Shape::Text),
    may("default_value", Shape::Any),
    may("manual", Shape::Bool),
    may("hint", Shape::Any),
    may("required", Shape::Any),
    may("id", Shape::Any),
]);

const DESIGNER_HANDLER: Shape = Shape::Block {
    fields: &[must("name", Shape::Text), may("settings", Shape::Map(&DESIGNER_FIELD))],
    rest: Some(&Shape::Any),
};

const SUBMENU: Shape = block(&[must("title", Shape::Text), may("sort", Shape::Integer)]);

const MENU_ITEM: Shape = block(&[
    may("title", Shape::Text),
    may("icon", Shape::Text),
    may("icons", Shape::Any),
    may("sort", block(&[may("after", Shape::Text)])),
    may("submenu", Shape::Map(&SUBMENU)),
    may("is_hidden", Shape::Bool),
]);

/// The whole manifest.
pub(crate) const SCHEMA: Shape = block(&[
    // For editors; see `schema_hint`.
    may("$schema", Shape::MaybeText),
    must(
        "widget",
        block(&[
            must("name", Shape::Text),
            must("description", Shape::Text),
            must("short_description", Shape::Text),
            must("version", Shape::Text),
            must("interface_version", Shape::Integer),
            may("init_once", Shape::Flag),
            must("locale", Shape::List(&Shape::Text)),
            must("installation", Shape::Bool),
            may("is_showcase", Shape::Bool),
            may("support", block(&[may("link", Shape::MaybeText), may("email", Shape::MaybeText)])),
            may("code", Shape::MaybeText),
            may("secret_key", Shape::MaybeText),
        ]),
    ),
    may("locations", Shape::List(&Shape::Text)),
    may(
        "tour",
        block(&[
            must("is_tour", Shape::Bool),
            must("tour_images", Shape::Map(&Shape::List(&Shape::Text))),
            must("tour_description", Shape::Text),
        ]),
    ),
    may("settings", Shape::Map(&FIELD)),
    may(
        "dp",
        block(&[
            must("settings", Shape::Map(&FIELD)),
            must("action_multiple", Shape::Bool),
            may("webhook_url", Shape::Text),
            may("title", Shape::Text),
        ]),
    ),
    may("advanced", block(&[must("title", Shape::Text)])),
    may(
        "salesbot_designer",
        Shape::Block { fields: &[may("logo", Shape::Text)], rest: Some(&DESIGNER_HANDLER) },
    ),
    may("sms", block(&[must("endpoint", Shape::Text)])),
    may("mobile", block(&[must("frame_url", Shape::Text), may("color", Shape::Text)])),
    may("left_menu", Shape::Map(&MENU_ITEM)),
    may(
        "amoforms_settings",
        block(&[must("title", Shape::Text), may("required", Shape::Bool), may("error_text", Shape::Text)]),
    ),
]);

impl Shape {
    /// The type in words.
    pub(crate) fn wanted(&self) -> &'static str {
        match self {
            Self::Any => "a value",
            Self::Text | Self::MaybeText => "a string",
            Self::Bool | Self::Flag => "true or false",
            Self::Integer => "a whole number",
            Self::List(_) => "an array of strings",
            Self::Map(_) | Self::Block { .. } => "an object",
        }
    }

    /// How to write it.
    pub(crate) fn advice(&self) -> &'static str {
        match self {
            Self::Any | Self::Text | Self::MaybeText => "write a text in double quotes",
            Self::Bool | Self::Flag => "write true or false, without quotes",
            Self::Integer => "write a whole number, without quotes",
            Self::List(_) => "write [\"…\", \"…\"]",
            Self::Map(_) | Self::Block { .. } => "write { \"…\": … }",
        }
    }

    /// A line to add for a missing field.
    pub(crate) fn example(&self, name: &str) -> String {
        let value = match (name, self) {
            ("name", _) => "\"widget.name\"",
            ("description", _) => "\"widget.description\"",
            ("short_description", _) => "\"widget.short_description\"",
            ("tour_description", _) => "\"widget.tour_description\"",
            ("title", _) => "\"advanced.title\"",
            ("version", _) => "\"1.0.0\"",
            ("interface_version", _) => "2",
            ("locale", _) => "[\"en\"]",
            ("type", _) => "\"text\"",
            ("endpoint" | "frame_url", _) => "\"https://…\"",
            ("tour_images", _) => "{ \"en\": [\"/images/tour_1_en.png\"] }",
            (_, Self::Bool | Self::Flag) => "true",
            (_, Self::Integer) => "1",
            (_, Self::List(_)) => "[…]",
            (_, Self::Map(_) | Self::Block { .. }) => "{ … }",
            _ => "\"…\"",
        };
        format!("`\"{name}\": {value}`")
    }
}
