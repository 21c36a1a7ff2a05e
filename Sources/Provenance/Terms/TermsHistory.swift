import Base
import Foundation

/// One dated version of a document, as an archive recorded it.
public struct TermsVersion: Codable, Sendable, Hashable {
    public var service: String
    /// What the archive calls the document, for example "Commercial Terms".
    public var document: String
    /// When it was recorded, RFC 3339, UTC. The provider may have published it earlier.
    public var captured: String
    /// The day from which it says that it is in force; `nil` where it does not say.
    public var effective: String?
    /// The archive's commit.
    public var commit: String
    /// SHA-256 of the recorded bytes; `nil` where the archive stopped recording the document here.
    public var sha256: String?
    /// SHA-256 of the text.
    public var textSHA256: String?
    /// True where the archive says that its way of reading changed, and not (only) the document.
    public var isTechnical: Bool

    public init(
        service: String, document: String, captured: String, effective: String?, commit: String, sha256: String?,
        textSHA256: String?, isTechnical: Bool
    ) {
        self.service = service
        self.document = document
        self.captured = captured
        self.effective = effective
        self.commit = commit
        self.sha256 = sha256
        self.textSHA256 = textSHA256
        self.isTechnical = isTechnical
    }

    /// The UTC day on which it was recorded.
    public var day: String { String(captured.prefix(10)) }
}

/// All recorded versions of one document, oldest first.
public struct TermsHistory: Sendable, Hashable {
    public var service: String
    public var document: String
    public var versions: [TermsVersion]

    public init(service: String, document: String, versions: [TermsVersion]) {
        self.service = service
        self.document = document
        self.versions = versions.enumerated().sorted {
            ($0.element.captured, $0.offset) < ($1.element.captured, $1.offset)
        }
        .map(\.element)
    }

    /// What was in force on a day.
    public struct Standing: Sendable, Hashable {
        /// The latest version recorded until the end of that day (UTC), by its place; `nil` where the archive begins later.
        public var recorded: Int?
        /// As `recorded`, but without those that say that they come into force later.
        public var inForce: Int?
        /// Versions recorded on that very day.
        public var sameDay: [Int]
        /// The nearest versions with another text before the one in force and after it.
        public var before: Int?
        public var after: Int?
    }

    /// - Parameter day: `yyyy-mm-dd`.
    public func standing(on day: String) -> Standing {
        let recorded = versions.lastIndex { $0.day <= day }
        let inForce = recorded.flatMap { last in
            versions[...last].lastIndex { ($0.effective ?? "") <= day }
        }
        let text = inForce.map { versions[$0].textSHA256 }
        return Standing(
            recorded: recorded, inForce: inForce, sameDay: versions.indices.filter { versions[$0].day == day },
            before: inForce.flatMap { place in versions[..<place].lastIndex { $0.textSHA256 != text } },
            after: (inForce ?? recorded).map { place in
                versions[(place + 1)...].firstIndex { $0.textSHA256 != versions[place].textSHA256 }
            } ?? versions.indices.first)
    }

    /// Texts that differ.
    public var distinctTexts: Int { Set(versions.compactMap(\.textSHA256)).count }
}
