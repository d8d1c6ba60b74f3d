//! What a webmaster needs to pin a version: integrity values, and a folder that can be cached for ever.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use base64::prelude::{BASE64_STANDARD, Engine};
use serde_json::{Map, Value};
use sha2::{Digest, Sha384};

use crate::digest;

/// A version of the widget, by the name of its folder and the integrity value of its script.
pub struct Release {
    folder: String,
    integrity: String,
}

/// Writes `integrity.json`, which has the integrity value of each of `parts`, and a copy of all of them into a folder
/// that is named by the version and by what they hold: another content has another address.
pub fn write(stage: &Path, parts: &[&str]) -> Result<Release> {
    let mut values = Map::new();
    for part in parts {
        let bytes = fs::read(stage.join(part)).context(part.to_string())?;
        values.insert(part.to_string(), format!("sha384-{}", BASE64_STANDARD.encode(Sha384::digest(&bytes))).into());
    }
    let integrity = values[parts[0]].as_str().unwrap_or_default().to_owned();
    let values = format!("{:#}\n", Value::Object(values));
    let folder = format!("{}-{}", env!("CARGO_PKG_VERSION"), digest(values.as_bytes(), 4));
    fs::create_dir(stage.join(&folder))?;
    for part in parts {
        fs::copy(stage.join(part), stage.join(&folder).join(part))?;
    }
    // What a page with `data-doctor` asks for.
    copy_folder(&stage.join("doctor"), &stage.join(&folder).join("doctor"))?;
    for part in ["doctor.js", "doctor.css"] {
        fs::copy(stage.join(part), stage.join(&folder).join(part)).context(part)?;
    }
    fs::write(stage.join("integrity.json"), &values)?;
    fs::write(stage.join(&folder).join("integrity.json"), &values)?;
    Ok(Release { folder, integrity })
}

fn copy_folder(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        fs::copy(entry.path(), to.join(entry.file_name()))?;
    }
    Ok(())
}

impl Release {
    /// Prints the two lines for a page.
    pub fn print(&self) {
        let Release { folder, integrity } = self;
        println!(
            "\nPut {folder}/ on the site, here under /widget/; a server may let it be cached for ever. Then paste:\n\
             <script type=\"module\" src=\"/widget/{folder}/indicator-widget.js\" integrity=\"{integrity}\" \
             crossorigin=\"anonymous\"></script>\n\
             <indicator-widget label=\"Xã đạt chuẩn nông thôn mới\" value=\"81\" total=\"116\" unit=\"xã\"></indicator-widget>"
        );
    }
}
