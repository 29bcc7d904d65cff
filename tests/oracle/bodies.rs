//! Generated bodies: a canonical payload with a few changes of its values, its fields and its spelling.

use super::{
    choices::Source,
    spelling, strings,
    table::{self, DATA, Field, Form, OBJECTS, PAYLOAD, SLUG},
    values::{self, Node},
};

/// Returns a body.
pub fn body(source: &mut dyn Source) -> Vec<u8> {
    let mut payload = canonical(source, &PAYLOAD);
    for _ in 0..source.pick(&[0, 0, 1, 1, 1, 2, 2, 3, 6]) {
        change(source, &mut payload);
    }
    let json = spelling::spell(source, &payload);
    if source.one_in(5) { spelling::damage(source, json) } else { json.into_bytes() }
}

/// Returns a canonical value for a field, an object with all its fields.
fn canonical(source: &mut dyn Source, field: &Field) -> Node {
    match field.form {
        Form::Object(fields) => Node::Object(
            fields.iter().map(|field| (Node::String(field.name().to_owned()), canonical(source, field))).collect(),
        ),
        _ => values::canonical(source, field),
    }
}

/// Makes one change to the payload, unless an earlier one removed what it would change.
fn change(source: &mut dyn Source, payload: &mut Node) {
    match source.weighted(&[7, 4, 1, 2, 1, 2, 3, 2, 1, 2, 1, 1]) {
        0 => replace(source, payload, values::lenient),
        1 => replace(source, payload, values::invalid),
        2 => replace(source, payload, |source, _| values::anything(source, 2)),
        3 => remove(source, payload, Field::accepts_null),
        4 => remove(source, payload, |_| true),
        5 => duplicate(source, payload),
        6 => add_unknown(source, payload),
        7 => reorder(source, payload),
        8 => reorder_all(source, payload),
        9 => change_slug(source, payload),
        10 => escape_name(source, payload),
        _ => replace_object(source, payload),
    }
}

/// Returns the fields of the object at a path.
fn object<'a>(payload: &'a mut Node, path: &str) -> Option<&'a mut Vec<(Node, Node)>> {
    let mut node = payload;
    for part in path.split('.').filter(|part| !part.is_empty()) {
        let Node::Object(fields) = node else { return None };
        node = &mut fields.iter_mut().find(|(name, _)| matches!(name, Node::String(name) if name == part))?.1;
    }
    match node {
        Node::Object(fields) => Some(fields),
        _ => None,
    }
}

/// Returns the index of a documented field in its object.
fn index_of(fields: &[(Node, Node)], field: &Field) -> Option<usize> {
    fields.iter().position(|(name, _)| matches!(name, Node::String(name) if name == field.name()))
}

/// Chooses one of the fields that satisfy the predicate, and its object.
fn choose(source: &mut dyn Source, predicate: fn(&Field) -> bool) -> (&'static Field, &'static Field) {
    let all: Vec<_> = OBJECTS
        .iter()
        .flat_map(|object| table::fields(object).iter().map(move |field| (object, field)))
        .filter(|(_, field)| predicate(field))
        .collect();
    source.pick(&all)
}

fn replace(source: &mut dyn Source, payload: &mut Node, value: fn(&mut dyn Source, &Field) -> Node) {
    // The forms with the most spellings are chosen more often.
    let (parent, field) = if source.one_in(2) {
        choose(source, |field| matches!(field.form, Form::DateTime | Form::Date | Form::Cpf | Form::Code))
    } else {
        choose(source, |field| !matches!(field.form, Form::Object(_)))
    };
    let Some(fields) = object(payload, parent.path) else { return };
    if let Some(index) = index_of(fields, field) {
        fields[index].1 = value(source, field);
    }
}

fn remove(source: &mut dyn Source, payload: &mut Node, predicate: fn(&Field) -> bool) {
    let (parent, field) = choose(source, predicate);
    if let Some(fields) = object(payload, parent.path) {
        if let Some(index) = index_of(fields, field) {
            fields.remove(index);
        }
    }
}

/// Repeats a field, with the same value or another.
fn duplicate(source: &mut dyn Source, payload: &mut Node) {
    let (parent, field) = choose(source, |_| true);
    let Some(fields) = object(payload, parent.path) else { return };
    let Some(index) = index_of(fields, field) else { return };
    let value = match source.below(3) {
        0 => fields[index].1.clone(),
        1 => values::lenient(source, field),
        _ => values::anything(source, 1),
    };
    let name = Node::String(field.name().to_owned());
    fields.insert(source.below(fields.len() + 1), (name, value));
}

fn add_unknown(source: &mut dyn Source, payload: &mut Node) {
    let Some(fields) = object(payload, source.pick(OBJECTS).path) else { return };
    for _ in 0..source.pick(&[1, 2, 3, 1, 2, 40]) {
        let unknown = (values::name(source), values::anything(source, 3));
        fields.insert(source.below(fields.len() + 1), unknown.clone());
        if source.one_in(6) {
            fields.insert(source.below(fields.len() + 1), unknown);
        }
    }
}

fn reorder(source: &mut dyn Source, payload: &mut Node) {
    if let Some(fields) = object(payload, source.pick(OBJECTS).path) {
        for last in (1..fields.len()).rev() {
            fields.swap(last, source.below(last + 1));
        }
    }
}

fn reorder_all(source: &mut dyn Source, payload: &mut Node) {
    let reverse = source.one_in(2);
    for object_field in OBJECTS {
        let Some(fields) = object(payload, object_field.path) else { continue };
        if reverse {
            fields.reverse();
        } else {
            let middle = source.below(fields.len() + 1);
            fields.rotate_left(middle);
        }
    }
}

/// Replaces the slug, and sometimes replaces, removes or repeats the data.
fn change_slug(source: &mut dyn Source, payload: &mut Node) {
    let Some(event) = object(payload, "event") else { return };
    for (name, value) in event {
        if matches!(name, Node::String(name) if name == "slug") {
            *value = Node::String(strings::slug(source));
        }
    }
    let Some(fields) = object(payload, "") else { return };
    let Some(index) = index_of(fields, &DATA) else { return };
    match source.below(8) {
        0..=2 => fields[index].1 = values::anything(source, 3),
        3 => drop(fields.remove(index)),
        4 => fields.push((Node::String("data".to_owned()), values::anything(source, 1))),
        _ => {}
    }
}

/// Spells the name of a field, or the documented slug, with an escape.
fn escape_name(source: &mut dyn Source, payload: &mut Node) {
    let (parent, field) = choose(source, |_| true);
    let Some(fields) = object(payload, parent.path) else { return };
    let Some(index) = index_of(fields, field) else { return };
    if field.form == Form::Slug && source.one_in(2) {
        fields[index].1 = Node::Raw(spelling::quoted(source, SLUG));
    } else {
        fields[index].0 = Node::Raw(spelling::quoted(source, field.name()));
    }
}

/// Replaces an object, possibly the payload itself.
fn replace_object(source: &mut dyn Source, payload: &mut Node) {
    let path = source.pick(OBJECTS).path;
    let node = match source.below(4) {
        0 => Node::Array(Vec::new()),
        1 => Node::Object(Vec::new()),
        2 => values::anything(source, 1),
        _ => Node::Array(vec![Node::Raw("1".to_owned()), Node::String("a".to_owned())]),
    };
    let (parent, name) = path.rsplit_once('.').unwrap_or(("", path));
    if path.is_empty() {
        *payload = node;
    } else if let Some(fields) = object(payload, parent) {
        for (other, value) in fields {
            if matches!(other, Node::String(other) if other == name) {
                *value = node.clone();
            }
        }
    }
}
