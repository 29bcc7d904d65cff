use core::fmt;

/// The path of a field, such as `data.user.cpf`, which allocates nothing until it is formatted.
#[derive(Clone, Copy)]
pub struct Path<'a> {
    parent: Option<&'a Path<'a>>,
    name: &'static str,
}

impl Path<'_> {
    /// The path of the outermost value, which formats as an empty string.
    pub const ROOT: Path<'static> = Path { parent: None, name: "" };

    pub fn field<'a>(&'a self, name: &'static str) -> Path<'a> {
        Path { parent: Some(self), name }
    }
}

impl fmt::Display for Path<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.parent {
            None => Ok(()),
            Some(Path { parent: None, .. }) => f.write_str(self.name),
            Some(parent) => write!(f, "{parent}.{}", self.name),
        }
    }
}
