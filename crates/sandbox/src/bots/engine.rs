//! Runs one bot, handler by handler, each in a transaction of its own.

use std::time::Duration;

use serde_json::{Map, Value};

use super::handlers;
use super::run::{CONTINUED, Frame, Next, Run, Target, Wait};
use super::trace::Notes;
use super::visit::{Asked, Flow, Visit};
use crate::api::{Call, Refusal};
use crate::reach::{Answered, Outgoing, reach};
use crate::state::State;

/// How long a service may take, in real time (<https://www.amocrm.ru/developers/content/crm_platform/widgets-api>).
const PATIENCE: Duration = Duration::from_secs(2);
/// Handlers a bot may run without waiting for anything. Kommo names no limit; a bot that never waits would run for ever.
pub(super) const MOST_STEPS: u32 = 500;

/// What is left to do after one handler.
enum After {
    More,
    Rest,
    Ask(Box<Outgoing>, Asked, Notes),
}

/// Runs a bot until it waits or is over.
pub(super) async fn go(state: &State, id: i64) {
    loop {
        let done = state.as_robot(depth(state, id), |call| advance(call, id, None));
        let done = match done {
            Ok(after) => Ok(after),
            // The handler's own changes are undone; the bot goes on without them, as Kommo's does.
            Err(refusal) => state.as_robot(0, |call| advance(call, id, Some(&refusal.words()))),
        };
        match done {
            Ok(After::More) => tokio::task::yield_now().await,
            Ok(After::Rest) => break,
            Ok(After::Ask(outgoing, asked, notes)) => {
                state.pages().changed("/api/v4/bots");
                let url = outgoing.url.clone();
                let answer = match tokio::time::timeout(PATIENCE, reach(state, *outgoing)).await {
                    Ok(answer) => answer.map_err(|error| error.to_string()),
                    Err(_) => Err("no answer within 2 seconds".to_owned()),
                };
                let settled = state.as_robot(0, |call| answered(call, id, asked, &notes, &url, answer));
                if settled.is_err() {
                    break;
                }
            }
            // The database itself failed; the run stays as it was.
            Err(_) => break,
        }
    }
    state.pages().changed("/api/v4/bots");
}

fn depth(state: &State, id: i64) -> u32 {
    state.db(|db| Run::load(db, id)).ok().flatten().map_or(0, |run| run.depth.saturating_add(1))
}

/// Runs the next handler; or, where it was refused, notes that and steps over it.
fn advance(call: &Call<'_>, id: i64, refused: Option<&str>) -> Result<After, Refusal> {
    let Some(mut run) = Run::load(call.db, id)? else { return Ok(After::Rest) };
    if run.state != "running" {
        return Ok(After::Rest);
    }
    let program = program(&run);
    let Some((pointer, handler)) = next(&mut run, &program) else {
        over(call, &mut run, &program)?;
        run.save(call.db)?;
        return Ok(if run.state == "running" { After::More } else { After::Rest });
    };
    let block = run.place.block;
    let name = handler.get("handler").and_then(Value::as_str).unwrap_or_default().to_owned();
    let params = handler.get("params").cloned().unwrap_or_default();
    let notes =
        Notes { place: pointer.clone(), handler: name.clone(), params: params.clone(), ..Notes::default() };
    let at_ms = call.state.clock().now_millis();
    run.steps += 1;
    if run.steps > MOST_STEPS {
        let reason =
            format!("{MOST_STEPS} handlers ran without waiting for anything: the bot goes in a circle");
        run.end("stopped", reason.clone(), call.now);
        notes.save(call.db, &run, block, at_ms, &format!("stopped: {reason}"))?;
        run.save(call.db)?;
        return Ok(After::Rest);
    }
    if let Some(problem) = refused {
        notes.save(call.db, &run, block, at_ms, &format!("failed: {problem}"))?;
        run.save(call.db)?;
        return Ok(After::More);
    }
    let mut visit = Visit { call, run: &mut run, notes };
    let flow = handlers::run(&mut visit, &name, &params)?;
    let notes = visit.notes;
    let (outcome, ask) = follow(call, &mut run, &program, &pointer, flow);
    if let Some((outgoing, asked)) = ask {
        if let Asked::Continue(request) = asked {
            // A service may continue before it answers.
            run.wait = Some(Wait { request: Some(request), ..Wait::default() });
        }
        run.save(call.db)?;
        return Ok(After::Ask(Box::new(outgoing), asked, notes));
    }
    notes.save(call.db, &run, block, at_ms, &outcome)?;
    run.save(call.db)?;
    Ok(if run.state == "running" { After::More } else { After::Rest })
}

