//! Prices and past campaigns, in the contract's records.

use super::{Wire, model, scalar, wire};

impl Wire {
    pub fn rate(&self, of: &model::Rate) -> wire::Rate {
        wire::Rate {
            platform: scalar::platform(of.platform),
            format: scalar::format(of.format),
            quantity: of.quantity.map(|value| value.get()),
            price: scalar::money(of.price),
            basis: of.basis.map(scalar::rate_basis),
            valid_to: of.valid_to.map(scalar::date),
            includes: of.includes.as_ref().map(|list| self.list(list, Self::includes)),
            provenance: of.provenance.as_ref().map(|block| self.provenance(block)),
        }
    }

    pub fn includes(&self, of: &model::Includes) -> wire::Includes {
        wire::Includes { what: self.text(of.what.as_str()), days: of.days.map(|value| value.get()) }
    }

    pub fn campaign_record(&self, of: &model::CampaignRecord) -> wire::CampaignRecord {
        wire::CampaignRecord {
            campaign: self.text(of.campaign.as_str()),
            brand: of.brand.as_ref().map(|value| self.text(value.as_str())),
            category: of.category.as_ref().map(|value| self.text(value.as_str())),
            ended: of.ended.map(scalar::date),
            format: of.format.map(scalar::format),
            kpis: of.kpis.as_ref().map(|list| self.list(list, Self::kpi_record)),
            spend: of.spend.map(scalar::money),
            asked: of.asked.map(scalar::money),
            agreed: of.agreed.map(scalar::money),
            on_time: of.on_time,
            revisions: of.revisions.map(|value| value.get()),
            disputes: of.disputes.map(|value| value.get()),
            extras: of.extras.map(|value| value.get()),
            reopened: of.reopened,
        }
    }

    pub fn kpi_record(&self, of: &model::KpiRecord) -> wire::KpiRecord {
        wire::KpiRecord {
            metric: self.text(of.metric.as_str()),
            target: of.target.map(|value| value.get()),
            actual: of.actual.map(|value| value.get()),
        }
    }
}
