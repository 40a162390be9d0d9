//! `conformance-driver async|blocking [LOG]`: one job a line in, one result a line out.
//!
//! `LOG` is a file for all that the client logs and all that its errors show.

mod in_async;
mod in_blocking;
mod neutral;

use std::fs::File;
use std::io::{BufRead, Write};
use std::sync::Arc;

use zstack::Error;
use zstack::json::{self, Value};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let is_blocking = arguments.next().as_deref() == Some("blocking");
    let mut shown = arguments.next().map(|path| logging(&path)).transpose()?;
    let runtime = tokio::runtime::Runtime::new()?;
    for line in std::io::stdin().lock().lines() {
        let job = json::parse(line?.as_bytes())?;
        let outcome = if is_blocking {
            in_blocking::run(&job)
        } else {
            runtime.block_on(in_async::run(&job))
        };
        if let (Some(shown), Err(error)) = (&mut shown, &outcome) {
            show(shown, error)?;
        }
        println!("{}", neutral::outcome(outcome));
        std::io::stdout().flush()?;
    }
    Ok(())
}

fn logging(path: &str) -> std::io::Result<File> {
    let file = File::create(path)?;
    let shown = file.try_clone()?;
    tracing_subscriber::fmt()
        .with_ansi(false)
        .with_max_level(tracing_subscriber::filter::LevelFilter::TRACE)
        .with_writer(Arc::new(file))
        .init();
    Ok(shown)
}

/// Writes all that a program could show of an error.
fn show(mut file: &File, error: &Error) -> std::io::Result<()> {
    let mut next: Option<&dyn std::error::Error> = Some(error);
    while let Some(error) = next {
        writeln!(file, "{error} {error:?}")?;
        next = error.source();
    }
    Ok(())
}

/// The member of an object that a job must have.
fn text(value: &Value, name: &str) -> String {
    value
        .get(name)
        .and_then(Value::as_str)
        .unwrap_or_default()
        .to_owned()
}
