//! What answers of every kind rest on: reasons with details, and evidence.

use super::Reason;

/// Writes the methods that answers share. The answer has `reasons` and `evidence`; of which reason the next detail is says
/// [`Detailed`].
macro_rules! grounds {
    ($answer:ident: $($what:ident),+) => {
        impl $answer {
            $(grounds!(@$what);)+
        }
    };
    (@reason) => {
        /// Gives a reason by its code, the most telling first. Its text is declared by [`About::reason`](crate::About::reason).
        pub fn reason(mut self, code: impl Into<std::borrow::Cow<'static, str>>) -> Self {
            self.reasons.push(crate::answer::Reason::new(code));
            self
        }
    };
    (@given) => {
        /// A detail of the last reason, or of why the answer is what it is if that came last: a known quantity, a number or a
        /// text.
        ///
        /// # Panics
        ///
        /// Where it is an unknown quantity.
        #[track_caller]
        pub fn given(
            mut self,
            name: impl Into<std::borrow::Cow<'static, str>>,
            detail: impl Into<crate::answer::Arg>,
        ) -> Self {
            let detail = detail.into();
            if let Some(reason) = crate::answer::grounds::Detailed::latest(&mut self) {
                reason.args.push((name.into(), detail));
            }
            self
        }
    };
    (@evidence) => {
        /// Shows what was looked at, with the bound that it was compared with.
        pub fn evidence(
            mut self,
            name: impl Into<std::borrow::Cow<'static, str>>,
            quantity: impl Into<crate::Quantity>,
            bound: Option<f64>,
        ) -> Self {
            let (name, quantity) = (name.into(), quantity.into());
            self.evidence.push(crate::answer::Evidence { name, quantity, bound, row: None });
            self
        }

        /// Names the table row that the last evidence, or its bound, was taken from.
        pub fn cite(mut self, row: &crate::Row<'_>) -> Self {
            if let Some(evidence) = self.evidence.last_mut() {
                evidence.row = Some(row.cited());
            }
            self
        }
    };
}

pub(super) use grounds;

/// An answer whose reasons have details.
pub(super) trait Detailed {
    /// The reason that the next detail is of.
    fn latest(&mut self) -> Option<&mut Reason>;
}
