//! What stands in for a model: no model, a list of answers by keywords, over loopback.

use axum::routing::post;
use axum::{Json, Router};

use crate::{Question, Said};

const ANSWERS: [(&str, &str); 3] = [
    (
        "open",
        "We are open from nine to six, on Saturdays from ten to two. On Sundays and holidays we are closed.",
    ),
    ("price", "Prices start at 20 a month for each user; a year in advance is two months cheaper."),
    (
        "return",
        "You may send everything back within thirty days, unused and in its box, and we pay the postage.",
    ),
];

/// `POST /`: takes a [`Question`], gives what is [`Said`].
pub fn router() -> Router {
    Router::new().route(
        "/",
        post(|Json(asked): Json<Question>| async move { Json(Said { answer: said(&asked.question) }) }),
    )
}

fn said(question: &str) -> Option<String> {
    let question = question.to_lowercase();
    let found = ANSWERS.iter().find(|(keyword, _)| question.contains(keyword));
    found.map(|(_, answer)| (*answer).to_owned())
}
