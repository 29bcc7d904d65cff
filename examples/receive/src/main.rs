//! Receives deliveries over HTTP: a web service with axum.
//!
//! ```sh
//! cargo run -p receive                 # on 127.0.0.1:3000
//! cargo run -p receive 0.0.0.0:8080    # on another address
//! curl -i --data-binary @body.json http://127.0.0.1:3000/webhooks/toolzz
//! ```

use std::{env, io};
use tokio::net::TcpListener;

#[tokio::main]
async fn main() -> io::Result<()> {
    tracing_subscriber::fmt().with_writer(io::stderr).init();
    let address = env::args().nth(1).unwrap_or_else(|| "127.0.0.1:3000".into());
    let listener = TcpListener::bind(&address).await?;
    tracing::info!(address = %listener.local_addr()?, "listening");
    let app = receive::app(|webhook| {
        tracing::info!(user = %webhook.data.user.id, course = %webhook.data.course.id, "enrolled");
    });
    axum::serve(listener, app).await
}
