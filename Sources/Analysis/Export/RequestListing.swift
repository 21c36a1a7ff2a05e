import Base
import CaseFile
import Panel
import Probes

/// Every request of a case with what came of it: the custody of each single answer.
public struct RequestListing: Sendable {
    public struct Entry: Sendable {
        public var request: StoredRequest
        public var endpoint: String
    }

    public private(set) var entries: [Entry] = []

    /// - Throws: `Problem`, as reading a case does.
    public init(_ store: CaseStore) throws {
        let endpoints = Dictionary(
            try store.models().map { ($0.id, $0.endpoint ?? $0.provider) }, uniquingKeysWith: { first, _ in first })
        try store.forEachRequest { entries.append(.init(request: $0, endpoint: endpoints[$0.model] ?? "")) }
    }
}
