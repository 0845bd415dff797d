// What the check says of itself: fields, reasons in two languages, params.

const POSTS = "creator.accounts[].posts";

export const FIELDS = {
  posts: POSTS,
  at: `${POSTS}[].at`,
  caption: `${POSTS}[].caption`,
  comments: `${POSTS}[].comments`,
  hashtags: `${POSTS}[].hashtags`,
  lang: `${POSTS}[].lang`,
  likes: `${POSTS}[].likes`,
  pinned: `${POSTS}[].pinned`,
};

export const about = {
  id: "caption-bait",
  version: "0.1.0",
  title: "Captions earn engagement and do not ask for it",
  fields: Object.values(FIELDS),
  reasons: {
    "caption-bait.few-posts": {
      en: "{posts} posts of the last {days} days are not pinned, where {needed} are needed.",
      id: "Baru {posts} konten dalam {days} hari terakhir yang tidak disematkan, padahal perlu {needed}.",
    },
    "caption-bait.few-captions": {
      en: "The captions of {captions} of {posts} posts are known, where {needed} are needed.",
      id: "Caption yang diketahui baru {captions} dari {posts} konten, padahal perlu {needed}.",
    },
    "caption-bait.language": {
      en: "{share} of the captions are in languages that the phrases do not cover; at most {most} may be.",
      id: "{share} caption memakai bahasa yang belum tercakup, padahal paling banyak {most}.",
    },
    "caption-bait.earned": {
      en: "Hardly any of {posts} captions asks for engagement.",
      id: "Hampir tidak ada dari {posts} caption yang meminta interaksi.",
    },
    "caption-bait.asked": {
      en: "{share} of {posts} captions ask for engagement instead of earning it.",
      id: "{share} dari {posts} caption meminta interaksi, bukan mendapatkannya sendiri.",
    },
    "caption-bait.tag": {
      en: "{posts} of them ask to tag friends.",
      id: "{posts} di antaranya meminta pengikut menandai teman.",
    },
    "caption-bait.comment": {
      en: "{posts} of them ask to comment a given word.",
      id: "{posts} di antaranya meminta komentar dengan kata tertentu.",
    },
    "caption-bait.react": {
      en: "{posts} of them ask to like under a condition.",
      id: "{posts} di antaranya meminta like dengan syarat.",
    },
    "caption-bait.vote": {
      en: "{posts} of them make reactions a vote.",
      id: "{posts} di antaranya menjadikan reaksi sebagai suara.",
    },
    "caption-bait.share": {
      en: "{posts} of them ask to share with others.",
      id: "{posts} di antaranya meminta konten dibagikan.",
    },
    "caption-bait.follow": {
      en: "{posts} of them trade follows or likes.",
      id: "{posts} di antaranya saling tukar follow atau like.",
    },
    "caption-bait.prize": {
      en: "{posts} of them give prizes for engagement.",
      id: "{posts} di antaranya memberi hadiah untuk interaksi.",
    },
    "caption-bait.lift": {
      en: "Posts that ask have {lift} times the engagement of those that do not: the engagement rate leans on them.",
      id: "Konten yang meminta interaksi mendapat {lift} kali lipat dibanding yang tidak, jadi engagement rate bertumpu padanya.",
    },
    "caption-bait.hashtags": {
      en: "{hashtags} hashtags in half of the captions or more.",
      id: "Setengah caption atau lebih memuat {hashtags} tagar.",
    },
    "caption-bait.repeated": {
      en: "{share} of the captions repeat the words or the block of hashtags of an earlier one.",
      id: "{share} caption mengulang kata atau kumpulan tagar dari caption sebelumnya.",
    },
  },
  params: {
    posts_min: integer(10, "posts", 1, "Fewest captions to judge by."),
    posts_ref: integer(30, "posts", 1, "This many captions are trusted fully."),
    posts_max: integer(30, "posts", 1, "The newest so many unpinned posts are read."),
    window_days: integer(365, "days", 1, "Posts of this many days count."),
    half_life_days: number(90, "days", 1, "Confidence halves as the newest of them gets this much older."),
    languages: {
      type: "list",
      default: ["id", "en"],
      doc: "Languages that the phrases cover. A caption whose language is not said counts as one of them.",
      source: "The phrases of `bait.mjs`",
    },
    foreign_share_max: fraction(0.5, "Above this share of captions in other languages nothing can be said."),
    bait_share_worst: fraction(0.3, "Share of captions that ask for engagement with 0 points."),
    hashtags_few: integer(
      5, "hashtags", 0, "This many hashtags or fewer have all points.", "Instagram @creators, 2021: use 3 to 5",
    ),
    hashtags_many: integer(30, "hashtags", 1, "This many hashtags have 0 points.", "Instagram's limit for a post, as of 2021"),
    repeated_worst: fraction(0.8, "Share of captions that repeat an earlier one with 0 points."),
    bait_weight: number(3, undefined, 0, "Weight of the share of captions that ask for engagement."),
    hashtags_weight: number(1, undefined, 0, "Weight of the hashtags in a caption."),
    repeated_weight: number(1, undefined, 0, "Weight of the share of captions that repeat an earlier one."),
    lift_flagged: number(1.5, "ratio", 1, "The engagement of posts that ask over that of the others which is flagged."),
    lift_posts_min: integer(3, "posts", 1, "Fewest posts that ask, and fewest that do not, to compare their engagement."),
  },
};

function integer(value, unit, min, doc, source = "Proposal") {
  return { type: "integer", unit, min, default: value, doc, source };
}

function number(value, unit, min, doc, source = "Proposal") {
  return { type: "number", unit, min, default: value, doc, source };
}

function fraction(value, doc, source = "Proposal") {
  return { type: "fraction", default: value, doc, source };
}
