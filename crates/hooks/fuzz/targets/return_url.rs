//! Any text as `return_url`: a token must never leave for another host.
#![no_main]

use kommo_hooks::Continuation;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    for url in [text.to_owned(), format!("https://acme.kommo.com{text}")] {
        let Ok(bot) = Continuation::parse(&url, "https://acme.kommo.com") else { continue };
        assert_eq!(bot.account(), "https://acme.kommo.com");
        let rest = bot.path().strip_prefix("/api/v4/").expect("the API");
        assert!(rest.starts_with("salesbot/") || rest.starts_with("marketingbot/"));
        assert!(!bot.path().contains(".."));
    }
});
