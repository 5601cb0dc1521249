//! Controls to choose from.

use super::builder::{escaped, push};
use crate::value::Value;

control! {
    /// A list to choose one from. Without a choice, or with one that is not there, the host takes the first.
    Select "select" (name: "name" text) {
        /// The element's id.
        id: "id" text,
        /// A class name.
        class: "class_name" text,
        /// The value of the chosen item.
        selected: "selected" plain,
        /// It cannot be used.
        disabled: "disabled" flag,
    }
}

impl Select {
    /// Adds an item with its value.
    pub fn item(self, value: &str, text: &str) -> Self {
        self.0.set("need_escape", &true.into());
        push(&self.0, "items", &Value::object(&[("id", value.into()), ("option", text.into())]));
        self
    }
}

control! {
    /// A line of text with proposals.
    Suggest "suggest" (name: "name" text) {
        /// The input's id, to tie a label to.
        id: "id" text,
        /// A class name.
        class: "class_name" text,
        /// The input's class name.
        input_class: "input_class_name" text,
        /// What stands in it.
        value: "value" plain,
        /// The id of the chosen proposal.
        selected: "selected" text,
        /// What it says while it is empty.
        placeholder: "placeholder" plain,
        /// It cannot be used.
        disabled: "disabled" flag,
    }
}

impl Suggest {
    /// Adds a proposal with its id.
    pub fn item(self, id: &str, text: &str) -> Self {
        push(&self.0, "items", &Value::object(&[("id", escaped(id)), ("value", text.into())]));
        self
    }

    /// Has the host ask `url` for proposals; `#QUERY#` in `params` stands for what was typed.
    pub fn ajax(self, url: &str, params: &str) -> Self {
        self.0.set("ajax", &Value::object(&[("url", url.into()), ("params", params.into())]));
        self
    }
}

control! {
    /// A plain list to choose several from. Read them with [`Controls::all`](super::Controls::all).
    Multiselect "multiselect" (name: "name" text) {
        /// The value of one chosen item; the host's template knows no more.
        selected: "selected" plain,
    }
}

impl Multiselect {
    /// Adds an item with its value.
    pub fn item(self, value: &str, text: &str) -> Self {
        push(&self.0, "values", &Value::object(&[("id", value.into()), ("value", text.into())]));
        self
    }
}

control! {
    /// A stage of a pipeline to choose. Kommo does not document its parameters: `items` are pipelines with
    /// `{id, name, statuses: [{id, name, color}]}` here. Look at it in your account before you rely on it.
    PipelineSelect "pipeline_select/index" (name: "name" text) {
        /// The element's id.
        id: "id" text,
        /// A class name.
        class: "class_name" text,
        /// The id of the chosen stage.
        selected: "selected" plain,
    }
}

impl PipelineSelect {
    /// Adds a pipeline with its stages, each with id, name and colour.
    pub fn pipeline(self, id: &str, name: &str, stages: &[(&str, &str, &str)]) -> Self {
        let pipeline = Value::object(&[("id", escaped(id)), ("name", name.into())]);
        for (id, name, color) in stages {
            let stage =
                Value::object(&[("id", escaped(id)), ("name", (*name).into()), ("color", escaped(color))]);
            push(&pipeline, "statuses", &stage);
        }
        push(&self.0, "items", &pipeline);
        self
    }
}
