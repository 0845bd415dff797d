//! Who may ask: everybody on this machine, or whoever knows the token.

use std::path::PathBuf;

use saring_http::{ServeError, Server, TokenError};

use super::harness::{Service, app, config};

const TOKEN: &str = "0123456789abcdef-token";

fn token_file(text: &str) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("token");
    std::fs::write(&path, text).unwrap();
    (folder, path)
}

#[test]
fn a_token_is_asked_for_everywhere_but_at_the_door() {
    let (_folder, path) = token_file(&format!("  {TOKEN} \nsecond line\n"));
    let service = Service::with(|config| config.token_file = Some(path));
    for open in ["/healthz", "/readyz"] {
        assert_eq!(service.get(open).status, 200, "{open}");
    }
    let bearer = format!("Bearer {TOKEN}");
    for path in ["/v1/packs", "/v1/schemas", "/v1/problems", "/openapi.json", "/docs", "/metrics", "/nowhere"] {
        let answer = service.get(path);
        answer.problem(401, "unauthorized");
        assert_eq!(answer.header("www-authenticate"), Some("Bearer realm=\"saring\""));
        let admitted = service.get_with(path, &[("authorization", bearer.as_str())]);
        assert_eq!(admitted.status, if path == "/nowhere" { 404 } else { 200 }, "{path}");
    }
    let upper = format!("BEARER   {TOKEN}");
    assert_eq!(service.get_with("/v1/packs", &[("authorization", upper.as_str())]).status, 200);
}

#[test]
fn other_tokens_do_not_pass() {
    let (_folder, path) = token_file(TOKEN);
    let service = Service::with(|config| config.token_file = Some(path));
    let longer = format!("Bearer {TOKEN}x");
    let basic = format!("Basic {TOKEN}");
    for wrong in ["Bearer", "Bearer ", "Bearer x", "Bearer second line", TOKEN, longer.as_str(), basic.as_str()] {
        service.get_with("/v1/packs", &[("authorization", wrong)]).problem(401, "unauthorized");
    }
}

async fn refused(bind: &str, token_file: Option<PathBuf>) -> ServeError {
    let mut config = config();
    config.bind = bind.parse().unwrap();
    config.token_file = token_file;
    Server::bind(config, app()).await.map(drop).unwrap_err()
}

#[test]
fn a_server_that_strangers_could_reach_wants_a_token() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        for address in ["0.0.0.0:0", "[::]:0", "192.0.2.1:0"] {
            let error = refused(address, None).await;
            assert!(matches!(error, ServeError::Unguarded { .. }), "{address}: {error:?}");
            assert!(error.help().contains("127.0.0.1"));
        }
        let (_folder, path) = token_file(TOKEN);
        let mut open = config();
        open.bind = "0.0.0.0:0".parse().unwrap();
        open.token_file = Some(path);
        assert_ne!(Server::bind(open, app()).await.unwrap().local_addr().port(), 0);
    });
}

#[test]
fn token_files_that_are_of_no_use() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        for (text, bytes) in [("", 0), ("short\n", 5), ("\n0123456789abcdef", 0)] {
            let (_folder, path) = token_file(text);
            let error = refused("127.0.0.1:0", Some(path)).await;
            assert!(
                matches!(&error, ServeError::Token(TokenError::TooShort { bytes: found, .. }) if *found == bytes),
                "{error:?}"
            );
        }
        let (_folder, path) = token_file("0123456789 abcdef");
        let error = refused("127.0.0.1:0", Some(path)).await;
        assert!(matches!(error, ServeError::Token(TokenError::Unprintable { .. })), "{error:?}");
        let error = refused("127.0.0.1:0", Some("/nowhere/token".into())).await;
        assert!(matches!(error, ServeError::Token(TokenError::Unreadable { .. })), "{error:?}");
    });
}

#[test]
fn a_port_that_is_taken_is_told() {
    let service = Service::start();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let error = runtime.block_on(refused(&service.address.to_string(), None));
    assert!(matches!(error, ServeError::Bind { .. }), "{error:?}");
    assert_eq!(error.to_string(), format!("cannot listen on `{}`", service.address));
}
