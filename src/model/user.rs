use crate::{Id, table, wire};
use alloc::string::String;
use core::fmt;

/// The student who was enrolled: `data.user`.
///
/// `Debug` redacts `name`, `email`, `cpf`, `nickname` and `uuid`, and shows only whether an optional one is present.
/// [`revealed`](Self::revealed) shows them.
///
/// ```
/// use toolzz_webhook::User;
///
/// let user = User::builder()
///     .id(9)
///     .name("Ana Souza")
///     .email("ana@example.com")
///     .cpf("123.456.789-09")
///     .build();
/// assert_eq!(user.nickname, None);
/// assert!(!format!("{user:?}").contains("ana@example.com"));
/// ```
#[derive(Clone, PartialEq, Eq, Hash, bon::Builder)]
#[builder(
    on(_, into),
    finish_fn(name = build_raw, vis = ""),
    builder_type(doc {
        /// A builder of a [`User`], returned by [`User::builder`]. Set `id`, `name`, `email` and `cpf`, then call
        /// [`build`](Self::build).
    })
)]
#[non_exhaustive]
pub struct User {
    /// Numerical identifier of the user.
    pub id: Id<User>,
    /// Name of the user, unchanged. Null and an absent field decode as an empty string, a number as its digits.
    pub name: String,
    /// Email address of the user, unchanged. Null and an absent field decode as an empty string.
    /// [`Validate`](crate::Validate) checks its syntax.
    pub email: String,
    /// CPF of the user, not validated: parse it into a [`Cpf`](crate::Cpf). Null and an absent field decode as an empty
    /// string. A number is padded to eleven digits, as is a string of fewer digits if the check digits are then valid.
    pub cpf: String,
    /// Nickname of the user, unchanged. An empty string is serialized as it is; it and `false` decode as `None`.
    pub nickname: Option<String>,
    /// Universally unique identifier of the user, unchanged. An empty string and `false` decode as `None`.
    pub uuid: Option<String>,
}

impl<S: user_builder::IsComplete> UserBuilder<S> {
    /// Builds the user. An empty nickname or UUID becomes `None`, as when decoding.
    #[must_use]
    pub fn build(self) -> User {
        let mut user = self.build_raw();
        for optional in [&mut user.nickname, &mut user.uuid] {
            optional.take_if(|string| string.is_empty());
        }
        user
    }
}

table::table! {
    User "The student." {
        id: Id<User> = "Numerical identifier of the user.",
        name: wire::Text = "Name of the user.",
        email: wire::Text = "Email address of the user.",
        cpf: wire::CpfText = "CPF of the user, ddd.ddd.ddd-dd or eleven digits; empty if there is none.",
        nickname: wire::Nullable<wire::Text> = "Nickname of the user, or null.",
        uuid: wire::Nullable<wire::Text> = "Universally unique identifier of the user, or null.",
    }
}

/// The replacement of personal data in `Debug`.
pub(crate) const REDACTED: &str = "[REDACTED]";

/// Stands for personal data in `Debug`.
pub(super) struct Redacted;

impl fmt::Debug for Redacted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(REDACTED)
    }
}

impl fmt::Debug for User {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { id, name: _, email: _, cpf: _, nickname, uuid } = self;
        f.debug_struct("User")
            .field("id", id)
            .field("name", &Redacted)
            .field("email", &Redacted)
            .field("cpf", &Redacted)
            .field("nickname", &nickname.as_ref().map(|_| Redacted))
            .field("uuid", &uuid.as_ref().map(|_| Redacted))
            .finish()
    }
}
