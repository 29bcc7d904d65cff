use alloc::string::String;

/// The path of a field, such as `data.user.cpf`, which allocates nothing until it is asked for.
#[derive(Clone, Copy)]
pub struct Path<'a> {
    parent: Option<&'a Path<'a>>,
    name: &'static str,
}

impl Path<'_> {
    /// The path of the value that a walk begins at; its text is empty.
    pub const ROOT: Path<'static> = Path { parent: None, name: "" };

    pub fn field<'a>(&'a self, name: &'static str) -> Path<'a> {
        Path { parent: Some(self), name }
    }

    pub fn to_text(self) -> String {
        let Some(parent) = self.parent else {
            return String::new();
        };
        let mut text = parent.to_text();
        if !text.is_empty() {
            text.push('.');
        }
        text.push_str(self.name);
        text
    }
}
