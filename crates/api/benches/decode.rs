//! A page of 250 leads: whole, a few fields, and lazily, beside `serde_json::Value` of the same bytes.
//!
//! `cargo bench -p kommo-api --features http`; the numbers are in `docs/benchmarks.md`.

#![allow(clippy::unwrap_used, missing_docs, reason = "a measurement")]

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use kommo_api::call::Entity;
use kommo_api::decode::{Reader, Recorded, Value};
use kommo_api::{Id, Json, Lead, fields};

#[path = "../tests/walk/page_of_leads.rs"]
mod page_of_leads;

fields! {
    /// What a report is made of.
    struct Row {
        id: Id<Lead>,
        name: Option<String>,
        price: Option<i64>,
        status_id: Option<i64>,
    }
}

fields! {
    /// A page of leads, each read as `Row`.
    struct Rows {}
    embedded {
        leads: Vec<Row>,
    }
}

fields! {
    /// A page of leads, whole.
    struct Records {}
    embedded {
        leads: Vec<<Lead as Recorded>::Record>,
    }
}

fn four(lead: &Lead) -> (u64, Option<String>, Option<i64>, Option<u64>) {
    (lead.id().get(), lead.name(), lead.price(), lead.status_id().map(Id::get))
}

fn decode(criterion: &mut Criterion) {
    let page = page_of_leads::page_of_leads();
    let mut group = criterion.benchmark_group("250 leads");
    group.throughput(Throughput::Bytes(page.len() as u64));
    let bytes = page.as_bytes();
    group.bench_function("serde_json::Value", |bench| {
        bench.iter(|| serde_json::from_slice::<serde_json::Value>(black_box(bytes)).unwrap());
    });
    group.bench_function("every field, as records", |bench| {
        bench.iter(|| {
            let page = Records::value(&mut Reader::new(black_box(bytes))).unwrap().unwrap();
            assert_eq!(page.leads.len(), 250);
            page
        });
    });
    group.bench_function("four fields", |bench| {
        bench.iter(|| {
            let page = Rows::value(&mut Reader::new(black_box(bytes))).unwrap().unwrap();
            assert_eq!(page.leads.len(), 250);
            page
        });
    });
    group.bench_function("lazily, four fields read", |bench| {
        bench.iter(|| {
            let page = Json::parse(black_box(&page)).unwrap();
            let leads = page.get("_embedded").and_then(|part| part.get("leads")).unwrap();
            leads.items().map(|lead| four(&Lead::view(lead))).collect::<Vec<_>>()
        });
    });
    group.finish();
}

criterion_group!(benches, decode);
criterion_main!(benches);
