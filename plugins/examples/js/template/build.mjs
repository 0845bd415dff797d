// Makes the component: node build.mjs [OUT]
//
// componentize-js puts the rule beside a JavaScript engine and runs it once up to its exports; what is in memory then is
// the component. All features that need WASI are off, so that nothing is imported but the contract.

import { componentize } from "@bytecodealliance/componentize-js";
import { existsSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";

export async function build(rule, wit, out) {
  await encodeTextsAtOnce();
  const { component } = await componentize({
    sourcePath: fileURLToPath(rule),
    witPath: fileURLToPath(wit),
    worldName: "check",
    disableFeatures: ["stdio", "random", "clocks", "http", "fetch-event"],
  });
  await mkdir(dirname(resolve(out)), { recursive: true });
  await writeFile(out, component);
  console.log(`${out}: ${component.length} bytes`);
}

// What componentize-js 0.23 writes to hand a text to the host walks through it letter by letter to learn its length, which
// costs the interpreter 2,600 units of fuel a letter: 13 million to describe a plugin. Encoded at once it is half a
// million. Another version of the package may have other words there, and is then left as it is.
async function encodeTextsAtOnce() {
  const path = new URL("../lib/spidermonkey-embedding-splicer.js", import.meta.resolve("@bytecodealliance/componentize-js"));
  const { splicer } = await import(path);
  const walk = /let len = 0;\s+let codepoints = 0;\s+for[^]*?const ptr = realloc\(0, 0, 1, len\);[^]*?codepoints \};/;
  const atOnce = `const bytes = TEXT_ENCODER_UTF8.encode(s);
    const len = bytes.length;
    const ptr = realloc(0, 0, 1, len);
    new Uint8Array(memory.buffer, ptr, len).set(bytes);
    const res = { ptr, len };`;
  const { spliceBindings } = splicer;
  splicer.spliceBindings = (...given) => {
    const spliced = spliceBindings(...given);
    return { ...spliced, jsBindings: spliced.jsBindings.replace(walk, atOnce) };
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const wit = new URL("wit/", import.meta.url);
  if (!existsSync(wit)) throw new Error("the contract is missing: put `saring.wit` into `wit/`");
  await build(new URL("rule.mjs", import.meta.url), wit, process.argv[2] ?? "dist/{{name}}.wasm");
}
