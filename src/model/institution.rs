use crate::{Id, wire};

/// The student's institution: `data.institution`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, bon::Builder)]
#[non_exhaustive]
pub struct Institution {
    /// Numerical identifier of the institution.
    #[builder(into)]
    pub id: Id<Institution>,
}

wire::table! {
    Institution "The institution." {
        id: Id<Institution> = "Numerical identifier of the institution.",
    }
}