fn program(run: &Run) -> Value {
    run.block().and_then(|block| serde_json::from_str(&block.program).ok()).unwrap_or_default()
}

/// Takes the next handler out of the innermost list that has one left.
fn next(run: &mut Run, program: &Value) -> Option<(String, Value)> {
    while let Some(frame) = run.place.frames.last_mut() {
        let list = match frame.list.strip_prefix(CONTINUED) {
            Some(rest) => run.facts.get("execute_handlers").and_then(|list| list.pointer(rest)),
            None => program.pointer(&frame.list),
        };
        // Where one handler is documented instead of a list, it is a list of one.
        let found = match list {
            Some(Value::Array(list)) => {
                list.get(frame.next).map(|one| (format!("{}/{}", frame.list, frame.next), one))
            }
            Some(one @ Value::Object(_)) if frame.next == 0 => Some((frame.list.clone(), one)),
            _ => None,
        };
        if let Some((pointer, handler)) = found {
            frame.next += 1;
            return Some((pointer, handler.clone()));
        }
        run.place.frames.pop();
    }
    None
}

/// What comes when a list of a step has ended: after a question the client's answer, if the step has a list for it; else
/// the end of the step's program.
fn over(call: &Call<'_>, run: &mut Run, program: &Value) -> rusqlite::Result<()> {
    let has = |part: &str| {
        program
            .pointer(&format!("/{}/{part}", run.place.step))
            .and_then(Value::as_array)
            .is_some_and(|list| !list.is_empty())
    };
    let to = |part: &str| Target { part: part.to_owned(), step: None };
    let block = run.place.block;
    let outcome = match run.place.part.as_str() {
        "question" if has("answer") => {
            let wait = Wait { answer: Some(Next::To(to("answer"))), ..Wait::default() };
            wait_for(run, wait)
        }
        "question" | "answer" if has("finish") => {
            run.go(&to("finish"));
            "goto finish".to_owned()
        }
        _ => leave(run, None, call.now),
    };
    let notes = Notes { place: format!("/{}/{}", run.place.step, run.place.part), ..Notes::default() };
    notes.save(call.db, run, block, call.state.clock().now_millis(), &outcome)
}

/// Leaves a block, by an exit or because its program has ended.
fn leave(run: &mut Run, exit: Option<&str>, now: i64) -> String {
    let at = run.place.block;
    let Some(block) = run.block() else { return end(run, "the bot has no such block", now) };
    let declared = |code: &str| {
        block
            .exits
            .iter()
            .any(|one| one.get("code").is_some_and(|known| super::markers::plain(known) == code))
    };
    let target = match exit {
        None if !block.exits.is_empty() => {
            let reason = format!("the program of block {} ended without leaving by one of its exits", at + 1);
            return end(run, &reason, now);
        }
        None => None,
        Some(code) if !block.exits.is_empty() && !declared(code) => {
            return end(run, &format!("block {} has no exit `{code}`", at + 1), now);
        }
        Some(code) => block.targets.get(code).cloned(),
    };
    let next = match &target {
        None | Some(Value::Null) => at + 1,
        Some(Value::Number(number)) => {
            number.as_u64().and_then(|next| usize::try_from(next).ok()).unwrap_or(usize::MAX)
        }
        Some(_) => return end(run, &format!("the exit `{}` stops the bot", exit.unwrap_or_default()), now),
    };
    let Some(block) = run.blocks.get(next) else { return end(run, "the last block has ended", now) };
    let program = serde_json::from_str(&block.program).unwrap_or_default();
    run.enter(next, &program);
    match exit {
        Some(code) => format!("left by the exit `{code}`, goes on with block {}", next + 1),
        None => format!("goes on with block {}", next + 1),
    }
}

fn end(run: &mut Run, reason: &str, now: i64) -> String {
    run.end("finished", reason, now);
    format!("finished: {reason}")
}

fn wait_for(run: &mut Run, wait: Wait) -> String {
    let mut words = Vec::new();
    if wait.answer.is_some() {
        words.push("the client".to_owned());
    }
    if let Some((at, _)) = &wait.until {
        words.push(crate::datetime::sql_text(*at));
    }
    "waiting".clone_into(&mut run.state);
    run.wait = Some(wait);
    format!("waits for {}", words.join(" or "))
}

