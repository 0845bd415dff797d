//! Encodes the contract, so that plugins can be compared with it type by type.

use std::error::Error;
use std::path::{Path, PathBuf};

use wit_parser::Resolve;

fn main() -> Result<(), Box<dyn Error>> {
    let path = Path::new("../../plugins/wit/saring.wit");
    let mut resolve = Resolve::default();
    let id = resolve.push_str(path, &std::fs::read_to_string(path)?)?;
    let package = resolve.packages.get(id).ok_or("the contract has no package")?;
    let version = package.name.version.as_ref().ok_or("the contract has no version")?;
    println!("cargo::rerun-if-changed={}", path.display());
    println!("cargo::rustc-env=SARING_CONTRACT_VERSION={version}");
    let out: PathBuf = std::env::var_os("OUT_DIR").ok_or("cargo sets `OUT_DIR`")?.into();
    std::fs::write(out.join("contract.wasm"), wit_component::encode(&resolve, id)?)?;
    Ok(())
}
