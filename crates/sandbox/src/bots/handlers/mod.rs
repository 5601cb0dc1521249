//! The handlers of a program (<https://www.amocrm.ru/developers/content/digital_pipeline/salesbot>), one function each.

mod conditions;
mod flow;
mod look_up;
mod messages;
mod preset;
mod services;
mod validations;

use serde_json::Value;

use super::actions;
use super::visit::{Done, Flow, Visit};

/// Runs one handler.
pub(super) fn run(visit: &mut Visit<'_>, name: &str, params: &Value) -> Done {
    match name {
        "show" => messages::show(visit, params),
        "send_message" => messages::send_message(visit, params),
        "send_internal" => messages::send_internal(visit, params),
        "send_external_message" => messages::send_external(visit, params),
        "buttons" => flow::buttons(visit, params),
        "goto" => flow::goto(params),
        "wait_answer" => flow::wait_answer(params),
        "waits" => flow::waits(visit, params),
        "exits" => flow::exits(params),
        "stop" => flow::stop(visit, params),
        "condition" => conditions::one(visit, params),
        "conditions" => conditions::several(visit, params),
        "validations" => validations::run(visit, params),
        "find" => look_up::find(visit, params),
        "filter" => look_up::filter(visit, params),
        "meta" => look_up::meta(visit, params),
        "preset" => preset::run(visit, params),
        "widget_request" => services::widget_request(visit, params),
        "request" => services::request(visit, params),
        "action" => actions::run(visit, params),
        _ => Ok(Flow::Skip(format!("there is no handler `{name}`"))),
    }
}
