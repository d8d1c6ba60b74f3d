//! The three browser engines, and how each is started.

use serde_json::{Value, json};
use xtask::tools::{self, Browser};

/// What draws a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    /// Chrome, Edge and their kin.
    Chromium,
    /// Firefox.
    Firefox,
    /// Safari; here GNOME's MiniBrowser.
    WebKit,
}

impl Engine {
    /// All of them.
    pub const ALL: [Engine; 3] = [Engine::Chromium, Engine::Firefox, Engine::WebKit];

    /// The one that `E2E_ENGINE` names: `Chromium` where it names none.
    pub fn chosen() -> Engine {
        let name = std::env::var("E2E_ENGINE").unwrap_or_else(|_| "Chromium".to_owned());
        let found = Engine::ALL.into_iter().find(|engine| format!("{engine:?}") == name);
        found.unwrap_or_else(|| panic!("E2E_ENGINE is {name}, and none of {:?}", Engine::ALL))
    }

    /// The programs.
    pub(crate) fn installed(self) -> Browser {
        let found = match self {
            Engine::Chromium => tools::installed_chromium(),
            Engine::Firefox => tools::installed_firefox(),
            Engine::WebKit => tools::installed_webkit(),
        };
        found
            .unwrap_or_else(|| panic!("{self:?} or its driver is missing: run `cargo xtask test`, which installs them"))
    }

    /// What to ask the driver for.
    pub(crate) fn capabilities(self) -> Value {
        let program = self.installed().program;
        match self {
            Engine::Chromium => {
                let flags = [
                    "--headless",
                    // Root, as in a container, has no sandbox.
                    "--no-sandbox",
                    // Containers have little shared memory.
                    "--disable-dev-shm-usage",
                    "--no-first-run",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync",
                ];
                json!({
                    "browserName": "chrome",
                    "goog:chromeOptions": { "binary": program, "args": flags },
                    "goog:loggingPrefs": { "browser": "ALL", "performance": "ALL" },
                })
            }
            Engine::Firefox => json!({
                "browserName": "firefox",
                "moz:firefoxOptions": {
                    "binary": program,
                    "args": ["-headless"],
                    "prefs": {
                        // Else pages from files may read files, as they may not for readers.
                        "security.fileuri.strict_origin_policy": true,
                        // Else the pixels that a page reads have a little noise, another one in each session.
                        "privacy.baselineFingerprintingProtection": false,
                        "privacy.fingerprintingProtection": false,
                        // Nothing is asked for but what the pages ask for.
                        "app.update.disabledForTesting": true,
                        "browser.safebrowsing.malware.enabled": false,
                        "browser.safebrowsing.phishing.enabled": false,
                        "network.captive-portal-service.enabled": false,
                        "network.connectivity-service.enabled": false,
                        "services.settings.server": "data:,",
                    },
                },
            }),
            Engine::WebKit => json!({
                "webkitgtk:browserOptions": { "binary": program, "args": ["--automation"] },
            }),
        }
    }
}
