//! Who a creator is, and what the agency knows of them, in the contract's records.

use super::{Wire, model, scalar, wire};

impl Wire {
    pub fn account(&self, of: &model::Account) -> wire::Account {
        wire::Account {
            platform: scalar::platform(of.platform),
            external_id: of.external_id.as_ref().map(|value| self.text(value.as_str())),
            handle: of.handle.as_ref().map(|value| self.text(value.as_str())),
            url: of.url.as_ref().map(|value| self.text(value.as_str())),
            verified: of.verified,
            private: of.private,
            kind: of.kind.map(scalar::account_kind),
            followers: of.followers.map(|value| value.get()),
            following: of.following.map(|value| value.get()),
            posts_total: of.posts_total.map(|value| value.get()),
            created_at: of.created_at.map(scalar::date),
            comments_n: of.comments_n.map(|value| value.get()),
            provenance: of.provenance.as_ref().map(|block| self.provenance(block)),
        }
    }

    pub fn location(&self, of: &model::Location) -> wire::Location {
        wire::Location {
            country: of.country.as_ref().map(|value| self.text(value.as_str())),
            region: of.region.as_ref().map(|value| self.text(value.as_str())),
            city: of.city.as_ref().map(|value| self.text(value.as_str())),
        }
    }

    pub fn provenance(&self, of: &saring_model::Provenance) -> wire::Provenance {
        wire::Provenance {
            as_of: of.as_of.map(scalar::instant),
            source: of.source.as_ref().map(|value| self.text(value.as_str())),
            method: of.method.map(scalar::method),
            sample_size: of.sample_size.map(|value| value.get()),
        }
    }

    pub fn relationship(&self, of: &model::Relationship) -> wire::Relationship {
        wire::Relationship {
            contracts_n: of.contracts_n.map(|value| value.get()),
            rate_card_clarity: of.rate_card_clarity.map(|value| value.get()),
            exclusivity: of.exclusivity.as_ref().map(|list| self.list(list, Self::exclusivity)),
            replies: of.replies.as_ref().map(|list| self.list(list, Self::reply)),
            nps: of.nps.map(|value| value.get()),
            repeat_n: of.repeat_n.map(|value| value.get()),
            provenance: of.provenance.as_ref().map(|block| self.provenance(block)),
        }
    }

    pub fn exclusivity(&self, of: &model::Exclusivity) -> wire::Exclusivity {
        wire::Exclusivity {
            category: self.text(of.category.as_str()),
            brand: of.brand.as_ref().map(|value| self.text(value.as_str())),
            from: of.from.map(scalar::date),
            until: of.until.map(scalar::date),
        }
    }

    pub fn reply(&self, of: &model::Reply) -> wire::Reply {
        wire::Reply { sent: scalar::instant(of.sent), answered: of.answered.map(scalar::instant) }
    }

    pub fn overlap(&self, of: &model::Overlap) -> wire::Overlap {
        wire::Overlap {
            with: self.text(of.with.as_str()),
            shared: of.shared.map(|value| value.get()),
            jaccard: of.jaccard.map(|value| value.get()),
            pct_of_smaller: of.pct_of_smaller.map(|value| value.get()),
            provenance: of.provenance.as_ref().map(|block| self.provenance(block)),
        }
    }

    pub fn rating(&self, of: &model::Rating) -> wire::Rating {
        wire::Rating {
            criterion: self.text(of.criterion.as_str()),
            rater: self.text(of.rater.as_str()),
            scale: self.scale(&of.scale),
            value: of.value.get(),
            at: of.at.map(scalar::date),
        }
    }

    pub fn scale(&self, of: &model::Scale) -> wire::Scale {
        wire::Scale { min: of.min.get(), max: of.max.get() }
    }
}
