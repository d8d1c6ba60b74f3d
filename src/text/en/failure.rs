//! Why there is nothing to read, and what to do about it, in English.

use crate::complaint::Failure;
use crate::format;
use crate::limits::MAX_TEXT;
use crate::text::Lang;

/// The message and the mend.
pub fn failure(failure: &Failure) -> (String, String) {
    let say = |message: &str, mend: &str| (message.to_owned(), mend.to_owned());
    match failure {
        Failure::HttpStatus(status) => (
            format!("The server answered {status} when asked for the figures."),
            "Check the address in “src” and that the file may be read.".to_owned(),
        ),
        Failure::Unreachable => say(
            "The figures could not be loaded.",
            "Check the network, the address in “src”, connect-src in the policy (CSP) of the page, and CORS if they come from another origin.",
        ),
        Failure::NoServer => say(
            "A page opened from a file (file://) cannot read the file with the figures.",
            "Put the JSON inside the element, or open the page through a web server.",
        ),
        Failure::Timeout => say("The server did not answer in time.", "Try again later, or check the server."),
        Failure::Html => say(
            "There are HTML tags in place of figures, perhaps a web page.",
            "Check the address in “src” (an error page, a login page?), or take away the tags that an editor put around the JSON.",
        ),
        Failure::NoData => say(
            "There are no figures yet.",
            "Add “src”, JSON inside the element, or the attributes “label” and “value”.",
        ),
        Failure::TooLarge => (
            format!("There are more than {} bytes.", format::number(MAX_TEXT as f64, 0, Lang::En)),
            "Leave some out, or divide them.".to_owned(),
        ),
        Failure::Unclosed => say(
            "The rest of the page stands within this <indicator-widget>, whose tag is not closed.",
            "Write </indicator-widget> where its own words end; “/>” closes nothing.",
        ),
        Failure::Unreadable => say(
            "The object that the page gave as “indicators” cannot be read.",
            "Give an object of what JSON can hold, not nested without end, or JSON text.",
        ),
    }
}
