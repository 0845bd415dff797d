// caption-bait: do captions earn engagement, or ask for it?
//
// The newest posts of the last year that are not pinned. Three parts: how many captions ask for engagement, how many hashtags the
// usual caption carries, and how many captions repeat an earlier one. Besides, what asking brings: where posts that ask
// have far more likes and comments than the others, the engagement rate leans on them.

import { about, FIELDS } from "./about.mjs";
import { BAITS, bait } from "./bait.mjs";
import { hashtags, plainText, repetition } from "./caption.mjs";
import { answer, check, quantity, ramp, unknown } from "./template/saring.mjs";

const DAY_MS = 86_400_000;

function judge(creator, params) {
  const posts = counted(creator, params);
  const told = { posts: [posts.length, "count"], needed: [params.posts_min, "count"] };
  if (posts.length < params.posts_min) {
    return unknown("caption-bait.few-posts", { ...told, days: [params.window_days, "count"] }).missing(FIELDS.posts);
  }
  const captioned = posts.filter((post) => typeof post.caption === "string");
  if (captioned.length < params.posts_min) {
    return unknown("caption-bait.few-captions", { ...told, captions: [captioned.length, "count"] }).missing(FIELDS.caption);
  }
  const readable = captioned.filter((post) => isReadable(post.lang, params.languages));
  const foreign = 1 - readable.length / captioned.length;
  if (foreign > params.foreign_share_max || readable.length < params.posts_min) {
    const share = { share: [foreign, "fraction"], most: [params.foreign_share_max, "fraction"] };
    return unknown("caption-bait.language", share).missing(FIELDS.lang);
  }
  return judged(creator, params, readable.map(read));
}

// The newest unpinned posts of the window, and the days since each.
function counted(creator, params) {
  const now = creator.asOf;
  const posts = (creator.section("posts") ?? []).filter((post) => post.pinned !== true).slice(0, params.posts_max);
  for (const post of posts) post.age = (now - Date.parse(post.at)) / DAY_MS;
  return posts.filter((post) => post.age >= 0 && post.age <= params.window_days);
}

function isReadable(lang, languages) {
  return !lang || languages.includes(lang.toLowerCase().split("-")[0]);
}

function read(post) {
  const plain = plainText(post.caption);
  return Object.assign(post, { plain, kind: bait(plain), tags: hashtags(post) });
}

function judged(creator, params, posts) {
  const asking = posts.filter((post) => post.kind !== null);
  const by = (name, value, unit, ...fields) =>
    quantity(name, value, unit, [FIELDS.at, FIELDS.pinned, FIELDS.caption, ...fields], { sample: posts.length, actor: "creator" });
  const share = by("bait_share", asking.length / posts.length, "fraction");
  const load = by("hashtags", median(posts.map((post) => post.tags.length)), "count", FIELDS.hashtags);
  const repeated = by("repeated_captions", repetition(posts), "fraction", FIELDS.hashtags);
  const confidence = Math.min(1, posts.length / params.posts_ref) * 0.5 ** (posts[0].age / params.half_life_days);

  const a = answer(confidence)
    .part("bait", share, ramp(params.bait_share_worst, 0), params.bait_weight)
    .part("hashtags", load, ramp(params.hashtags_many, params.hashtags_few), params.hashtags_weight)
    .part("repetition", repeated, ramp(params.repeated_worst, 0), params.repeated_weight);

  const number = [posts.length, "count"];
  if (share.value * 10 < params.bait_share_worst) a.reason("caption-bait.earned", { posts: number });
  else a.reason("caption-bait.asked", { share, posts: number });
  const [kind, most] = commonest(asking);
  if (most > 1) a.reason(`caption-bait.${kind}`, { posts: [most, "count"] });

  const lift = lifted(posts, params.lift_posts_min);
  if (lift !== null) a.evidence(by("bait_lift", lift, "ratio", FIELDS.likes, FIELDS.comments), params.lift_flagged);
  if (lift !== null && lift >= params.lift_flagged) {
    a.flag("engagement_leans_on_bait").reason("caption-bait.lift", { lift: [lift, "number"] });
  }
  if (load.value > params.hashtags_few) a.reason("caption-bait.hashtags", { hashtags: load });
  if (repeated.value * 4 > params.repeated_worst) a.reason("caption-bait.repeated", { share: repeated });
  return a;
}

// The kind of bait that most posts have, and how many have it; the first of several.
function commonest(asking) {
  const count = new Map(BAITS.map((kind) => [kind, 0]));
  for (const { kind } of asking) count.set(kind, count.get(kind) + 1);
  return [...count].reduce((best, next) => (next[1] > best[1] ? next : best));
}

// Median likes and comments of posts that ask over that of the others; null where either are too few.
function lifted(posts, least) {
  const [asking, others] = [[], []];
  for (const { kind, likes, comments } of posts) {
    if (typeof likes === "number" && typeof comments === "number") (kind ? asking : others).push(likes + comments);
  }
  if (asking.length < least || others.length < least || median(others) === 0) return null;
  return median(asking) / median(others);
}

// An array of numbers is sorted by the engine itself, any other one by a script within it.
function median(values) {
  const sorted = new Float64Array(values).sort();
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

export const { plugin, creatorCheck } = check(about, judge, (params) =>
  params.hashtags_few < params.hashtags_many ? undefined : "`hashtags_few` must be below `hashtags_many`",
);
