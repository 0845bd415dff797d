//! Rules between the fields of a creator.

use super::{Audience, CampaignRecord, Creator, Relationship, Scale};
use crate::Number;
use crate::decode::rules::{currencies, in_time, item, ordered, shares, unique, word};
use crate::decode::{Violation, ViolationCode, Violations};

pub(super) fn roster(creators: &[Creator], found: &mut Violations) {
    unique("/creators", creators, |one| Some(&one.id), |id| format!("the creator `{id}`"), found);
    for (n, one) in creators.iter().enumerate() {
        let mut inside = Violations::default();
        creator(one, &mut inside);
        found.append(inside.under(&item("/creators", n)));
    }
}

pub(super) fn creator(creator: &Creator, found: &mut Violations) {
    unique(
        "/accounts",
        &creator.accounts,
        |account| Some((account.platform, account.external_id.as_ref()?)),
        |(platform, id)| format!("the account `{}:{id}`", word(platform)),
        found,
    );
    for (n, account) in creator.accounts.iter().enumerate() {
        let at = format!("/accounts/{n}/audience");
        let audiences = account.audience.as_deref().unwrap_or_default();
        unique(&at, audiences, |one| Some(one.of), |of| format!("the audience of `{}`", word(of)), found);
        audiences.iter().enumerate().for_each(|(n, audience)| self::audience(&item(&at, n), audience, found));
    }
    for (n, one) in creator.ratings.as_deref().unwrap_or_default().iter().enumerate() {
        rating(&item("/ratings", n), &one.scale, one.value, found);
    }
    for (n, record) in creator.campaign_history.as_deref().unwrap_or_default().iter().enumerate() {
        past_campaign(&item("/campaign_history", n), record, found);
    }
    if let Some(terms) = &creator.relationship {
        relationship(terms, found);
    }
    for (n, overlap) in creator.overlap.as_deref().unwrap_or_default().iter().enumerate() {
        if overlap.with == creator.id {
            let message = format!("`{}` overlaps with itself", creator.id);
            found.push(
                Violation::new(format!("/overlap/{n}/with"), ViolationCode::SelfOverlap, message)
                    .help("name the other creator"),
            );
        }
    }
}

/// Countries, cities, gender and age, types and reachability count each person once. Languages,
/// interests and brands do not: a person has several.
fn audience(at: &str, audience: &Audience, found: &mut Violations) {
    fn sum<T>(list: Option<&[T]>, at: String, share: impl Fn(&T) -> f64, found: &mut Violations) {
        shares(&at, list.unwrap_or_default().iter().map(share), found);
    }
    sum(audience.countries.as_deref(), format!("{at}/countries"), |cell| cell.share.get(), found);
    sum(audience.cities.as_deref(), format!("{at}/cities"), |cell| cell.share.get(), found);
    sum(audience.gender_age.as_deref(), format!("{at}/gender_age"), |cell| cell.share.get(), found);
    sum(audience.reachability.as_deref(), format!("{at}/reachability"), |cell| cell.share.get(), found);
    if let Some(types) = &audience.types {
        let parts = [types.real, types.influencer, types.mass, types.suspicious];
        shares(&format!("{at}/types"), parts.into_iter().flatten().map(|share| share.get()), found);
    }
    for (n, cell) in audience.gender_age.as_deref().unwrap_or_default().iter().enumerate() {
        let at = format!("{at}/gender_age/{n}");
        ordered(&at, ("age_min", Some(cell.age_min)), ("age_max", cell.age_max), found);
    }
    for (n, band) in audience.reachability.as_deref().unwrap_or_default().iter().enumerate() {
        let at = format!("{at}/reachability/{n}");
        ordered(&at, ("following_min", Some(band.following_min)), ("following_max", band.following_max), found);
    }
}

/// A rating lies on its scale.
pub(crate) fn rating(at: &str, scale: &Scale, value: Number, found: &mut Violations) {
    let (min, max, value) = (scale.min.get(), scale.max.get(), value.get());
    ordered(&format!("{at}/scale"), ("min", Some(min)), ("max", Some(max)), found);
    if min <= max && !(min..=max).contains(&value) {
        let message = format!("the rating {value} is outside its scale, {min} to {max}");
        found.push(
            Violation::new(format!("{at}/value"), ViolationCode::OutsideScale, message)
                .help("correct the rating, or the ends of its scale"),
        );
    }
}

fn past_campaign(at: &str, record: &CampaignRecord, found: &mut Violations) {
    if let (Some(asked), Some(agreed)) = (record.asked, record.agreed)
        && asked.currency() != agreed.currency()
    {
        currencies(&format!("{at}/agreed"), agreed.currency(), asked.currency(), found);
    }
}

fn relationship(relationship: &Relationship, found: &mut Violations) {
    for (n, term) in relationship.exclusivity.as_deref().unwrap_or_default().iter().enumerate() {
        let at = format!("/relationship/exclusivity/{n}");
        in_time(&at, ("from", term.from), ("until", term.until), found);
    }
    for (n, reply) in relationship.replies.as_deref().unwrap_or_default().iter().enumerate() {
        let at = format!("/relationship/replies/{n}");
        in_time(&at, ("sent", Some(reply.sent)), ("answered", reply.answered), found);
    }
}
