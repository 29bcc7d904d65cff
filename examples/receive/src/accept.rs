//! Which deliveries the service accepts: the response and the worker decide alike.

use toolzz_webhook::{Incoming, audit::Inspection};

/// Returns the event, or the decode error or the report as JSON.
pub fn accept(inspection: Inspection) -> Result<Incoming, String> {
    let errors = match inspection.decoded {
        Err(error) => serde_json::to_string(&error),
        Ok(_) if inspection.report.has_errors() => serde_json::to_string(&inspection.report),
        Ok(incoming) => return Ok(incoming),
    };
    Err(errors.expect("strings and numbers"))
}
