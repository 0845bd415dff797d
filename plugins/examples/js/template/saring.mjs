// What makes a check short: creators one by one, their sections as objects, and answers built from parts.
//
// One file and no dependency but the contract, to be copied along with a plugin. Sections are read as JSON, because a
// JavaScript engine parses a text several times as fast as it lifts the contract's records.

import { log, panic } from "saring:plugin/log@0.1.0";

/**
 * The exports of a plugin that is a check: `export const { plugin, creatorCheck } = check(about, judge);`
 *
 * @param {object} about What `describe` says: `id`, `version`, `title`, `fields`, `reasons`, `params`.
 * @param {(creator: Creator, params: object) => Answer} judge One creator's answer. It must come from the creator and the
 *   params alone: whatever is kept from one call to the next would make answers depend on who else is asked about.
 * @param {(params: object) => string | undefined} settings Why the params make no sense together; nothing if they do.
 */
export function check(about, judge, settings = () => undefined) {
  return {
    plugin: {
      describe: () => JSON.stringify({ ...about, kind: "check" }),
      validateSettings: faulting((params) => {
        const why = settings(JSON.parse(params));
        // A thrown text is the contract's way to refuse; anything else that is thrown ends the plugin.
        if (why !== undefined) throw why;
      }),
    },
    creatorCheck: {
      evaluate: faulting((text, batch, answers) => {
        const params = JSON.parse(text);
        for (let index = batch.next(); index !== undefined; index = batch.next()) {
          judge(new Creator(batch, index), params).write(answers, index);
        }
      }),
    },
  };
}

/** One creator of the batch. */
export class Creator {
  #batch;
  #index;

  constructor(batch, index) {
    this.#batch = batch;
    this.#index = index;
  }

  /** The moment of the decision, in milliseconds since 1970. Ages are counted to it. */
  get asOf() {
    return Number(this.#batch.asOf());
  }

  /** The campaign; null in an audit of creators alone. */
  get campaign() {
    return parsed(this.#batch.campaign());
  }

  /** A section, such as `posts` or `follower-sample`, as `creator.schema.json` has it; null where it is unknown. */
  section(name) {
    return parsed(this.#batch.section(this.#index, name));
  }

  /** All values of a numeric field in their order, null for each that is unknown. */
  numbers(path) {
    return Array.from(this.#batch.numbers(this.#index, path), (value) => value ?? null);
  }
}

/** An answer with known parts, and how much they can be trusted, 0 to 1. */
export function answer(confidence) {
  return new Answer().call("confidence", confidence);
}

/** The answer that there is no telling, with the code of the reason and the arguments of its text. */
export function unknown(code, given = {}) {
  return new Answer().call("unknown").reason(code, given);
}

/** Something measured, or null where it is unknown, with the paths of the fields that it was computed from. */
export function quantity(name, value, unit, fields, { sample, actor = "nobody" } = {}) {
  return { name, value: value ?? undefined, unit, fields, sample: sample === undefined ? undefined : BigInt(sample), actor };
}

/** From a value with 0 points to a value with 100, linear between. */
export const ramp = (from, to) => ({ tag: "ramp", val: [from, to] });
/** Points at given values, `[[value, points], …]`, linear between. */
export const table = (knots) => ({ tag: "table", val: knots });
/** Points from each value on, `[[value, points], …]`. */
export const step = (steps) => ({ tag: "step", val: steps });
/** Points that cannot be traced back to the value. */
export const points = (value) => ({ tag: "opaque", val: value });

/** An answer in the making. Every method gives the answer back, and nothing is written before it is complete. */
export class Answer {
  #calls = [];

  /** Any function of the contract's `answers`, without the creator. */
  call(method, ...rest) {
    this.#calls.push([method, rest]);
    return this;
  }

  part(id, measured, curve, weight) {
    return this.call("part", id, measured, curve, weight);
  }

  penalty(id, taken, measured) {
    return this.call("penalty", id, taken, measured);
  }

  cap(id, at) {
    return this.call("cap", id, at);
  }

  evidence(measured, bound) {
    return this.call("evidence", measured, bound);
  }

  /** Tightens the status: `warn` or `fail`. */
  status(worse) {
    return this.call("status", worse);
  }

  veto(code, given = {}) {
    return this.call("veto", code).#given(given);
  }

  /** A reason, the most telling first. An argument is a quantity, `[number, unit]`, a number, a Date or a text. */
  reason(code, given = {}) {
    return this.call("reason", code).#given(given);
  }

  missing(...fields) {
    for (const field of fields) this.call("missing", field);
    return this;
  }

  flag(name) {
    return this.call("flag", name);
  }

  bounds(low, high) {
    return this.call("bounds", low, high);
  }

  #given(given) {
    for (const [name, value] of Object.entries(given)) this.call("given", name, argument(value));
    return this;
  }

  write(answers, index) {
    for (const [method, rest] of this.#calls) answers[method](index, ...rest);
  }
}

function argument(value) {
  if (typeof value === "number") return { tag: "number", val: [value, "number"] };
  if (value instanceof Date) return { tag: "instant", val: BigInt(value.getTime()) };
  if (Array.isArray(value)) return { tag: "number", val: value };
  if (typeof value === "object" && value !== null) return { tag: "number", val: [value.value, value.unit] };
  return { tag: "text", val: String(value) };
}

function parsed(text) {
  return text === undefined ? null : JSON.parse(text);
}

// An error that nobody catches becomes a bare trap, so the host is told its message and place before.
function faulting(run) {
  return (...given) => {
    try {
      return run(...given);
    } catch (error) {
      if (typeof error !== "string") panic(String(error), ...place(error));
      throw error;
    }
  };
}

// File, line and column of the plugin's own code that an error came from.
function place(error) {
  const calls = String(error?.stack ?? "").matchAll(/@(.*):(\d+):(\d+)$/gm);
  const own = [...calls].find(([, file]) => !file.endsWith("saring.mjs"));
  return own === undefined ? ["", 0, 0] : [own[1], Number(own[2]), Number(own[3])];
}

// Without WASI the clock stands at the moment of the build and the random numbers are the same in every run, but not for
// every creator of a batch. Both look as if they worked, so they are errors.
function refusing(what) {
  return () => {
    throw new Error(`${what} does not exist in a plugin: there is no chance, and the time is \`creator.asOf\``);
  };
}
const Calendar = Date;
Math.random = refusing("Math.random");
globalThis.Date = class extends Calendar {
  constructor(...when) {
    if (when.length === 0) refusing("new Date()")();
    super(...when);
  }
  static now = refusing("Date.now");
};
for (const name of ["crypto", "performance", "setTimeout", "setInterval", "fetch"]) {
  Object.defineProperty(globalThis, name, { get: refusing(name) });
}
globalThis.console = Object.fromEntries(
  ["debug", "log", "info", "warn", "error"].map((name) => {
    const level = { debug: "debug", warn: "warn", error: "warn" }[name] ?? "info";
    return [name, (...words) => log(level, words.map(String).join(" "))];
  }),
);
