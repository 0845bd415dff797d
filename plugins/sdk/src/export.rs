//! A rule, made a plugin.

use crate::{BudgetPolicy, Check, Metric, Preflight, Tier, Trigger, Worth};

/// The description of a check.
#[doc(hidden)]
pub fn describe_check<T: Check>(package_version: &'static str) -> String {
    T::about().json("check", package_version)
}

/// The description of a tier rule.
#[doc(hidden)]
pub fn describe_tier<T: Tier>(package_version: &'static str) -> String {
    T::about().json("tier", package_version)
}

/// The description of a budget policy.
#[doc(hidden)]
pub fn describe_budget<T: BudgetPolicy>(package_version: &'static str) -> String {
    T::about().json("budget", package_version)
}

/// The description of a check of the campaign itself.
#[doc(hidden)]
pub fn describe_preflight<T: Preflight>(package_version: &'static str) -> String {
    T::about().json("preflight", package_version)
}

/// The description of a rule of worth.
#[doc(hidden)]
pub fn describe_worth<T: Worth>(package_version: &'static str) -> String {
    T::about().json("worth", package_version)
}

/// The description of a trigger.
#[doc(hidden)]
pub fn describe_trigger<T: Trigger>(package_version: &'static str) -> String {
    T::about().json("trigger", package_version)
}

/// The description of a metric.
#[doc(hidden)]
pub fn describe_metric<T: Metric>(package_version: &'static str) -> String {
    T::about().json("metric", package_version)
}

