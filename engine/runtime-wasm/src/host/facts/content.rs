//! What a creator publishes and what comes back, in the contract's records.

use super::{Wire, model, scalar, wire};

impl Wire {
    pub fn history_point(&self, of: &model::HistoryPoint) -> wire::HistoryPoint {
        wire::HistoryPoint {
            at: scalar::date(of.at),
            followers: of.followers.map(|value| value.get()),
            following: of.following.map(|value| value.get()),
            avg_likes: of.avg_likes.map(|value| value.get()),
            avg_comments: of.avg_comments.map(|value| value.get()),
            avg_views: of.avg_views.map(|value| value.get()),
        }
    }

    pub fn post(&self, of: &model::Post) -> wire::Post {
        wire::Post {
            id: of.id.as_ref().map(|value| self.text(value.as_str())),
            at: scalar::instant(of.at),
            format: of.format.map(scalar::format),
            caption: of.caption.as_ref().map(|value| self.text(value.as_str())),
            lang: of.lang.as_ref().map(|value| self.text(value.as_str())),
            duration_s: of.duration_s.map(|value| value.get()),
            pinned: of.pinned,
            collab: of.collab,
            likes: of.likes.map(|value| value.get()),
            comments: of.comments.map(|value| value.get()),
            shares: of.shares.map(|value| value.get()),
            saves: of.saves.map(|value| value.get()),
            views: of.views.map(|value| value.get()),
            reach: of.reach.map(|value| value.get()),
            impressions: of.impressions.map(|value| value.get()),
            clicks: of.clicks.map(|value| value.get()),
            completion_rate: of.completion_rate.map(|value| value.get()),
            sponsored: of.sponsored,
            sponsors: of.sponsors.as_ref().map(|list| self.list(list, Self::sponsor)),
            disclosure: of.disclosure.map(scalar::disclosure),
            hashtags: of.hashtags.as_ref().map(|list| self.texts(list.iter().map(|item| item.as_str()))),
            topics: of.topics.as_ref().map(|list| self.texts(list.iter().map(|item| item.as_str()))),
            safety: of.safety.as_ref().map(|list| self.list(list, Self::safety_finding)),
            native_features: of.native_features.as_ref().map(|list| self.texts(list.iter().map(|item| item.as_str()))),
            production_rating: of.production_rating.map(|value| value.get()),
            provenance: of.provenance.as_ref().map(|block| self.provenance(block)),
        }
    }

    pub fn sponsor(&self, of: &model::Sponsor) -> wire::Sponsor {
        wire::Sponsor {
            name: self.text(of.name.as_str()),
            domain: of.domain.as_ref().map(|value| self.text(value.as_str())),
            category: of.category.as_ref().map(|value| self.text(value.as_str())),
        }
    }

    pub fn safety_finding(&self, of: &model::SafetyFinding) -> wire::SafetyFinding {
        wire::SafetyFinding {
            garm: self.text(of.garm.as_str()),
            risk: scalar::risk(of.risk),
            confidence: of.confidence.map(|value| value.get()),
            locations: of.locations.as_ref().map(|list| self.texts(list.iter().map(|item| item.as_str()))),
            detected_at: of.detected_at.map(scalar::instant),
        }
    }

    pub fn comment(&self, of: &model::Comment) -> wire::Comment {
        wire::Comment {
            post: of.post.as_ref().map(|value| self.text(value.as_str())),
            author_hash: of.author_hash.as_ref().map(|value| self.text(value.as_str())),
            text: of.text.as_ref().map(|value| self.text(value.as_str())),
            lang: of.lang.as_ref().map(|value| self.text(value.as_str())),
            at: of.at.map(scalar::instant),
            likes: of.likes.map(|value| value.get()),
            sentiment: of.sentiment.map(scalar::sentiment),
            inauthentic: of.inauthentic,
            topics: of.topics.as_ref().map(|list| self.texts(list.iter().map(|item| item.as_str()))),
        }
    }

    pub fn reported(&self, of: &model::Reported) -> wire::Reported {
        wire::Reported {
            engagement_rate: of.engagement_rate.as_ref().map(|block| self.reported_rate(block)),
            avg_likes: of.avg_likes.map(|value| value.get()),
            avg_comments: of.avg_comments.map(|value| value.get()),
            avg_views: of.avg_views.map(|value| value.get()),
            quality_score: of.quality_score.map(|value| value.get()),
            growth_30d: of.growth_30d.map(|value| value.get()),
            provenance: of.provenance.as_ref().map(|block| self.provenance(block)),
        }
    }

    pub fn reported_rate(&self, of: &model::ReportedRate) -> wire::ReportedRate {
        wire::ReportedRate { value: of.value.get(), per: scalar::rate_base(of.per) }
    }
}
