//! `cargo xtask check`: what files are read as, before anybody publishes them.

use std::fmt::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Result, bail};
use indicator_widget::complaint::Severity;
use indicator_widget::describe;
use indicator_widget::doors::{self, Format};
use indicator_widget::read::{self, Reading};
use serde_json::json;

/// Exit status 0: everything is drawn, if with warnings. 1: something is not, or a file cannot be opened.
#[derive(clap::Args)]
pub struct Args {
    /// The files to read
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// Answer in JSON, a list with an entry for each file
    #[arg(long)]
    json: bool,
    /// The language of the answer, vi or en; the document's where it is not given
    #[arg(long)]
    lang: Option<String>,
    /// The format: auto, indicators, json-stat, rows, csv, world-bank or open-sdg
    #[arg(long, default_value = "auto")]
    format: String,
    /// Which slice of a cube: Year=2020;Sex=Total
    #[arg(long, default_value = "")]
    select: String,
    /// Which dimension gives the bars
    #[arg(long, default_value = "")]
    bars: String,
    /// Which columns of a table are what: label=Xã;value=Đạt;year=Năm;unit=Đơn vị;status=…;series=…
    #[arg(long, default_value = "")]
    columns: String,
}

/// Reads every file and prints what came of it.
///
/// # Errors
/// Where the format is none.
pub fn files(args: &Args) -> Result<ExitCode> {
    let Some(format) = Format::from_name(&args.format) else {
        bail!("there is no format {}; use one of {}", args.format, Format::NAMES.join(", "));
    };
    let options = doors::Options {
        format,
        select: args.select.clone(),
        bars: args.bars.clone(),
        columns: args.columns.clone(),
        ..doors::Options::default()
    };
    let reading = read::Options { lang: args.lang.clone(), ..read::Options::default() };
    let mut answers = Vec::new();
    let mut clean = true;
    for file in &args.files {
        // One file that is not there keeps no other from being read.
        let bytes = match std::fs::read(file) {
            Ok(bytes) => bytes,
            Err(error) => {
                clean = false;
                eprintln!("cannot open {}: {error}", file.display());
                answers.push(json!({ "file": file.display().to_string(), "unreadable": error.to_string() }));
                continue;
            }
        };
        let format = doors::recognised(&bytes, options.format).map_or("–", Format::name);
        let read = doors::read_any(bytes, &options, &reading);
        clean &= read.accepted() && read.document.is_some();
        match args.json {
            true => answers.push(as_json(&file.display().to_string(), format, &read)),
            false => print!("{}", as_text(&file.display().to_string(), format, &read)),
        }
    }
    if args.json {
        println!("{}", serde_json::to_string_pretty(&answers)?);
    }
    Ok(if clean { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn as_json(file: &str, format: &str, read: &Reading) -> serde_json::Value {
    let page = read.document.as_ref().map(describe::page);
    let sentences: Vec<&str> = page
        .iter()
        .flat_map(|page| &page.groups)
        .flat_map(|group| &group.figures)
        .map(|figure| figure.sentence.as_str())
        .collect();
    json!({
        "file": file,
        "format": format,
        "table": read.document.as_ref().map(|document| describe::table(document, usize::MAX)),
        "page": page,
        "sentences": sentences,
        "complaints": read.complaints,
    })
}

fn as_text(file: &str, format: &str, read: &Reading) -> String {
    let mut text = format!("== {file} ({format})\n");
    let mut line = |words: &str| {
        let _ = writeln!(text, "{words}");
    };
    if let Some(document) = &read.document {
        let page = describe::page(document);
        page.title.iter().chain(&page.subtitles).chain(&page.period).chain(&page.notes).for_each(|words| line(words));
        for figure in page.groups.iter().flat_map(|group| &group.figures) {
            line(&format!("* {}", figure.sentence));
            let source = figure.source.iter().map(|source| &source.text);
            figure.remarks.iter().chain(&figure.note).chain(source).for_each(|words| line(&format!("  {words}")));
        }
        let table = describe::table(document, usize::MAX);
        line(&table.columns.join(" | "));
        for section in &table.sections {
            section.title.iter().for_each(|title| line(title));
            section.rows.iter().for_each(|row| line(&row.join(" | ")));
        }
        page.source.iter().for_each(|source| line(&source.text));
        page.dates.iter().for_each(|date| line(date));
    }
    for complaint in &read.complaints {
        let severity = match complaint.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        };
        line(&format!("{severity} {} {}: {} {}", complaint.code, complaint.path, complaint.message, complaint.mend));
    }
    text.push('\n');
    text
}