/// Makes a [`Check`](crate::Check) the plugin of its crate: writes `describe`, `validate-settings` and `evaluate`.
#[macro_export]
macro_rules! export_check {
    ($check:ty) => {
        #[cfg(target_arch = "wasm32")]
        const _: () = {
            struct Exported;

            impl $crate::bindings::common::exports::saring::plugin::plugin::Guest for Exported {
                fn describe() -> ::std::string::String {
                    $crate::describe_check::<$check>(::std::env!("CARGO_PKG_VERSION"))
                }

                fn validate_settings(
                    params: ::std::string::String,
                ) -> ::std::result::Result<(), ::std::string::String> {
                    $crate::guest::validate_check::<$check>(&params)
                }
            }

            impl $crate::bindings::check::exports::saring::plugin::creator_check::Guest for Exported {
                fn evaluate(
                    params: ::std::string::String,
                    batch: &$crate::facts::Batch,
                    answers: &$crate::bindings::answering::Answers,
                ) -> ::std::result::Result<(), ::std::string::String> {
                    $crate::guest::evaluate::<$check>(&params, batch, answers)
                }
            }

    $crate::bindings::common::export_plugin!(Exported with_types_in $crate::bindings::common);
    $crate::bindings::check::export_creator_check!(Exported with_types_in $crate::bindings::check);
        };

        #[cfg(not(target_arch = "wasm32"))]
        const _: fn(&'static str) -> ::std::string::String = $crate::describe_check::<$check>;
    };
}

/// Makes a [`Tier`](crate::Tier) the plugin of its crate: writes `describe`, `validate-settings` and `classify`.
#[macro_export]
macro_rules! export_tier {
    ($tier:ty) => {
        #[cfg(target_arch = "wasm32")]
        const _: () = {
            struct Exported;

            impl $crate::bindings::common::exports::saring::plugin::plugin::Guest for Exported {
                fn describe() -> ::std::string::String {
                    $crate::describe_tier::<$tier>(::std::env!("CARGO_PKG_VERSION"))
                }

                fn validate_settings(
                    params: ::std::string::String,
                ) -> ::std::result::Result<(), ::std::string::String> {
                    $crate::guest::validate_tier::<$tier>(&params)
                }
            }

            impl $crate::bindings::tier::exports::saring::plugin::creator_tier::Guest for Exported {
                fn classify(
                    params: ::std::string::String,
                    batch: &$crate::facts::Batch,
                    answers: &$crate::bindings::answering::Answers,
                ) -> ::std::result::Result<(), ::std::string::String> {
                    $crate::guest::classify::<$tier>(&params, batch, answers)
                }
            }

    $crate::bindings::common::export_plugin!(Exported with_types_in $crate::bindings::common);
    $crate::bindings::tier::export_creator_tier!(Exported with_types_in $crate::bindings::tier);
        };

        #[cfg(not(target_arch = "wasm32"))]
        const _: fn(&'static str) -> ::std::string::String = $crate::describe_tier::<$tier>;
    };
}

/// Makes a [`BudgetPolicy`](crate::BudgetPolicy) the plugin of its crate: writes `describe`, `validate-settings` and `divide`.
#[macro_export]
macro_rules! export_budget {
    ($policy:ty) => {
        #[cfg(target_arch = "wasm32")]
        const _: () = {
            struct Exported;

            impl $crate::bindings::common::exports::saring::plugin::plugin::Guest for Exported {
                fn describe() -> ::std::string::String {
                    $crate::describe_budget::<$policy>(::std::env!("CARGO_PKG_VERSION"))
                }

                fn validate_settings(
                    params: ::std::string::String,
                ) -> ::std::result::Result<(), ::std::string::String> {
                    $crate::guest::validate_budget::<$policy>(&params)
                }
            }

            impl $crate::bindings::budget::exports::saring::plugin::campaign_budget::Guest for Exported {
                fn divide(
                    params: ::std::string::String,
                    batch: &$crate::facts::Batch,
                    answers: &$crate::bindings::answering::Answers,
                ) -> ::std::result::Result<(), ::std::string::String> {
                    $crate::guest::divide::<$policy>(&params, batch, answers)
                }
            }

    $crate::bindings::common::export_plugin!(Exported with_types_in $crate::bindings::common);
    $crate::bindings::budget::export_campaign_budget!(Exported with_types_in $crate::bindings::budget);
        };

        #[cfg(not(target_arch = "wasm32"))]
        const _: fn(&'static str) -> ::std::string::String = $crate::describe_budget::<$policy>;
    };
}

/// Makes a [`Preflight`](crate::Preflight) the plugin of its crate: writes `describe`, `validate-settings` and `inspect`.
#[macro_export]
macro_rules! export_preflight {
    ($preflight:ty) => {
        #[cfg(target_arch = "wasm32")]
        const _: () = {
            struct Exported;

            impl $crate::bindings::common::exports::saring::plugin::plugin::Guest for Exported {
                fn describe() -> ::std::string::String {
                    $crate::describe_preflight::<$preflight>(::std::env!("CARGO_PKG_VERSION"))
                }

                fn validate_settings(
                    params: ::std::string::String,
                ) -> ::std::result::Result<(), ::std::string::String> {
                    $crate::guest::validate_preflight::<$preflight>(&params)
                }
            }

            impl $crate::bindings::preflight::exports::saring::plugin::campaign_preflight::Guest for Exported {
                fn inspect(
                    params: ::std::string::String,
                    batch: &$crate::facts::Batch,
                    answers: &$crate::bindings::answering::Answers,
                ) -> ::std::result::Result<(), ::std::string::String> {
                    $crate::guest::inspect::<$preflight>(&params, batch, answers)
                }
            }

    $crate::bindings::common::export_plugin!(Exported with_types_in $crate::bindings::common);
    $crate::bindings::preflight::export_campaign_preflight!(Exported with_types_in $crate::bindings::preflight);
        };

        #[cfg(not(target_arch = "wasm32"))]
        const _: fn(&'static str) -> ::std::string::String = $crate::describe_preflight::<$preflight>;
    };
}

/// Makes a [`Worth`](crate::Worth) the plugin of its crate: writes `describe`, `validate-settings` and `appraise`.
#[macro_export]
macro_rules! export_worth {
    ($worth:ty) => {
        #[cfg(target_arch = "wasm32")]
        const _: () = {
            struct Exported;

            impl $crate::bindings::common::exports::saring::plugin::plugin::Guest for Exported {
                fn describe() -> ::std::string::String {
                    $crate::describe_worth::<$worth>(::std::env!("CARGO_PKG_VERSION"))
                }

                fn validate_settings(
                    params: ::std::string::String,
                ) -> ::std::result::Result<(), ::std::string::String> {
                    $crate::guest::validate_worth::<$worth>(&params)
                }
            }

            impl $crate::bindings::worth::exports::saring::plugin::creator_worth::Guest for Exported {
                fn appraise(
                    params: ::std::string::String,
                    batch: &$crate::facts::Batch,
                    answers: &$crate::bindings::answering::Answers,
                ) -> ::std::result::Result<(), ::std::string::String> {
                    $crate::guest::appraise::<$worth>(&params, batch, answers)
                }
            }

    $crate::bindings::common::export_plugin!(Exported with_types_in $crate::bindings::common);
    $crate::bindings::worth::export_creator_worth!(Exported with_types_in $crate::bindings::worth);
        };

        #[cfg(not(target_arch = "wasm32"))]
        const _: fn(&'static str) -> ::std::string::String = $crate::describe_worth::<$worth>;
    };
}

/// Makes a [`Trigger`](crate::Trigger) the plugin of its crate: writes `describe`, `validate-settings` and `watch`.
#[macro_export]
macro_rules! export_trigger {
    ($trigger:ty) => {
        #[cfg(target_arch = "wasm32")]
        const _: () = {
            struct Exported;

            impl $crate::bindings::common::exports::saring::plugin::plugin::Guest for Exported {
                fn describe() -> ::std::string::String {
                    $crate::describe_trigger::<$trigger>(::std::env!("CARGO_PKG_VERSION"))
                }

                fn validate_settings(
                    params: ::std::string::String,
                ) -> ::std::result::Result<(), ::std::string::String> {
                    $crate::guest::validate_trigger::<$trigger>(&params)
                }
            }

            impl $crate::bindings::trigger::exports::saring::plugin::campaign_trigger::Guest for Exported {
                fn watch(
                    params: ::std::string::String,
                    batch: &$crate::facts::Batch,
                    answers: &$crate::bindings::answering::Answers,
                ) -> ::std::result::Result<(), ::std::string::String> {
                    $crate::guest::watch::<$trigger>(&params, batch, answers)
                }
            }

    $crate::bindings::common::export_plugin!(Exported with_types_in $crate::bindings::common);
    $crate::bindings::trigger::export_campaign_trigger!(Exported with_types_in $crate::bindings::trigger);
        };

        #[cfg(not(target_arch = "wasm32"))]
        const _: fn(&'static str) -> ::std::string::String = $crate::describe_trigger::<$trigger>;
    };
}

/// Makes a [`Metric`](crate::Metric) the plugin of its crate: writes `describe`, `validate-settings` and `measure`.
#[macro_export]
macro_rules! export_metric {
    ($metric:ty) => {
        #[cfg(target_arch = "wasm32")]
        const _: () = {
            struct Exported;

            impl $crate::bindings::common::exports::saring::plugin::plugin::Guest for Exported {
                fn describe() -> ::std::string::String {
                    $crate::describe_metric::<$metric>(::std::env!("CARGO_PKG_VERSION"))
                }

                fn validate_settings(
                    params: ::std::string::String,
                ) -> ::std::result::Result<(), ::std::string::String> {
                    $crate::guest::validate_metric::<$metric>(&params)
                }
            }

            impl $crate::bindings::metric::exports::saring::plugin::campaign_metric::Guest for Exported {
                fn measure(
                    params: ::std::string::String,
                    batch: &$crate::facts::Batch,
                    answers: &$crate::bindings::answering::Answers,
                ) -> ::std::result::Result<(), ::std::string::String> {
                    $crate::guest::measure::<$metric>(&params, batch, answers)
                }
            }

    $crate::bindings::common::export_plugin!(Exported with_types_in $crate::bindings::common);
    $crate::bindings::metric::export_campaign_metric!(Exported with_types_in $crate::bindings::metric);
        };

        #[cfg(not(target_arch = "wasm32"))]
        const _: fn(&'static str) -> ::std::string::String = $crate::describe_metric::<$metric>;
    };
}
