//! The service of the example `ai-answer`.
//!
//! Kommo posts the client's question and waits two seconds at most; the route answers at once, asks the model, and
//! continues the bot. The model is an HTTP endpoint of your own: it takes `{"question": …}` and gives `{"answer": …}`.
//! Without one, [`stub`] stands in: no model at all, a list of answers by keywords.

pub mod stub;

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use kommo_hooks::axum::Bots;
use kommo_hooks::{Account, Answer, BotRequest, ContinueError, Verifier};
use serde::{Deserialize, Serialize};

/// What the model is asked.
#[derive(Debug, Serialize, Deserialize)]
pub struct Question {
    /// What the client wrote.
    pub question: String,
}

/// What the model says.
#[derive(Debug, Serialize, Deserialize)]
pub struct Said {
    /// The answer; None if it has none.
    pub answer: Option<String>,
}

/// The model behind the service.
#[derive(Clone)]
pub struct Model {
    client: reqwest::Client,
    url: Arc<str>,
}

impl Model {
    /// The model at this address of your own.
    ///
    /// # Errors
    /// If no HTTP client can be made on this machine.
    pub fn at(url: &str) -> Result<Self, reqwest::Error> {
        let client = reqwest::Client::builder().timeout(Duration::from_secs(60)).build()?;
        Ok(Self { client, url: url.into() })
    }

    async fn ask(&self, question: String) -> Result<Option<String>, reqwest::Error> {
        let answer =
            self.client.post(&*self.url).json(&Question { question }).send().await?.error_for_status()?;
        Ok(answer.json::<Said>().await?.answer)
    }
}

/// The service's routes: `POST /ask` for the bots of `account`.
pub fn router(verifier: Verifier, account: Account, model: Model) -> Router {
    let bots = Arc::new(Bots::new(verifier));
    let ask = bots.route(move |request| answer(request, account.clone(), model.clone()));
    Router::new().route("/ask", ask)
}

async fn answer(request: BotRequest, account: Account, model: Model) -> Result<(), ContinueError> {
    let said = match request.text("question") {
        Some(question) => model.ask(question).await.unwrap_or_else(|error| {
            eprintln!("the model did not answer: {error}");
            None
        }),
        None => None,
    };
    // A bot that is not continued waits for ever: it is told when there is no answer, too.
    let answer = match said {
        // As a value: a message in the answer itself may have 80 characters.
        Some(text) => Answer::new().data("status", "answered").data("answer", text),
        None => Answer::new().data("status", "unanswered"),
    };
    account.continue_bot(&request.continuation, &answer).await
}
