//! The slow reader: any JSON into a tree, noting duplicate keys and depth on the way.
