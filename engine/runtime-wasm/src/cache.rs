//! The folder of compiled code.
//!
//! Compiled code is run without being looked at again, so whoever can write into the folder can run anything. It is
//! used only if nobody but its owner can enter it.

use std::io;
use std::path::{Path, PathBuf};

use wasmtime::{Cache, CacheConfig};

/// A folder that is safe to keep compiled code in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CacheDir(PathBuf);

/// Why compiled code is not kept. Plugins run all the same, and are compiled at every start.
#[derive(Debug, thiserror::Error)]
pub enum CacheRefusal {
    /// A path that depends on the working folder.
    #[error("`{}` is not an absolute path", path.display())]
    Relative {
        /// The path.
        path: PathBuf,
    },
    /// A link, whose target others may change.
    #[error("`{}` is a symbolic link", path.display())]
    Link {
        /// The path.
        path: PathBuf,
    },
    /// A file or a device.
    #[error("`{}` is not a folder", path.display())]
    NotFolder {
        /// The path.
        path: PathBuf,
    },
    /// A folder of somebody else.
    #[error("`{}` belongs to another user", path.display())]
    Foreign {
        /// The path.
        path: PathBuf,
    },
    /// A folder that others may enter, read or write.
    #[error("`{}` is open to others: its mode is {mode:o}", path.display())]
    Open {
        /// The path.
        path: PathBuf,
        /// The permissions.
        mode: u32,
    },
    /// A folder in a place where others may put another one instead of it.
    #[error("`{}` is in a folder that others may write to", path.display())]
    ParentOpen {
        /// The path.
        path: PathBuf,
    },
    /// It cannot be made or looked at.
    #[error("`{}` cannot be used", path.display())]
    Io {
        /// The path.
        path: PathBuf,
        /// Why not.
        #[source]
        source: io::Error,
    },
    /// The cache itself does not take it.
    #[error("`{}` cannot be used: {detail}", path.display())]
    Unusable {
        /// The path.
        path: PathBuf,
        /// The cache's own words.
        detail: String,
    },
    /// This system does not say who may enter a folder.
    #[error("this system does not say who may enter `{}`", path.display())]
    Unsupported {
        /// The path.
        path: PathBuf,
    },
}

impl CacheRefusal {
    /// What to do about it.
    pub fn help(&self) -> String {
        match self {
            Self::Relative { .. } => "name it from the root".to_owned(),
            Self::Link { .. } | Self::NotFolder { .. } => {
                "name a folder, or a path where there is nothing yet".to_owned()
            }
            Self::Foreign { .. } | Self::ParentOpen { .. } => "name a folder below your own home".to_owned(),
            Self::Open { path, .. } => format!("close it with `chmod 700 {}`", path.display()),
            Self::Io { .. } | Self::Unusable { .. } => "name a folder that you may write to".to_owned(),
            Self::Unsupported { .. } => "leave the folder of compiled code out".to_owned(),
        }
    }
}

impl CacheDir {
    /// Makes the folder if it is not there, and looks whether it is safe.
    ///
    /// # Errors
    ///
    /// Says why it is not.
    pub fn open(path: &Path) -> Result<Self, CacheRefusal> {
        if !path.is_absolute() {
            return Err(CacheRefusal::Relative { path: path.to_owned() });
        }
        owner_only(path)?;
        Ok(Self(path.to_owned()))
    }

    /// The cache in the folder.
    pub(crate) fn cache(&self) -> Result<Cache, CacheRefusal> {
        let mut config = CacheConfig::new();
        config.with_directory(&self.0);
        let refused = |error| CacheRefusal::Unusable { path: self.0.clone(), detail: format!("{error:#}") };
        Cache::new(config).map_err(refused)
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.0
    }
}

#[cfg(unix)]
fn owner_only(path: &Path) -> Result<(), CacheRefusal> {
    use std::fs;
    use std::os::unix::fs::{DirBuilderExt, MetadataExt, PermissionsExt};

    let failed = |source| CacheRefusal::Io { path: path.to_owned(), source };
    let made = fs::DirBuilder::new().recursive(true).mode(0o700).create(path);
    // A link, a file or a device in its place is told below for what it is.
    if let Err(error) = made
        && fs::symlink_metadata(path).is_err()
    {
        return Err(failed(error));
    }
    let found = fs::symlink_metadata(path).map_err(failed)?;
    if found.file_type().is_symlink() {
        return Err(CacheRefusal::Link { path: path.to_owned() });
    }
    if !found.is_dir() {
        return Err(CacheRefusal::NotFolder { path: path.to_owned() });
    }
    let user = rustix::process::geteuid().as_raw();
    if found.uid() != user {
        return Err(CacheRefusal::Foreign { path: path.to_owned() });
    }
    let mode = found.permissions().mode() & 0o7777;
    if mode & 0o077 != 0 {
        return Err(CacheRefusal::Open { path: path.to_owned(), mode });
    }
    // Who may write to the parent may rename the folder away, unless its sticky bit keeps others' entries from them.
    let parent = path.parent().map(fs::metadata).transpose().map_err(failed)?;
    let loose = |parent: fs::Metadata| {
        let mode = parent.permissions().mode();
        let writable = mode & 0o022 != 0 && mode & 0o1000 == 0;
        writable || (parent.uid() != user && parent.uid() != 0)
    };
    if parent.is_some_and(loose) {
        return Err(CacheRefusal::ParentOpen { path: path.to_owned() });
    }
    Ok(())
}

#[cfg(not(unix))]
fn owner_only(path: &Path) -> Result<(), CacheRefusal> {
    Err(CacheRefusal::Unsupported { path: path.to_owned() })
}
