// Captions as text: without dressing, their hashtags, and whether they repeat each other.

const READ_MAX = 300;
const TAGS_MIN = 3;
const TEXT_MIN = 30;

/**
 * A caption in lower case, with dressed-up letters (𝗧𝗔𝗚, 𝓉𝒶𝑔) as plain ones. Of a long one the first and the last 300
 * characters: captions ask where they begin, before they are folded, and where they end.
 */
export function plainText(caption) {
  const read = caption.length <= 2 * READ_MAX ? caption : `${caption.slice(0, READ_MAX)} … ${caption.slice(-READ_MAX)}`;
  // This engine has no `normalize`. Most captions are plain, and looking for the block of such letters is quick.
  const undressed = read.includes("\ud835") ? read.replace(/[\u{1d400}-\u{1d6a3}]/gu, plainLetter) : read;
  return undressed.toLowerCase();
}

// Mathematical letters come in runs of 52: A to Z, a to z.
function plainLetter(character) {
  const letter = (character.codePointAt(0) - 0x1d400) % 52;
  return String.fromCharCode(letter < 26 ? 65 + letter : 71 + letter);
}

/** The hashtags of a post: its own list or, where nobody listed them, those in its caption. */
export function hashtags(post) {
  if (Array.isArray(post.hashtags)) return post.hashtags;
  return post.caption.includes("#") ? (post.caption.match(/#[^\s#.,!?;:()"]+/g) ?? []) : [];
}

/** Share of posts, the newest first, whose words or whose block of hashtags stood below an earlier one. */
export function repetition(posts) {
  const seen = new Set();
  let repeated = 0;
  for (let at = posts.length - 1; at >= 0; at -= 1) {
    const { plain, tags } = posts[at];
    const end = plain.indexOf("#");
    const text = end < 0 ? plain : plain.slice(0, end);
    const block = tags.length < TAGS_MIN ? "" : tags.join("#");
    const isLong = text.length >= TEXT_MIN;
    if ((isLong && seen.has(text)) || (block !== "" && seen.has(block))) repeated += 1;
    if (isLong) seen.add(text);
    if (block !== "") seen.add(block);
  }
  return repeated / posts.length;
}
