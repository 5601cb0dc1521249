//! Runs the service: `KOMMO_ACCOUNT`, `KOMMO_TOKEN` and `KOMMO_SECRET` say for which account, `PUBLIC_URL` where Kommo
//! reaches it, `MODEL_URL` where your model is.

use std::error::Error;

use ai_answer_service::{Model, router, stub};
use kommo_hooks::{Account, Secret, Verifier};
use tokio::net::TcpListener;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let set = |name: &str| std::env::var(name).map_err(|_| format!("set {name}: see the top of src/main.rs"));
    let account = set("KOMMO_ACCOUNT")?;
    let secret = Secret::new(set("KOMMO_SECRET")?).ok_or("KOMMO_SECRET is empty")?;
    let verifier = Verifier::new(secret, &set("PUBLIC_URL")?).account(&account);
    let model = match set("MODEL_URL") {
        Ok(url) => url,
        Err(_) => {
            let listener = TcpListener::bind("127.0.0.1:0").await?;
            let url = format!("http://{}", listener.local_addr()?);
            eprintln!("MODEL_URL is not set: a list of answers by keywords stands in for your model");
            tokio::spawn(async move { axum::serve(listener, stub::router()).await });
            url
        }
    };
    let service = router(verifier, Account::new(&account, &set("KOMMO_TOKEN")?)?, Model::at(&model)?);
    let listener = TcpListener::bind("0.0.0.0:3000").await?;
    eprintln!("listening on {}", listener.local_addr()?);
    axum::serve(listener, service).await?;
    Ok(())
}
