use crate::{Id, table};

/// The institution of the student: `data.institution`.
///
/// ```
/// use toolzz_webhook::Institution;
///
/// let institution = Institution::builder().id(12345).build();
/// assert_eq!(institution.id, 12345);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, bon::Builder)]
#[non_exhaustive]
pub struct Institution {
    /// Numerical identifier of the institution.
    #[builder(into)]
    pub id: Id<Institution>,
}

table::table! {
    Institution "The institution." {
        id: Id<Institution> = "Numerical identifier of the institution.",
    }
}
