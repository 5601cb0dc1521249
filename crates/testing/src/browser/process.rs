//! One browser process and the temporary folder of its profile.

use std::io::Read as _;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use tempfile::TempDir;

use super::flags::flags;
use crate::{Error, Result};

/// A cold start on a busy machine takes seconds; a browser that cannot start usually ends at once.
const START_LIMIT: Duration = Duration::from_secs(60);

/// A running browser. Dropping it ends the process and removes its profile.
pub struct Process {
    child: Child,
    profile: Option<TempDir>,
    address: String,
}

impl Process {
    /// Starts `program` headless and waits for its DevTools address.
    ///
    /// # Errors
    /// [`Error::Launch`] with what the browser printed.
    pub async fn launch(program: &Path) -> Result<Self> {
        let profile = tempfile::Builder::new()
            .prefix("kommo-browser-")
            .tempdir()
            .map_err(Error::io(std::env::temp_dir()))?;
        let failed =
            |reason: String, output: String| Error::Launch { browser: program.to_owned(), reason, output };
        let mut child = Command::new(program)
            .args(flags(profile.path()))
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .map_err(|e| failed(e.to_string(), String::new()))?;
        let printed = Printed::follow(&mut child);
        // From here on a failure must end the child: Drop does.
        let mut process = Self { child, profile: Some(profile), address: String::new() };
        let started = Instant::now();
        while process.address.is_empty() {
            if let Some(address) = process.written_address() {
                process.address = address;
            } else if let Ok(Some(status)) = process.child.try_wait() {
                return Err(failed(format!("it ended with {status}"), printed.tail()));
            } else if started.elapsed() > START_LIMIT {
                return Err(failed("no DevTools address within a minute".to_owned(), printed.tail()));
            } else {
                tokio::time::sleep(Duration::from_millis(15)).await;
            }
        }
        Ok(process)
    }

    /// The `ws://` address of the browser's DevTools.
    #[must_use]
    pub fn address(&self) -> &str {
        &self.address
    }

    /// The operating system's id of the process.
    #[must_use]
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// The temporary folder of its profile.
    #[must_use]
    pub fn profile(&self) -> &Path {
        self.profile.as_ref().map(TempDir::path).unwrap_or(Path::new(""))
    }

    /// The browser writes its port and path into this file once it listens: two lines, complete or not there yet.
    fn written_address(&self) -> Option<String> {
        let file = self.profile.as_ref()?.path().join("DevToolsActivePort");
        let written = std::fs::read_to_string(file).ok()?;
        let (port, path) = written.trim_end().split_once('\n')?;
        let port: u16 = port.trim().parse().ok()?;
        path.starts_with("/devtools/browser/").then(|| format!("ws://127.0.0.1:{port}{}", path.trim()))
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // Ended, not asked: there is nothing to save, and a hanging page must not hang the tests.
        let _ = self.child.kill();
        let _ = self.child.wait();
        // Its helper processes may hold files for a moment longer.
        let Some(profile) = self.profile.take() else { return };
        let path = profile.keep();
        for _ in 0..40 {
            if std::fs::remove_dir_all(&path).is_ok() || !path.exists() {
                return;
            }
            std::thread::sleep(Duration::from_millis(25));
        }
    }
}

/// What the browser printed. A thread reads it, so that a full pipe never stops the browser.
#[derive(Clone, Default)]
struct Printed(Arc<Mutex<Vec<u8>>>);

impl Printed {
    const KEPT: usize = 4096;

    fn follow(child: &mut Child) -> Self {
        let printed = Self::default();
        if let Some(mut stderr) = child.stderr.take() {
            let kept = printed.clone();
            std::thread::spawn(move || {
                let mut chunk = [0; 1024];
                while let Ok(count @ 1..) = stderr.read(&mut chunk) {
                    let mut kept = kept.0.lock().unwrap_or_else(PoisonError::into_inner);
                    kept.extend(chunk.iter().take(count));
                    let over = kept.len().saturating_sub(Self::KEPT);
                    kept.drain(..over);
                }
            });
        }
        printed
    }

    fn tail(&self) -> String {
        // What it printed with its last breath may still be on its way.
        std::thread::sleep(Duration::from_millis(50));
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        String::from_utf8_lossy(&kept).trim().to_owned()
    }
}
