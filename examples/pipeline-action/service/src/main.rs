//! Runs the service: `KOMMO_ACCOUNT` and `KOMMO_TOKEN` say for which account. The manifest's `dp.webhook_url` leads to it.

use std::error::Error;

use kommo_api::{Api, Bearer};
use tokio::net::TcpListener;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let set = |name: &str| std::env::var(name).map_err(|_| format!("set {name}: see the top of src/main.rs"));
    let bearer = Bearer::new(&set("KOMMO_ACCOUNT")?, &set("KOMMO_TOKEN")?)?;
    let listener = TcpListener::bind("0.0.0.0:3000").await?;
    eprintln!("listening on {}", listener.local_addr()?);
    axum::serve(listener, pipeline_action_service::router(Api::new(bearer))).await?;
    Ok(())
}
