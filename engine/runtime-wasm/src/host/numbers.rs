//! Columns of numbers by the path of a field, read off the model's own serialisation, so that no second list of fields is
//! kept: whatever is not on the path is skipped without being looked at.

use saring_model::catalogue::{Kind, catalogue};
use saring_model::creator::Account;
use saring_pack::Subject;
use serde::Serialize;
use serde::ser::{self, Impossible, SerializeSeq, SerializeStruct};
use wasmtime::Result;

use super::{misuse, section};

/// What every path of a creator's account begins with.
const ACCOUNT: &str = "creator.accounts[].";

/// All values of a numeric field of a creator, in their order; of its accounts, those of the one that counts.
pub(super) fn of(seen: &Subject, account: &Account, path: &str) -> Result<Vec<Option<f64>>> {
    let is_number = |kind: Kind| matches!(kind, Kind::Integer | Kind::Number);
    let field = catalogue().find(path);
    if !field.is_some_and(|field| is_number(field.kind) && !field.is_of_campaign()) {
        let near =
            catalogue().nearest(path).map_or_else(String::new, |near| format!("; did you mean `{}`?", near.path));
        return misuse(format!("`{}` is the path of no number of a creator{near}", path.escape_debug()));
    }
    let mut values = Vec::new();
    let Some(inner) = path.strip_prefix(ACCOUNT) else {
        probe(&*seen.creator, path.strip_prefix("creator.").unwrap_or(path), &mut values);
        return Ok(values);
    };
    if let Some(rest) = inner.strip_prefix("posts[].") {
        section::posts(account, usize::MAX).into_iter().flatten().for_each(|post| probe(post, rest, &mut values));
    } else if let Some(rest) = inner.strip_prefix("history[].") {
        section::history(account).into_iter().flatten().for_each(|point| probe(point, rest, &mut values));
    } else {
        probe(account, inner, &mut values);
    }
    Ok(values)
}

/// Appends the values at a path below a value: one for a field, known or not, and one for each item of a list.
fn probe(value: &impl Serialize, path: &str, into: &mut Vec<Option<f64>>) {
    // Nothing that a probe does can fail but a value of another kind, which is no number.
    if value.serialize(Probe { path, into: &mut *into }).is_err() {
        into.push(None);
    }
}

struct Probe<'a> {
    /// What is left of the path; empty at the value itself.
    path: &'a str,
    into: &'a mut Vec<Option<f64>>,
}

impl<'a> Probe<'a> {
    fn number(self, value: f64) -> Result<(), NotANumber> {
        self.into.push(self.path.is_empty().then_some(value));
        Ok(())
    }

    /// The first word of the path without the sign of a list, and whether it is one, and the rest.
    fn step(&self) -> (&'a str, bool, &'a str) {
        let (word, rest) = self.path.split_once('.').unwrap_or((self.path, ""));
        let name = word.trim_end_matches("[]");
        (name, name.len() < word.len(), rest)
    }
}

/// A value that is no number stands where one is due.
#[derive(Debug, thiserror::Error)]
#[error("not a number")]
struct NotANumber;

impl ser::Error for NotANumber {
    fn custom<T: std::fmt::Display>(_: T) -> Self {
        Self
    }
}

/// A block whose fields are being gone through.
struct Fields<'a> {
    probe: Probe<'a>,
    is_found: bool,
}

impl<'a> Fields<'a> {
    fn of(probe: Probe<'a>) -> Self {
        Self { probe, is_found: false }
    }

    fn field<T: Serialize + ?Sized>(&mut self, key: &str, value: &T) -> Result<(), NotANumber> {
        let (name, _, rest) = self.probe.step();
        if key != name {
            return Ok(());
        }
        self.is_found = true;
        value.serialize(Probe { path: rest, into: &mut *self.probe.into })
    }

    /// A field that is not there is unknown; a list that is not there has no items.
    fn finish(self) -> Result<(), NotANumber> {
        let (_, is_list, _) = self.probe.step();
        if !self.is_found && !is_list {
            self.probe.into.push(None);
        }
        Ok(())
    }
}

impl SerializeStruct for Fields<'_> {
    type Ok = ();
    type Error = NotANumber;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, key: &'static str, value: &T) -> Result<(), NotANumber> {
        self.field(key, value)
    }

    fn end(self) -> Result<(), NotANumber> {
        self.finish()
    }
}

struct Items<'a>(Probe<'a>);

impl SerializeSeq for Items<'_> {
    type Ok = ();
    type Error = NotANumber;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), NotANumber> {
        value.serialize(Probe { path: self.0.path, into: &mut *self.0.into })
    }

    fn end(self) -> Result<(), NotANumber> {
        Ok(())
    }
}

macro_rules! numbers {
    ($($method:ident: $kind:ty),+) => {
        $(fn $method(self, value: $kind) -> Result<(), NotANumber> {
            self.number(value as f64)
        })+
    };
}

macro_rules! no_numbers {
    ($($method:ident($($argument:ty),*)),+) => {
        $(fn $method(self, $(_: $argument),*) -> Result<(), NotANumber> {
            Err(NotANumber)
        })+
    };
}

impl<'a> ser::Serializer for Probe<'a> {
    type Ok = ();
    type Error = NotANumber;
    type SerializeSeq = Items<'a>;
    type SerializeStruct = Fields<'a>;
    type SerializeTuple = Impossible<(), NotANumber>;
    type SerializeTupleStruct = Impossible<(), NotANumber>;
    type SerializeTupleVariant = Impossible<(), NotANumber>;
    type SerializeMap = Impossible<(), NotANumber>;
    type SerializeStructVariant = Impossible<(), NotANumber>;

    numbers!(serialize_i8: i8, serialize_i16: i16, serialize_i32: i32, serialize_i64: i64);
    numbers!(serialize_u8: u8, serialize_u16: u16, serialize_u32: u32, serialize_u64: u64);
    numbers!(serialize_f32: f32, serialize_f64: f64);
    no_numbers!(serialize_bool(bool), serialize_char(char), serialize_str(&str), serialize_bytes(&[u8]));
    no_numbers!(serialize_unit(), serialize_unit_struct(&'static str));
    no_numbers!(serialize_unit_variant(&'static str, u32, &'static str));

    fn serialize_none(self) -> Result<(), NotANumber> {
        self.into.push(None);
        Ok(())
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), NotANumber> {
        value.serialize(self)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> Result<(), NotANumber> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: &T,
    ) -> Result<(), NotANumber> {
        Err(NotANumber)
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Items<'a>, NotANumber> {
        Ok(Items(self))
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Fields<'a>, NotANumber> {
        Ok(Fields::of(self))
    }

    fn serialize_tuple(self, _: usize) -> Result<Self::SerializeTuple, NotANumber> {
        Err(NotANumber)
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Self::SerializeTupleStruct, NotANumber> {
        Err(NotANumber)
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleVariant, NotANumber> {
        Err(NotANumber)
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Self::SerializeMap, NotANumber> {
        Err(NotANumber)
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeStructVariant, NotANumber> {
        Err(NotANumber)
    }
}