/// Does what a handler asks for, and puts it in words.
fn follow(
    call: &Call<'_>,
    run: &mut Run,
    program: &Value,
    pointer: &str,
    flow: Flow,
) -> (String, Option<(Outgoing, Asked)>) {
    let outcome = match flow {
        Flow::Next => "next".to_owned(),
        Flow::Skip(why) => format!("skipped: {why}"),
        Flow::Enter(below) => {
            run.place.frames.push(Frame { list: format!("{pointer}/{below}"), next: 0 });
            "true".to_owned()
        }
        Flow::Goto(target) => goto(run, program, &target, call.now),
        Flow::Exit(code) => leave(run, Some(&code), call.now),
        Flow::Wait(wait) => wait_for(run, wait),
        Flow::Again(wait) => {
            if let Some(frame) = run.place.frames.last_mut() {
                frame.next = frame.next.saturating_sub(1);
            }
            wait_for(run, wait)
        }
        Flow::End(reason) => end(run, &reason, call.now),
        Flow::Undelivered(why) => {
            let has_branch = program.get("error").is_some_and(Value::is_array);
            if has_branch && run.place.part != "error" {
                "error".clone_into(&mut run.place.part);
                run.place.frames = vec![Frame { list: "/error".to_owned(), next: 0 }];
                format!("not delivered: {why}; goto error")
            } else {
                format!("not delivered: {why}")
            }
        }
        Flow::Ask(outgoing, asked) => return (String::new(), Some((outgoing, asked))),
    };
    (outcome, None)
}

fn goto(run: &mut Run, program: &Value, target: &Target, now: i64) -> String {
    let step = target.step.as_deref().unwrap_or(&run.place.step);
    // A `finish` that nobody wrote stops the bot: so the designer's own block “Stop” is written, with a step or without.
    if target.part == "finish" && program.pointer(&format!("/{step}/finish")).is_none() {
        return end(run, "stopped by `goto finish`", now);
    }
    if program.pointer(&format!("/{step}")).is_none() {
        return end(run, &format!("there is no step {step}"), now);
    }
    run.go(target);
    format!("goto {}", target.words())
}

/// Notes a service's answer, and pauses or stops the bot.
fn answered(
    call: &Call<'_>,
    id: i64,
    asked: Asked,
    notes: &Notes,
    url: &str,
    answer: Result<Answered, String>,
) -> Result<(), Refusal> {
    let Some(mut run) = Run::load(call.db, id)? else { return Ok(()) };
    let block = run.place.block;
    let status = answer.as_ref().map(|answer| answer.status).map_err(Clone::clone);
    // Somebody may have stopped the bot meanwhile, or continued it before the service had answered.
    let is_running = run.state == "running";
    let is_early = matches!(asked, Asked::Continue(request) if run.facts.get("continued").and_then(Value::as_i64) == Some(request));
    let outcome = match (asked, &answer, status) {
        _ if !is_running => "the bot was stopped meanwhile".to_owned(),
        (Asked::Continue(request), _, Ok(200)) if is_early => {
            format!("answered 200, and continued already ({request})")
        }
        (Asked::Continue(request), _, Ok(200)) => {
            "paused".clone_into(&mut run.state);
            run.wait = Some(Wait { request: Some(request), ..Wait::default() });
            "answered 200, waits for continue".to_owned()
        }
        (Asked::Json, Ok(answer), Ok(status)) => {
            if let Ok(Value::Object(found)) = serde_json::from_slice::<Value>(&answer.body) {
                learn(&mut run, found);
            }
            format!("answered {status}")
        }
        (Asked::Json, _, Err(problem)) => format!("failed: {problem}"),
        (_, _, result) => {
            let what = result.map_or_else(
                |problem| problem,
                |status| format!("the answer was {status}, and 200 is expected"),
            );
            let reason = format!("{url}: {what}");
            run.end("stopped", reason.clone(), call.now);
            format!("stopped: {reason}")
        }
    };
    notes.save(call.db, &run, block, call.state.clock().now_millis(), &outcome)?;
    run.save(call.db)?;
    Ok(())
}

/// Adds to what `{{json.<key>}}` reads.
pub(super) fn learn(run: &mut Run, found: Map<String, Value>) {
    let known = run.facts.entry("json").or_insert_with(|| Value::Object(Map::new()));
    if let Value::Object(known) = known {
        known.extend(found);
    }
}
