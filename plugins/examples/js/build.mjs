// Makes the component: node build.mjs [OUT]

import { build } from "./template/build.mjs";

const at = (path) => new URL(path, import.meta.url);
await build(at("rule.mjs"), at("../../wit/"), process.argv[2] ?? "dist/caption-bait.wasm");
