//! A request in JSON, judged.

use shodaku::engine::error::Error;
use shodaku::engine::normalize::nfkc;
use shodaku::engine::request::Request;
use shodaku::engine::request::error::RequestError;
use shodaku::engine::session::Session;
use shodaku::library::Library;
use shodaku::library::choice::Choice;

/// Reads one request and judges it by the text it names, in the version that governs it.
pub fn judge<'l, 'r>(
    library: &'l Library,
    json: &'r str,
) -> Result<(Session<'r>, Choice<'l>), Error> {
    let request = Request::from_json(json)?;
    let name = request
        .ruleset
        .as_deref()
        .ok_or(RequestError::MissingKey("ruleset"))?;
    library.regulation(name)?.check(request, nfkc)
}
