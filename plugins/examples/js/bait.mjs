// How captions ask for engagement, in Indonesian and English.
//
// The kinds tag, comment, react, vote and share are those that Facebook demotes (Meta, "Fighting engagement bait on
// Facebook", 18 December 2017); trading follows and prizes for engagement are ours. Asking for an opinion or for help is
// no bait, so a phrase wants a given word, a condition or a number of friends.

const FRIENDS = "(?:temen|teman|sahabat|besties?|friends?|pacar|pasangan|ayang|keluarga|orang|mutual|mutualan)";
const WHO = "(?:\\d+|one|two|three|your|ur|a|some|all|para|semua|satu|dua|tiga|lima)";
const IF = "(?:if|kalau|kalo|klo|jika|bila|yang setuju)";
const THIS = "(?:(?:this|it|ini|post ini) )?";
const GIVEN = "(?:\\d+|amin|aamiin|amen|yes|mau|hadir|setuju|done)";

// Kind, the words that begin a phrase, and what must follow them.
const PHRASES = [
  ["tag", "tag mention colek tandai", `(?:(?:${WHO} )?${FRIENDS}|someone|siapa|seseorang|mereka)`],
  [
    "comment",
    "komen komentar ketik comment type",
    `(?:["'“‘«][^"'”’»]{1,30}["'”’»]|(?:(?:kata|angka|the word|word|number) )?${GIVEN})`,
  ],
  ["comment", "drop leave kasih", "(?:an? )?(?:❤|🔥|emoji)"],
  ["vote", "like love tap", "(?:untuk|buat|for) .{0,60}(?:comment|komen|share|haha|wow|love|like) (?:untuk|buat|for)"],
  ["react", "like love tap", `(?:(?:love|twice|dua kali) )?${THIS}${IF}`],
  ["react", "kasih beri give", `(?:❤|love|like) ${IF}`],
  [
    "share",
    "share bagikan sebarkan sebarin repost",
    `${THIS}(?:${IF}|(?:ke|kepada|with|to) (?:${WHO} )?(?:${FRIENDS}|story|grup|group))`,
  ],
  ["follow", "follow like", "(?:for|4) (?:follow|like)s?"],
  ["follow", "saling", "follow"],
  ["follow", "f4f l4l follback folback folbek followback followforfollow likeforlike likesforlikes tagsforlikes", ""],
];

// A prize and a condition this near to each other make a giveaway.
const PRIZES = ["giveaway", "hadiah", "berhadiah", "pemenang", "menangkan", "menangin", "winner", "winners", "win"];
const CONDITIONS = ["follow", "tag", "mention", "repost"];
const NEAR = 160;

/** The kinds, in the order in which they are named. */
export const BAITS = ["prize", ...new Set(PHRASES.map(([kind]) => kind))];

const FOLLOWING = new Map();
for (const [kind, openers, rest] of PHRASES) {
  const phrase = rest === "" ? /^/ : new RegExp(`^ (?:${rest})(?:ku|mu|nya|kamu|2)?(?![a-z0-9])`);
  for (const word of openers.split(" ")) FOLLOWING.set(word, [...(FOLLOWING.get(word) ?? []), [kind, phrase]]);
}
const WORDS = [...new Set([...FOLLOWING.keys(), ...PRIZES, ...CONDITIONS])];
const OPENING = new RegExp(`(?:^|[^a-z0-9])(${WORDS.join("|")})(?![a-z0-9])`, "g");

/** The kind of bait in a caption, the first that fits; null where it asks for nothing. `plain` comes from `plainText`. */
export function bait(plain) {
  let found = null;
  let [prize, condition] = [-Infinity, -Infinity];
  // An interpreter steps through a text slowly: one expression does, and the others only begin where it stopped.
  OPENING.lastIndex = 0;
  for (let hit = OPENING.exec(plain); hit !== null; hit = OPENING.exec(plain)) {
    const [word, end] = [hit[1], OPENING.lastIndex];
    if (PRIZES.includes(word)) prize = end;
    if (CONDITIONS.includes(word)) condition = end;
    if (Math.abs(prize - condition) <= NEAR) return "prize";
    found ??= follows(word, plain.slice(end, end + NEAR));
  }
  return found;
}

function follows(word, rest) {
  const phrases = FOLLOWING.get(word) ?? [];
  return phrases.find(([, phrase]) => phrase.test(rest))?.[0] ?? null;
}

// An expression is compiled when it is first tried, for narrow and for wide texts apart. Tried here, that happens when
// the plugin is built and not in every batch.
for (const text of ["a tag", "“ tag"]) {
  bait(text);
  for (const [, phrase] of [...FOLLOWING.values()].flat()) phrase.test(text);
}
