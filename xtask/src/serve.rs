//! A static file server on 127.0.0.1: right MIME types, nothing cached.

use std::net::TcpListener;
use std::path::Path;
use std::sync::Arc;
use std::thread;

use anyhow::{Context, Result};
use axum::Router;
use axum::extract::Request;
use axum::http::{HeaderValue, header};
use axum::middleware::{self, Next};
pub use axum::response::Response;
use tokio::sync::oneshot;
use tower_http::services::ServeDir;

/// Sees the path of every request, and may change the answer before it is sent (a policy, a wrong MIME type).
pub type Hook = dyn Fn(&str, &mut Response) + Send + Sync;

/// Serves a folder from a thread of its own until it is dropped.
pub struct Server {
    origin: String,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<thread::JoinHandle<()>>,
}

impl Server {
    /// Serves `folder` on any free port.
    pub fn start(folder: &Path, hook: Arc<Hook>) -> Result<Self> {
        let listener = TcpListener::bind(("127.0.0.1", 0)).context("no free port on 127.0.0.1")?;
        let origin = format!("http://{}", listener.local_addr()?);
        let app = app(folder, hook);
        let (stop, stopped) = oneshot::channel();
        let thread = thread::spawn(move || {
            block_on(async move {
                tokio::select! {
                    served = serve(listener, app) => served,
                    _ = stopped => Ok(()),
                }
            })
            .expect("the test server runs until it is stopped");
        });
        Ok(Self { origin, stop: Some(stop), thread: Some(thread) })
    }

    /// Scheme, host and port: `http://127.0.0.1:43121`.
    pub fn origin(&self) -> &str {
        &self.origin
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if let Some(stop) = self.stop.take() {
            stop.send(()).ok();
        }
        if let Some(thread) = self.thread.take() {
            thread.join().ok();
        }
    }
}

/// Serves `folder` and says where, until the process is ended.
pub fn forever(folder: &Path, port: Option<u16>) -> Result<()> {
    let listener = match port {
        Some(port) => {
            TcpListener::bind(("127.0.0.1", port)).with_context(|| format!("port {port} cannot be listened on"))?
        }
        None => {
            let free = (8080..8180).find_map(|port| TcpListener::bind(("127.0.0.1", port)).ok());
            free.context("all ports from 8080 to 8179 are taken; choose another with --port")?
        }
    };
    println!("\nServing {} at http://{}/ (end with Ctrl-C)", folder.display(), listener.local_addr()?);
    block_on(serve(listener, app(folder, Arc::new(|_, _| ()))))
}

fn app(folder: &Path, hook: Arc<Hook>) -> Router {
    let answer = move |request: Request, next: Next| {
        let hook = Arc::clone(&hook);
        async move {
            let path = request.uri().path().to_owned();
            let mut response = next.run(request).await;
            response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
            hook(&path, &mut response);
            response
        }
    };
    Router::new().fallback_service(ServeDir::new(folder)).layer(middleware::from_fn(answer))
}

async fn serve(listener: TcpListener, app: Router) -> Result<()> {
    listener.set_nonblocking(true)?;
    axum::serve(tokio::net::TcpListener::from_std(listener)?, app).await?;
    Ok(())
}

fn block_on(task: impl Future<Output = Result<()>>) -> Result<()> {
    tokio::runtime::Builder::new_current_thread().enable_all().build()?.block_on(task)
}
