//! Any bytes as the body of every hook.
#![no_main]

use kommo_hooks::{CrmHook, DisableHook, Hook, PipelineHook, Secret, WidgetRequest, form};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(value) = form::decode(bytes) {
        assert!(value.is_object() || value.is_array());
    }
    let _ = CrmHook::decode("", bytes);
    if let Ok(hook) = PipelineHook::decode("", bytes) {
        let _ = (hook.event.kind(), hook.event.data.direction_of_movement(), hook.settings());
    }
    let _ = WidgetRequest::decode("application/json", bytes);
    if let (Ok(query), Some(secret)) = (std::str::from_utf8(bytes), Secret::new("secret")) {
        assert!(DisableHook::verify(query, &secret).is_err(), "nobody signs by chance");
    }
});
