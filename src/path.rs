use alloc::string::String;

/// The path of a field, such as `data.user.cpf`, which allocates nothing until it is joined.
#[derive(Clone, Copy)]
pub struct Path<'a> {
    parent: Option<&'a Path<'a>>,
    name: &'static str,
}

impl Path<'_> {
    /// The path of the outermost value, which joins to an empty string.
    pub const ROOT: Path<'static> = Path { parent: None, name: "" };

    pub fn field<'a>(&'a self, name: &'static str) -> Path<'a> {
        Path { parent: Some(self), name }
    }

    /// Joins the names with dots.
    pub fn join(&self) -> String {
        self.with_capacity(0)
    }

    /// Joins the names to a string with room for what a longer path appends.
    fn with_capacity(&self, rest: usize) -> String {
        let len = self.name.len() + 1 + rest;
        let Some(parent) = self.parent else { return String::with_capacity(rest) };
        let mut path = parent.with_capacity(len);
        if !path.is_empty() {
            path.push('.');
        }
        path.push_str(self.name);
        path
    }
}
