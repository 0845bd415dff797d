//! The standard pack is part of the program, so the program is built again when the pack changes.

fn main() {
    println!("cargo:rerun-if-changed=../../rules");
}
