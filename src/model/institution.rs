use super::read_and_write_as_wire;
use crate::Id;
use serde::{Deserialize, Serialize};

/// The institution whose student was enrolled: `data.institution`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, bon::Builder)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Institution {
    /// Numerical identifier of the institution.
    #[builder(into)]
    pub id: Id<Institution>,
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "Institution")]
struct Wire {
    id: Id<Institution>,
}

read_and_write_as_wire!(Institution);
