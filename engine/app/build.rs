//! The packs are part of the program, so the program is built again when they change.

fn main() {
    println!("cargo:rerun-if-changed=../../rules");
    // So are the contract, the SDK and the templates that new plugins begin with.
    println!("cargo:rerun-if-changed=../../plugins/wit");
    println!("cargo:rerun-if-changed=../../plugins/sdk");
    println!("cargo:rerun-if-changed=../../plugins/examples/js/template");
    println!("cargo:rerun-if-changed=../../plugins/examples/python/template");
}
