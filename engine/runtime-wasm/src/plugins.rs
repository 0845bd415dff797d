//! The plugins that are installed.

use std::sync::Arc;

use semver::VersionReq;

use crate::plugin::Plugin;

/// Plugins, the newest version of each name first.
#[derive(Debug, Default)]
pub struct Plugins(Vec<Arc<Plugin>>);

impl Plugins {
    pub(crate) fn new(mut plugins: Vec<Arc<Plugin>>) -> Self {
        // Two components of one version are told apart by their digests, so that the order of folders decides nothing.
        plugins.sort_by(|a, b| {
            let (ours, theirs) = (&a.description, &b.description);
            (&ours.id, &theirs.version, &a.digest).cmp(&(&theirs.id, &ours.version, &b.digest))
        });
        Self(plugins)
    }

    /// Each of them: by name, the newest version first.
    pub fn iter(&self) -> impl Iterator<Item = &Arc<Plugin>> {
        self.0.iter()
    }

    /// The newest version of a plugin that meets a requirement as in Cargo. Where a pack pins a digest, only the
    /// component of that digest is as good as none other.
    pub fn find(&self, name: &str, requirement: Option<&str>, pin: Option<&str>) -> Option<Arc<Plugin>> {
        // A requirement that cannot be read is met by nothing.
        let requirement = requirement.map_or(Ok(VersionReq::STAR), VersionReq::parse).ok()?;
        let fits = |plugin: &&Arc<Plugin>| {
            let said = &plugin.description;
            said.id.as_str() == name
                && (requirement.matches(&said.version) || requirement == VersionReq::STAR)
                && pin.is_none_or(|pin| plugin.digest == pin)
        };
        let fitting: Vec<&Arc<Plugin>> = self.0.iter().filter(fits).collect();
        // Without a requirement a released version comes before one that is still being tried.
        let released = fitting.iter().find(|plugin| plugin.description.version.pre.is_empty());
        released.or(fitting.first()).map(|plugin| Arc::clone(plugin))
    }

    pub(crate) fn of_digest(&self, digest: &str) -> Option<&Arc<Plugin>> {
        self.0.iter().find(|plugin| plugin.digest == digest)
    }
}
