//! Where a bot goes: `goto`, `buttons`, waiting, leaving a block, stopping.

use serde_json::Value;

use crate::api::{Entity, Refusal};
use crate::bots::markers::plain;
use crate::bots::pattern;
use crate::bots::run::{Next, Target, Wait};
use crate::bots::start::{Start, start};
use crate::bots::visit::{Done, Flow, Visit, whole};

fn target(params: &Value) -> Result<Target, Refusal> {
    Target::read(params).map_err(Refusal::said)
}

pub(super) fn goto(params: &Value) -> Done {
    Ok(Flow::Goto(target(params)?))
}

pub(super) fn wait_answer(params: &Value) -> Done {
    Ok(Flow::Wait(Wait { answer: Some(Next::To(target(params)?)), ..Wait::default() }))
}

/// The designer's own way to wait: `{conditions: [{event: {source}, action: {step, type}}]}`. Only `message_received` is
/// known; any other source with seconds in `time` or `value` waits that long by the account's clock.
pub(super) fn waits(visit: &Visit<'_>, params: &Value) -> Done {
    let mut wait = Wait::default();
    for condition in params.get("conditions").and_then(Value::as_array).into_iter().flatten() {
        let event = condition.get("event").unwrap_or(&Value::Null);
        let next = match condition.get("action") {
            Some(action) if action.is_object() => Next::To(target(action)?),
            _ => Next::On,
        };
        match event.get("source").and_then(Value::as_str) {
            Some("message_received") => wait.answer = Some(next),
            source => {
                let Some(seconds) = whole(event.get("time")).or_else(|| whole(event.get("value"))) else {
                    let source = source.unwrap_or("nothing");
                    return Ok(Flow::Skip(format!(
                        "waiting for `{source}` is not known, and no seconds are given"
                    )));
                };
                let at = visit.call.now.saturating_add(seconds.max(0));
                if wait.until.as_ref().is_none_or(|(known, _)| at < *known) {
                    wait.until = Some((at, next));
                }
            }
        }
    }
    if wait == Wait::default() {
        Ok(Flow::Skip("there is nothing to wait for".to_owned()))
    } else {
        Ok(Flow::Wait(wait))
    }
}

/// What the client's answer leads to: the first entry with this text, one of its `synonyms` (the designer's own) or a fitting
/// expression, or the one marked `else`.
pub(super) fn buttons(visit: &mut Visit<'_>, params: &Value) -> Done {
    let said = visit.read("message_text")?.concat();
    let said = said.trim();
    let entries = params.as_array().map(Vec::as_slice).unwrap_or_default();
    let mut otherwise = None;
    for (at, entry) in entries.iter().enumerate() {
        let place = format!("params/{at}/params");
        if let Some(value) = entry.get("value").and_then(Value::as_str) {
            let mut synonyms = entry.get("synonyms").and_then(Value::as_array).into_iter().flatten();
            if visit.fill(value)?.trim() == said || synonyms.any(|one| plain(one).trim() == said) {
                return Ok(Flow::Enter(place));
            }
        } else if let Some(written) = entry.get("regex").and_then(Value::as_str) {
            match pattern::parse(written) {
                Ok(expression) if expression.is_match(said) => return Ok(Flow::Enter(place)),
                Ok(_) => {}
                Err(problem) => visit.wrote(problem),
            }
        } else if entry.get("else").is_some() {
            otherwise = Some(place);
        }
    }
    Ok(otherwise.map_or(Flow::Next, Flow::Enter))
}

pub(super) fn exits(params: &Value) -> Done {
    match params.get("value").map(plain) {
        Some(code) if !code.is_empty() => Ok(Flow::Exit(code)),
        _ => Err(Refusal::said("`exits` needs the code of an exit as `value`")),
    }
}

/// Closes the talk, or ends this bot for another one.
pub(super) fn stop(visit: &mut Visit<'_>, params: &Value) -> Done {
    match params.get("action").and_then(Value::as_str) {
        Some("talk-close") => {
            let Some(contact) = visit.subject(Entity::Contact)? else {
                return Ok(Flow::Skip("there is no talk to close".to_owned()));
            };
            let closed = visit.call.db.execute(
                "UPDATE talks SET status = 'closed', updated_at = ?2 WHERE contact_id = ?1 AND status = 'in_work'",
                (contact, visit.call.now),
            )?;
            visit.wrote(format!("closed {closed} talks"));
            Ok(Flow::Next)
        }
        Some("salesbot-start") => {
            let Some(bot) = whole(params.get("bot")) else {
                return Err(Refusal::said("`salesbot-start` needs the number of a bot"));
            };
            let run = &visit.run;
            let next = Start {
                bot,
                entity: run.entity,
                entity_id: run.entity_id,
                via: "bot",
                depth: run.depth.saturating_add(1),
                bot_params: serde_json::Map::new(),
            };
            match start(visit.call.db, &next, visit.call.now)? {
                Some(id) => {
                    visit.wrote(format!("started bot {bot} (run {id})"));
                    Ok(Flow::End(format!("bot {bot} was started")))
                }
                None => Ok(Flow::Skip(format!("there is no bot {bot}"))),
            }
        }
        None => Ok(Flow::End("stopped by its program".to_owned())),
        Some(other) => Ok(Flow::Skip(format!("there is no way to stop called `{other}`"))),
    }
}
