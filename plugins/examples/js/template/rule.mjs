// {{name}}: does the account have followers enough?

import { answer, check, quantity, ramp, unknown } from "./saring.mjs";

const FOLLOWERS = "creator.accounts[].followers";

const about = {
  id: "{{name}}",
  version: "0.1.0",
  title: "Followers enough",
  fields: [FOLLOWERS],
  reasons: {
    "{{name}}.followers": { en: "{followers} followers.", id: "{followers} followers." },
    "{{name}}.no-followers": {
      en: "Nobody has said how many followers the account has.",
      id: "Jumlah followers akun ini belum diketahui.",
    },
  },
  params: {
    followers_full: {
      type: "integer",
      unit: "followers",
      min: 1,
      default: 10000,
      doc: "This many followers have all points.",
      source: "Proposal",
    },
  },
};

function judge(creator, params) {
  const [followers = null] = creator.numbers(FOLLOWERS);
  if (followers === null) return unknown("{{name}}.no-followers").missing(FOLLOWERS);
  const measured = quantity("followers", followers, "count", [FOLLOWERS]);
  return answer(1)
    .part("followers", measured, ramp(0, params.followers_full), 1)
    .reason("{{name}}.followers", { followers: measured });
}

export const { plugin, creatorCheck } = check(about, judge);
