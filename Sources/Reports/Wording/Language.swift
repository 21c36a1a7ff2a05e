/// A language that fixed texts exist in.
public enum Language: String, CaseIterable, Sendable, Codable {
    case en, de, fr
}

/// One fixed text in every language. `{name}` is filled in, `**…**` is stressed.
struct Trio: Sendable, Equatable {
    var en: String
    var de: String
    var fr: String

    init(_ en: String, _ de: String, _ fr: String) {
        self.en = en
        self.de = de
        self.fr = fr
    }

    subscript(language: Language) -> String {
        switch language {
        case .en: en
        case .de: de
        case .fr: fr
        }
    }
}

/// A family of fixed texts. All families together are the one table of `Phrases.all`.
protocol Phrase: CaseIterable, RawRepresentable<String>, Sendable {
    var trio: Trio { get }
}
