//! Who follows, likes and comments, in the contract's records.

use super::{Wire, model, scalar, wire};

impl Wire {
    pub fn audience(&self, of: &model::Audience) -> wire::Audience {
        wire::Audience {
            of: scalar::audience_of(of.of),
            countries: of.countries.as_ref().map(|list| self.list(list, Self::country_share)),
            cities: of.cities.as_ref().map(|list| self.list(list, Self::city_share)),
            languages: of.languages.as_ref().map(|list| self.list(list, Self::language_share)),
            gender_age: of.gender_age.as_ref().map(|list| self.list(list, Self::gender_age_share)),
            types: of.types.as_ref().map(|block| self.audience_types(block)),
            credibility: of.credibility.map(|value| value.get()),
            reachability: of.reachability.as_ref().map(|list| self.list(list, Self::reachability_share)),
            interests: of.interests.as_ref().map(|list| self.list(list, Self::label_share)),
            brand_affinity: of.brand_affinity.as_ref().map(|list| self.list(list, Self::label_share)),
            sketch: of.sketch.as_ref().map(|value| self.text(value.as_str())),
            provenance: of.provenance.as_ref().map(|block| self.provenance(block)),
        }
    }

    pub fn country_share(&self, of: &model::CountryShare) -> wire::CountryShare {
        wire::CountryShare { code: self.text(of.code.as_str()), share: of.share.get() }
    }

    pub fn city_share(&self, of: &model::CityShare) -> wire::CityShare {
        wire::CityShare {
            name: self.text(of.name.as_str()),
            country: of.country.as_ref().map(|value| self.text(value.as_str())),
            region: of.region.as_ref().map(|value| self.text(value.as_str())),
            share: of.share.get(),
        }
    }

    pub fn language_share(&self, of: &model::LanguageShare) -> wire::LanguageShare {
        wire::LanguageShare { code: self.text(of.code.as_str()), share: of.share.get() }
    }

    pub fn gender_age_share(&self, of: &model::GenderAgeShare) -> wire::GenderAgeShare {
        wire::GenderAgeShare {
            gender: scalar::gender(of.gender),
            age_min: scalar::age(of.age_min),
            age_max: of.age_max.map(scalar::age),
            share: of.share.get(),
        }
    }

    pub fn audience_types(&self, of: &model::AudienceTypes) -> wire::AudienceTypes {
        wire::AudienceTypes {
            real: of.real.map(|value| value.get()),
            influencer: of.influencer.map(|value| value.get()),
            mass: of.mass.map(|value| value.get()),
            suspicious: of.suspicious.map(|value| value.get()),
        }
    }

    pub fn reachability_share(&self, of: &model::ReachabilityShare) -> wire::ReachabilityShare {
        wire::ReachabilityShare {
            following_min: of.following_min.get(),
            following_max: of.following_max.map(|value| value.get()),
            share: of.share.get(),
        }
    }

    pub fn label_share(&self, of: &model::LabelShare) -> wire::LabelShare {
        wire::LabelShare {
            label: self.text(of.label.as_str()),
            id: of.id.as_ref().map(|value| self.text(value.as_str())),
            share: of.share.get(),
        }
    }

    pub fn follower_record(&self, of: &model::FollowerRecord) -> wire::FollowerRecord {
        wire::FollowerRecord {
            followers: of.followers.map(|value| value.get()),
            following: of.following.map(|value| value.get()),
            posts_total: of.posts_total.map(|value| value.get()),
            has_picture: of.has_picture,
            bio_length: of.bio_length.map(|value| value.get()),
            username_length: of.username_length.map(|value| value.get()),
            username_digits: of.username_digits.map(|value| value.get()),
            private: of.private,
        }
    }
}
