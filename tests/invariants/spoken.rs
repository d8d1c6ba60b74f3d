//! What is said: every complaint is complete, and no words hold what would only confuse.

use indicator_widget::complaint::Severity;
use indicator_widget::describe::{Kind, Page};
use indicator_widget::model::{Document, Member};
use indicator_widget::read::Reading;

/// Every complaint says where, what and how to mend it; where there is nothing to show, or an indicator was refused,
/// an error says why.
pub fn check_complaints(reading: &Reading) {
    for complaint in &reading.complaints {
        let parts = [&*complaint.path, &complaint.message, &complaint.mend, complaint.code];
        assert!(parts.iter().all(|words| !words.trim().is_empty()), "{complaint:?}");
        // A line of a file has at least the root before it.
        let line = complaint.path.strip_prefix(':').and_then(|line| line.parse::<usize>().ok());
        assert_eq!(line, None, "{complaint:?}");
        parts.iter().for_each(|words| check_words(words));
    }
    let errors = reading.complaints.iter().filter(|complaint| complaint.severity == Severity::Error).count();
    match &reading.document {
        None => assert!(errors > 0, "nothing is shown, and nothing says why"),
        Some(document) => {
            let refused = document.groups.iter().flat_map(|group| &group.members);
            let refused = refused.filter(|member| matches!(member, Member::Refused { .. })).count();
            assert!(refused <= errors, "{refused} were refused for {errors} errors");
        }
    }
}

/// The page says as much as the document holds.
pub fn check_page(document: &Document, page: &Page) {
    let figures = || page.groups.iter().flat_map(|group| &group.figures);
    let members = document.groups.iter().map(|group| group.members.len()).sum::<usize>();
    assert_eq!(figures().count(), members, "an entry for every indicator");
    for figure in figures() {
        let changes = figure.changes.iter().flat_map(|change| [&change.amount, &change.versus]);
        let heads = figure.headlines.iter().map(|headline| &headline.figure);
        let words = [&figure.label, &figure.sentence]
            .into_iter()
            .chain(&figure.remarks)
            .chain(&figure.note)
            .chain(&figure.doubts);
        words.chain(changes).chain(heads).for_each(|words| check_words(words));
        assert!(figure.kind == Kind::Refused || !figure.label.is_empty(), "a caption");
    }
}

/// No control characters, and nothing that turns the direction of reading around.
pub fn check_words(words: &str) {
    let bad = words.chars().find(|&character| {
        character.is_control() || matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    });
    assert_eq!(bad, None, "in {words:?}");
}
