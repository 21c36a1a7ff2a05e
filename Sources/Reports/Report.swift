import Findings

/// Whom a page is written for.
public enum Audience: String, CaseIterable, Sendable {
    case journalist, court, research, reply
}

/// Pages made from `Findings`. Same findings, same bytes.
public enum Report {
    /// The page for one audience as a self-contained HTML file. Fixed texts of the journalist page exist in every language; the other pages are English.
    ///
    /// - Parameter declared: what was declared of the suspect; a section of the court and research pages.
    public static func html(
        _ findings: Findings, for audience: Audience, language: Language = .en, declared: DeclaredSources? = nil
    ) -> String {
        switch audience {
        case .journalist: JournalistPage.html(findings, language: language)
        case .court: CourtPage.html(findings, declared: declared)
        case .research: ResearchPage.html(findings, declared: declared)
        case .reply: ReplyPage.html(findings)
        }
    }
}
