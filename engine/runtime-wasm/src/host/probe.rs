//! The value at a path, read off the model's own serialisation, so that no second list of fields is kept: whatever is not
//! on the path is skipped without being looked at.

use serde::Serialize;
use serde::ser::{self, Impossible, SerializeSeq, SerializeStruct};

/// Appends the values at a path below a value: one for a field, known or not, and one for each item of a list.
pub(super) fn probe<C: Column>(value: &impl Serialize, path: &str, into: &mut C) {
    // Nothing that a probe does can fail but a value of another kind than a column holds.
    if value.serialize(Probe { path, into: &mut *into }).is_err() {
        into.unknown();
    }
}

/// Where values are collected. A value of a kind that it does not collect is unknown.
pub(super) trait Column {
    /// Collects that there is no value.
    fn unknown(&mut self);

    /// Collects a number.
    fn number(&mut self, _value: f64) {
        self.unknown();
    }

    /// Collects a text.
    fn text(&mut self, _value: &str) {
        self.unknown();
    }

    /// Collects what is true or false.
    fn flag(&mut self, _value: bool) {
        self.unknown();
    }
}

/// Numbers of a creator.
impl Column for Vec<Option<f64>> {
    fn unknown(&mut self) {
        self.push(None);
    }

    fn number(&mut self, value: f64) {
        self.push(Some(value));
    }
}

struct Probe<'a, C> {
    /// What is left of the path; empty at the value itself.
    path: &'a str,
    into: &'a mut C,
}

impl<'a, C: Column> Probe<'a, C> {
    fn collect(self, collect: impl FnOnce(&mut C)) -> Result<(), Misfit> {
        if self.path.is_empty() {
            collect(self.into)
        } else {
            self.into.unknown()
        }
        Ok(())
    }

    /// The first word of the path without the sign of a list, and whether it is one, and the rest.
    fn step(&self) -> (&'a str, bool, &'a str) {
        let (word, rest) = self.path.split_once('.').unwrap_or((self.path, ""));
        let name = word.trim_end_matches("[]");
        (name, name.len() < word.len(), rest)
    }
}

/// A value stands where none of its kind is due.
#[derive(Debug, thiserror::Error)]
#[error("a value of another kind")]
struct Misfit;

impl ser::Error for Misfit {
    fn custom<T: std::fmt::Display>(_: T) -> Self {
        Self
    }
}

/// A block whose fields are being gone through.
struct Fields<'a, C> {
    probe: Probe<'a, C>,
    is_found: bool,
}

impl<'a, C: Column> Fields<'a, C> {
    fn of(probe: Probe<'a, C>) -> Self {
        Self { probe, is_found: false }
    }

    fn field<T: Serialize + ?Sized>(&mut self, key: &str, value: &T) -> Result<(), Misfit> {
        let (name, _, rest) = self.probe.step();
        if key != name {
            return Ok(());
        }
        self.is_found = true;
        value.serialize(Probe { path: rest, into: &mut *self.probe.into })
    }

    /// A field that is not there is unknown; a list that is not there has no items.
    fn finish(self) -> Result<(), Misfit> {
        let (_, is_list, _) = self.probe.step();
        if !self.is_found && !is_list {
            self.probe.into.unknown();
        }
        Ok(())
    }
}

impl<C: Column> SerializeStruct for Fields<'_, C> {
    type Ok = ();
    type Error = Misfit;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, key: &'static str, value: &T) -> Result<(), Misfit> {
        self.field(key, value)
    }

    fn end(self) -> Result<(), Misfit> {
        self.finish()
    }
}

struct Items<'a, C>(Probe<'a, C>);

impl<C: Column> SerializeSeq for Items<'_, C> {
    type Ok = ();
    type Error = Misfit;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Misfit> {
        value.serialize(Probe { path: self.0.path, into: &mut *self.0.into })
    }

    fn end(self) -> Result<(), Misfit> {
        Ok(())
    }
}

macro_rules! numbers {
    ($($method:ident: $kind:ty),+) => {
        $(fn $method(self, value: $kind) -> Result<(), Misfit> {
            self.collect(|into| into.number(value as f64))
        })+
    };
}

macro_rules! misfits {
    ($($method:ident($($argument:ty),*)),+) => {
        $(fn $method(self, $(_: $argument),*) -> Result<(), Misfit> {
            Err(Misfit)
        })+
    };
}

impl<'a, C: Column> ser::Serializer for Probe<'a, C> {
    type Ok = ();
    type Error = Misfit;
    type SerializeSeq = Items<'a, C>;
    type SerializeStruct = Fields<'a, C>;
    type SerializeTuple = Impossible<(), Misfit>;
    type SerializeTupleStruct = Impossible<(), Misfit>;
    type SerializeTupleVariant = Impossible<(), Misfit>;
    type SerializeMap = Impossible<(), Misfit>;
    type SerializeStructVariant = Impossible<(), Misfit>;

    numbers!(serialize_i8: i8, serialize_i16: i16, serialize_i32: i32, serialize_i64: i64);
    numbers!(serialize_u8: u8, serialize_u16: u16, serialize_u32: u32, serialize_u64: u64);
    numbers!(serialize_f32: f32, serialize_f64: f64);
    misfits!(serialize_char(char), serialize_bytes(&[u8]), serialize_unit(), serialize_unit_struct(&'static str));

    fn serialize_bool(self, value: bool) -> Result<(), Misfit> {
        self.collect(|into| into.flag(value))
    }

    fn serialize_str(self, value: &str) -> Result<(), Misfit> {
        self.collect(|into| into.text(value))
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, word: &'static str) -> Result<(), Misfit> {
        self.collect(|into| into.text(word))
    }

    fn serialize_none(self) -> Result<(), Misfit> {
        self.into.unknown();
        Ok(())
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), Misfit> {
        value.serialize(self)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> Result<(), Misfit> {
        value.serialize(self)
    }

    /// Which of several kinds a value is of is no step of a path.
    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        value: &T,
    ) -> Result<(), Misfit> {
        value.serialize(self)
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Items<'a, C>, Misfit> {
        Ok(Items(self))
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Fields<'a, C>, Misfit> {
        Ok(Fields::of(self))
    }

    fn serialize_tuple(self, _: usize) -> Result<Self::SerializeTuple, Misfit> {
        Err(Misfit)
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Self::SerializeTupleStruct, Misfit> {
        Err(Misfit)
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleVariant, Misfit> {
        Err(Misfit)
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Self::SerializeMap, Misfit> {
        Err(Misfit)
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeStructVariant, Misfit> {
        Err(Misfit)
    }
}
