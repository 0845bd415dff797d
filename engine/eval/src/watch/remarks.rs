//! What whoever asks should know of what was given: it is used, and not as one might expect.

use saring_model::Money;
use saring_pack::answer::Arg;
use saring_pack::{LineLeft, Reason, Unit};
use saring_vocabulary::fair_price::major_units;

use super::Running;
use super::ledger::Ledger;

/// That the state is of another pack, that the triggers had looked further, which money counts on no line, and which lines
/// have more promised than they have.
pub(super) fn remarks(running: &Running<'_>, ledger: &Ledger, lines: &[LineLeft]) -> Vec<Reason> {
    let state = running.state.into_iter().flat_map(|state| {
        let (was, now) = (state.pack.as_ref().map(|pack| pack.as_str()), running.pack.pack.digest.as_str());
        let other = was.filter(|was| *was != now);
        let other = other.map(|was| remark("watch.other-pack", vec![text("was", was), text("now", now)]));
        let further = state.looked.filter(|looked| *looked > running.as_of);
        let moments =
            |looked| vec![("looked".to_owned(), Arg::Time(looked)), ("as_of".to_owned(), Arg::Time(running.as_of))];
        other.into_iter().chain(further.map(|looked| remark("watch.looked-further", moments(looked))))
    });
    let strays = ledger.strays(running.as_of).into_iter().map(|((line, currency), times)| {
        let mut args = vec![text("line", line.as_str()), number("events", times as f64, Unit::Count)];
        let code = if currency.is_some() { "watch.other-currency" } else { "watch.other-line" };
        args.extend(currency.map(|currency| text("currency", &currency.to_string())));
        remark(code, args)
    });
    let promised = lines.iter().filter_map(|line| {
        let over = line.spent.minor().saturating_add(line.proposed.minor()).saturating_sub(line.planned.minor());
        let over = Money::from_minor(over, line.planned.currency());
        let args = || vec![text("line", &line.id), number("over", major_units(over), Unit::Money)];
        (over.minor() > 0 && line.proposed.minor() > 0).then(|| remark("watch.line-promised", args()))
    });
    state.chain(strays).chain(promised).collect()
}

fn remark(code: &str, args: Vec<(String, Arg)>) -> Reason {
    Reason { code: code.to_owned(), args }
}

fn text(name: &str, value: &str) -> (String, Arg) {
    (name.to_owned(), Arg::Text(value.to_owned()))
}

fn number(name: &str, value: f64, unit: Unit) -> (String, Arg) {
    (name.to_owned(), Arg::Number(value, unit))
}
