//! How the browser is started.

use std::path::Path;

/// Every flag, for a profile in `profile`.
pub(super) fn flags(profile: &Path) -> Vec<String> {
    let mut flags: Vec<String> = FLAGS.iter().map(|&flag| flag.to_owned()).collect();
    flags.push(format!("--user-data-dir={}", profile.display()));
    if sandbox_is_impossible() {
        flags.push("--no-sandbox".to_owned());
    }
    flags.push("about:blank".to_owned());
    flags
}

const FLAGS: &[&str] = &[
    "--headless=new",
    "--remote-debugging-port=0",
    "--disable-gpu",
    "--window-size=1440,900",
    // No welcome pages, no questions.
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-search-engine-choice-screen",
    "--disable-popup-blocking",
    "--disable-prompt-on-repost",
    "--password-store=basic",
    "--use-mock-keychain",
    // Nothing that talks to the outside, and no name outside this machine resolves.
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-domain-reliability",
    "--disable-extensions",
    "--disable-sync",
    "--metrics-recording-only",
    "--no-pings",
    "--no-proxy-server",
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE localhost , EXCLUDE *.localhost , EXCLUDE 127.0.0.1 , EXCLUDE [::1]",
    "--disable-features=Translate,MediaRouter,OptimizationHints,AutofillServerCommunication,HttpsUpgrades,\
     HttpsFirstBalancedModeAutoEnable,CertificateTransparencyComponentUpdater",
    // A page that is not in front runs as one that is: tests share the browser.
    "--disable-background-timer-throttling",
    "--disable-backgrounding-occluded-windows",
    "--disable-renderer-backgrounding",
    "--disable-ipc-flooding-protection",
    "--disable-hang-monitor",
    // The same pixels everywhere.
    "--force-color-profile=srgb",
    "--font-render-hinting=none",
    "--hide-scrollbars",
    "--lang=en-US",
    "--mute-audio",
    // Exact heap figures, and a collector that can be called.
    "--enable-precise-memory-info",
    "--js-flags=--expose-gc",
    // /dev/shm is 64 MB in most containers.
    "--disable-dev-shm-usage",
];

/// The browser's own sandbox cannot work as root, and rarely does in a CI container.
#[cfg(unix)]
fn sandbox_is_impossible() -> bool {
    use std::os::unix::fs::MetadataExt;
    // A process' own entry belongs to its effective user; without /proc a fresh file does.
    let uid = std::fs::metadata("/proc/self").map(|m| m.uid()).ok();
    let uid = uid.or_else(|| tempfile::tempfile().ok()?.metadata().ok().map(|m| m.uid()));
    uid == Some(0) || std::env::var_os("CI").is_some()
}

#[cfg(not(unix))]
fn sandbox_is_impossible() -> bool {
    std::env::var_os("CI").is_some()
}
