//! Build steps that need Rust: `cargo run -p xtask -- wasm`, `… -- mvp` for hosts that run none, and
//! `… -- kit` for the page in which rulesets are written.

use std::env;
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use wasm_bindgen_cli_support::Bindgen;

const TARGET: &str = "wasm32-unknown-unknown";

/// Takes SHA-256 in its small form: a receipt hashes a few kilobytes.
const FLAGS: [&str; 2] = [
    r#"--cfg=sha2_backend="soft""#,
    r#"--cfg=sha2_backend_soft="compact""#,
];

fn main() -> ExitCode {
    let task = env::args().nth(1);
    let result = match task.as_deref() {
        Some("wasm") => wasm("wasm-bindgen", "wasm", &[]),
        Some("mvp") => wasm("wasm-bindgen-mvp", "wasm", &MVP),
        Some("kit") => wasm("wasm-bindgen-kit", "workshop", &[]),
        _ => Err("usage: cargo run -p xtask -- wasm|mvp|kit".into()),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("xtask: {error}");
            ExitCode::FAILURE
        }
    }
}

/// The least WebAssembly there is, which can be written as JavaScript. The standard library was
/// compiled for more; what it uses of it is lowered later, and the linker is not to claim it.
const MVP: [&str; 3] = [
    "-Ctarget-cpu=mvp",
    "-Clink-arg=--features=mutable-globals",
    "-Clink-arg=--no-check-features",
];

/// What rustc is told, in cargo's encoding. The bytes are to name no folder of the machine that
/// builds them.
fn flags(root: &Path, more: &[&str]) -> Result<String, Box<dyn Error>> {
    let home = env::home_dir().ok_or("there is no home folder")?;
    let cargo = env::var_os("CARGO_HOME").map_or_else(|| home.join(".cargo"), PathBuf::from);
    let mut flags: Vec<String> = FLAGS.iter().chain(more).map(|&flag| flag.into()).collect();
    flags.push(format!("--remap-path-prefix={}=", root.display()));
    for registry in fs::read_dir(cargo.join("registry/src"))? {
        flags.push(format!(
            "--remap-path-prefix={}/=",
            registry?.path().display()
        ));
    }
    Ok(flags.join("\u{1f}"))
}

/// Compiles the library with that feature for the browser and writes the JS glue beside the bytes, in
/// `target/{to}/`.
fn wasm(to: &str, feature: &str, more: &[&str]) -> Result<(), Box<dyn Error>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .ok_or("xtask has no parent folder")?;
    let status = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
        .current_dir(root)
        .env("CARGO_ENCODED_RUSTFLAGS", flags(root, more)?)
        // Only a cdylib that is no rlib as well is optimised across crates.
        .args([
            "rustc",
            "--package",
            "shodaku",
            "--lib",
            "--crate-type",
            "cdylib",
            "--locked",
        ])
        .args(["--profile", "wasm", "--target", TARGET])
        .args(["--no-default-features", "--features", feature])
        .status()?;
    if !status.success() {
        return Err(format!("cargo build for {TARGET} failed").into());
    }

    let target = env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), PathBuf::from);
    let out = root.join("target").join(to);
    fs::create_dir_all(&out)?;
    Bindgen::new()
        .input_path(target.join(TARGET).join("wasm/shodaku.wasm"))
        .out_name("shodaku")
        // The one shape that loads synchronously and asynchronously, from bytes of any origin.
        .web(true)?
        .omit_default_module_path(true)
        // `__wbg_reset_state()` replaces an instance that trapped.
        .reset_state_function(true)
        .typescript(true)
        .remove_name_section(true)
        .remove_producers_section(true)
        .generate(&out)
        .map_err(|error| format!("wasm-bindgen failed: {error:#}"))?;
    Ok(())
}
