//! JSON (RFC 8259): the primitives of the reader, escapes, the writer and positions. Nothing here knows a model.

mod cursor;
mod escape;
mod minified;
mod position;
mod scalar;
mod writer;

pub use cursor::{ObjectCursor, scalar, skip, whitespace};
pub use minified::minified;
pub use position::position;
pub use scalar::{LoneSurrogate, Scalar, Str};
pub use writer::write_string;
