//! The built pages, served on a port of their own.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use xtask::serve::{Response, Server};

/// One request that the server answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// The path, `/data/bars.json`, without the query.
    pub path: String,
    /// The status of the answer, 200 if all is well.
    pub status: u16,
}

/// Paths, each with the status and content that it is answered with.
type Files = Arc<Mutex<HashMap<String, (u16, Vec<u8>)>>>;

/// `dist/` on a free port of 127.0.0.1, until it is dropped.
pub struct Site {
    server: Server,
    requests: Arc<Mutex<Vec<Request>>>,
    put: Files,
}

impl Site {
    /// Serves `dist/` as `cargo xtask serve` does.
    pub fn start() -> Self {
        Self::with(|_, _| ())
    }

    /// Serves `dist/`, and lets `change` alter each answer by the path of its request: add a content-security
    /// policy, break a MIME type, turn it into an error.
    pub fn with(change: impl Fn(&str, &mut Response) + Send + Sync + 'static) -> Self {
        let dist = xtask::dist::folder();
        assert!(
            dist.join("index.html").exists(),
            "dist/index.html is missing: run `cargo xtask test`, which builds it"
        );
        let requests = Arc::new(Mutex::new(Vec::new()));
        let seen = Arc::clone(&requests);
        let put: Files = Files::default();
        let files = Arc::clone(&put);
        let hook = move |path: &str, response: &mut Response| {
            if let Some((status, content)) = files.lock().expect("no test panics while it holds the files").get(path) {
                answer(response, path, *status, content);
            }
            change(path, response);
            let request = Request { path: path.to_owned(), status: response.status().as_u16() };
            seen.lock().expect("no test panics while it holds the list").push(request);
        };
        let server = Server::start(&dist, Arc::new(hook)).expect("dist/ can be served");
        Self { server, requests, put }
    }

    /// Answers that path with this status and content from now on, in place of what `dist/` has there. The type follows
    /// from the ending.
    pub fn put(&self, path: &str, status: u16, content: &(impl AsRef<[u8]> + ?Sized)) {
        let mut files = self.put.lock().expect("no test panics while it holds the files");
        files.insert(path.to_owned(), (status, content.as_ref().to_owned()));
    }

    /// The address of a path that starts with a slash.
    pub fn url(&self, path: &str) -> String {
        format!("{}{path}", self.server.origin())
    }

    /// All requests so far, in the order of their answers.
    pub fn requests(&self) -> Vec<Request> {
        self.requests.lock().expect("no test panics while it holds the list").clone()
    }
}

fn answer(response: &mut Response, path: &str, status: u16, content: &[u8]) {
    let kind = match path.rsplit('.').next() {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript",
        Some("css") => "text/css",
        Some("wasm") => "application/wasm",
        _ => "application/json",
    };
    *response.status_mut() = status.to_string().parse().expect("the test names a status");
    *response.body_mut() = content.to_owned().into();
    response.headers_mut().remove("content-length");
    response.headers_mut().insert("content-type", kind.parse().expect("a type that is written here"));
}
