//! Tests in a process of their own: nobody else's memory is counted, and a crash is told as one.

use std::process::Command;

/// Set in the process that a test runs in alone.
const ALONE: &str = "SARING_TEST_ALONE";

/// What makes glibc give memory back as soon as it is free. Else what it keeps for later, in a heap for each thread,
/// looks like a leak of tens of megabytes on some machines.
const THRIFTY: [(&str, &str); 3] =
    [("MALLOC_ARENA_MAX", "1"), ("MALLOC_TRIM_THRESHOLD_", "131072"), ("MALLOC_MMAP_THRESHOLD_", "131072")];

/// Runs a test of this binary in a process of its own.
pub(super) fn alone(name: &str, test: impl FnOnce()) {
    if std::env::var_os(ALONE).is_some() {
        return test();
    }
    let binary = std::env::current_exe().unwrap();
    let mut command = Command::new(binary);
    let output = command.args([name, "--exact", "--nocapture"]).env(ALONE, "1").envs(THRIFTY).output().unwrap();
    let said = [output.stdout, output.stderr].map(|said| String::from_utf8_lossy(&said).into_owned());
    assert!(output.status.success() && said[0].contains("1 passed"), "{}: {}{}", output.status, said[0], said[1]);
}

/// Memory that this process has, in bytes; none where the system does not tell.
pub(super) fn resident_bytes() -> Option<usize> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    line.trim().strip_suffix(" kB")?.parse::<usize>().ok().map(|kilobytes| kilobytes << 10)
}
