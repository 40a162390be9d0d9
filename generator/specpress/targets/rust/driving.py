"""Samples as one program that runs them all."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from specpress.targets.building import CONTROL, MARK, Driver, Program, left_out, run, written

_NAME = re.compile(r'^name = "([^"]*)"$', re.MULTILINE)
_MAIN = re.compile(r"#\[tokio::main\]\s*async fn main\(\)")
_FILE = re.compile(r"src/p(\d+)\.rs")

_DRIVER = f"""
use std::future::Future;
use std::io::{{Read, Write}};

%s

fn begin(server: &str, number: u32) {{
    let mut stream = std::net::TcpStream::connect(server).expect("a server");
    let head = format!("GET {CONTROL}/begin/{{number}} HTTP/1.0\\r\\nHost: {{server}}\\r\\n\\r\\n");
    stream.write_all(head.as_bytes()).expect("a request");
    stream.read_to_end(&mut Vec::new()).expect("an answer");
}}

fn attempt<F, E>(number: u32, program: fn() -> F)
where
    F: Future<Output = Result<(), E>>,
    E: std::fmt::Debug,
{{
    let url = std::env::var("SPECPRESS_SERVER").expect("a server");
    begin(url.trim_start_matches("http://"), number);
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let ended = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {{
        runtime.block_on(program())
    }}));
    let outcome = match ended {{
        Ok(Ok(())) => "ok".to_owned(),
        Ok(Err(fault)) => format!("{{fault:?}}"),
        Err(_) => "it panicked".to_owned(),
    }};
    let short: String = outcome.replace('\\n', " ").chars().take(500).collect();
    eprintln!("{MARK}{{number}} {{short}}");
}}

fn main() {{
%s
}}
"""


def driver(package: Path, programs: Sequence[Program], workspace: Path) -> Driver:
    """A crate with a module for each program."""
    home = workspace / "driver"
    found = _NAME.search((package / "Cargo.toml").read_text())
    if found is None:
        return Driver(command=(), folder=home, fault="Cargo.toml names no package")
    manifest = (
        '[package]\nname = "driver"\nversion = "0.0.0"\nedition = "2024"\n\n[workspace]\n\n'
        "[profile.dev]\ndebug = false\n\n[dependencies]\n"
        'tokio = { version = "1", features = ["macros", "rt-multi-thread"] }\n'
        f"{found.group(1)} = {{ path = {json.dumps(str(package.resolve()))} }}\n"
    )
    built = workspace / "driver-target"
    target = {"CARGO_TARGET_DIR": str(built), "CARGO_TERM_COLOR": "never"}

    def attempt(chosen: Sequence[Program]) -> Mapping[int, str]:
        files = {f"src/p{one.number}.rs": _as_module(one) for one in chosen}
        lock = home / "Cargo.lock"
        kept = {"Cargo.lock": lock.read_text()} if lock.is_file() else {}
        written(home, {"Cargo.toml": manifest, "src/main.rs": _main(chosen)} | files | kept)
        command = ["cargo", "build", "--message-format=json"]
        done = run(command, home, environment=target)
        return {} if done.status == 0 else _faults(done.output)

    _, faults = left_out(programs, attempt)
    if 0 in faults:
        return Driver(command=(), folder=home, fault=faults[0])
    command = (str(built / "debug" / "driver"),)
    return Driver(command=command, folder=home, faults=faults)


def _as_module(program: Program) -> str:
    return _MAIN.sub("pub async fn main()", program.code, count=1)


def _main(programs: Sequence[Program]) -> str:
    modules = "\n".join(f"mod p{one.number};" for one in programs)
    calls = "\n".join(f"    attempt({one.number}, p{one.number}::main);" for one in programs)
    return _DRIVER % (modules, calls)


def _faults(output: str) -> Mapping[int, str]:
    faults: dict[int, str] = {}
    for line in output.splitlines():
        if not line.startswith("{"):
            continue
        message = json.loads(line).get("message")
        if not isinstance(message, dict) or message.get("level") != "error":
            continue
        for span in message["spans"][:1]:
            module = _FILE.fullmatch(span["file_name"])
            if module:
                text = f"rustc: line {span['line_start']}: {message['message']}"
                faults.setdefault(int(module.group(1)), " ".join(text.split()))
    said = "\n".join(one for one in output.splitlines() if not one.startswith("{"))
    return faults or {0: f"cargo: {said[-800:]}"}
