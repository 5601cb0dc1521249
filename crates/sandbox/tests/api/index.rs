//! `docs/endpoints.tsv`: every address is there, and takes the methods it should and no others. Kommo has no DELETE for
//! leads, contacts, companies, customers, tasks, notes, tags, lists and their elements, calls, short links.

use std::collections::{BTreeMap, BTreeSet};

use reqwest::Method;
use serde_json::json;

use super::{World, client, read, session};

/// Each address with its methods; what stands for several addresses is all of them.
fn index() -> BTreeMap<String, BTreeSet<String>> {
    let table = include_str!("../../../../docs/endpoints.tsv");
    let cards = ["leads", "contacts", "companies", "customers"];
    let mut index: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for line in table.lines().filter(|line| !line.starts_with('#')) {
        let mut cells = line.split('\t').skip(1);
        let (method, path) = (cells.next().unwrap(), cells.next().unwrap());
        let mut bases: Vec<&str> = cards.to_vec();
        if path.contains("{b}") {
            bases.extend(["customers/segments", "catalogs/1"]);
        } else if !path.contains("{e}") {
            bases.truncate(1);
        }
        for base in bases {
            let path = path.replace("{e}", base).replace("{b}", base);
            let parts = path.split('/').map(|part| if part.starts_with('{') { "1" } else { part });
            let path = parts.collect::<Vec<_>>().join("/");
            // Segments have no groups of fields.
            if !path.starts_with("/api/v4/customers/segments/custom_fields/groups") {
                index.entry(path).or_default().insert(method.to_owned());
            }
        }
    }
    index
}

#[tokio::test]
async fn every_address_takes_its_methods_and_no_others() {
    let world = World::new().await;
    let cookie = session(&world.sandbox, 0);
    let methods = [Method::GET, Method::POST, Method::PATCH, Method::PUT, Method::DELETE];
    let mut wrong = Vec::new();
    for (path, takes) in index() {
        for method in &methods {
            let url = format!("{}{path}", world.sandbox.url());
            let request = client().request(method.clone(), url).header("Cookie", &cookie);
            // Nothing sensible is sent: only whether somebody is there to refuse it matters.
            let answer = read(if method == Method::GET { request } else { request.json(&json!(5)) }).await;
            let is_there = answer.status != 405 && !answer.text.contains("Cannot ");
            let seen_elsewhere = path == "/api/v4/tasks/1" && method == Method::DELETE;
            if is_there != takes.contains(method.as_str()) && !seen_elsewhere
                || answer.status.is_server_error()
            {
                wrong.push(format!("{method} {path}: {} {}", answer.status, answer.text));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
