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
        // Room for most paths, so that they are allocated once.
        let Some(parent) = self.parent else { return String::with_capacity(32) };
        let mut path = parent.join();
        if !path.is_empty() {
            path.push('.');
        }
        path + self.name
    }
}
