//! On a server every call can be spawned on any thread.

#![cfg(not(target_family = "wasm"))]

use kommo_api::{Api, Call, Error, Json, Lead, Page};

fn assert_send<T: Send>() {}
fn assert_sync<T: Sync>() {}

#[test]
fn everything_is_send() {
    assert_send::<Api>();
    assert_sync::<Api>();
    assert_send::<Call<Page<Lead>>>();
    assert_send::<Page<Lead>>();
    assert_send::<Error>();
    assert_sync::<Error>();
    assert_send::<Json>();
    assert_sync::<Json>();
}
