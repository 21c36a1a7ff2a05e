import Base
import Foundation
import GRDB
import Probes

extension CaseStore {
    /// Stores the steps of a run in the order given, in one transaction and durable on return. Each becomes one event.
    ///
    /// Given the same steps and the same clock, two cases of one secret end with the same chain, however the steps were grouped into calls.
    /// - Returns: for each step the row it became; `nil` for an event, and for a response whose key had one already (nothing is stored then).
    /// - Throws: `Problem`; nothing of the call was stored then. A full disk is `.io`.
    @discardableResult
    public func record(_ entries: [CaseEntry]) throws -> [Int64?] {
        try writing { db, log in
            var writer = CaseWriter(db, secret: secret)
            return try entries.map { entry in
                let at = Timestamp.text(now())
                switch entry {
                case .event(let kind, let body):
                    try log.append(kind, body, at: at)
                    return nil
                case .intent(let intent):
                    let stored = try writer.store(intent, at: at)
                    try log.append("intents", canonical: EventBodies.rows([stored]), at: at)
                    return stored.id
                case .failure(let failure):
                    let stored = try writer.store(failure, at: at)
                    try log.append("failures", canonical: EventBodies.rows([stored]), at: at)
                    return stored.id
                case .response(let response):
                    guard let stored = try writer.store(response) else { return nil }
                    try log.append("responses", canonical: EventBodies.rows([stored]), at: at)
                    return stored.id
                }
            }
        }
    }

    /// Records requests before they are sent; each becomes one event.
    ///
    /// - Returns: the row of each intent, for ``NewResponse/intent`` and ``NewFailure/intent``.
    public func recordIntents(_ intents: [NewIntent]) throws -> [Int64] {
        try record(intents.map(CaseEntry.intent)).compactMap { $0 }
    }

    /// Records the answer to an intent.
    ///
    /// - Returns: false where a response of that key is there already; nothing is stored then.
    @discardableResult
    public func recordResponse(_ response: NewResponse) throws -> Bool {
        try record([.response(response)])[0] != nil
    }

    /// Records an attempt that ended without an answer.
    public func recordFailure(_ failure: NewFailure) throws {
        try record([.failure(failure)])
    }

    /// Adds an entry to the event log: a run started, a note, a report made.
    public func log(kind: String, body: JSONValue = .object([])) throws {
        try record([.event(kind: kind, body: body)])
    }

    /// Stores many responses at once, as imports do: one transaction, and one event for every thousand.
    ///
    /// - Returns: how many were new; those whose key had a response already are left as they are.
    @discardableResult
    public func append(_ responses: [NewResponse]) throws -> Int {
        try writing { db, log in
            var writer = CaseWriter(db, secret: secret)
            var batch: [CaseWriter.Stored] = []
            var count = 0
            for response in responses {
                guard let stored = try writer.store(response) else { continue }
                batch.append(stored)
                count += 1
                if batch.count == EventBodies.batch {
                    try log.append("responses", canonical: EventBodies.rows(batch), at: Timestamp.text(now()))
                    batch = []
                }
            }
            if !batch.isEmpty {
                try log.append("responses", canonical: EventBodies.rows(batch), at: Timestamp.text(now()))
            }
            return count
        }
    }
}

/// Event bodies that bind rows into the chain.
enum EventBodies {
    /// Most rows that one event names.
    static let batch = 1000

    /// `{"first": id, "leaves": [leaf hash, …]}` for consecutive rows.
    static func rows(_ stored: [CaseWriter.Stored]) -> [UInt8] {
        var out = Array("{\"first\":\(stored[0].id),\"leaves\":[".utf8)
        for (index, row) in stored.enumerated() {
            if index > 0 { out.append(UInt8(ascii: ",")) }
            out.append(UInt8(ascii: "\""))
            out += Array(Hex.text(row.leaf).utf8)
            out.append(UInt8(ascii: "\""))
        }
        out.append(contentsOf: "]}".utf8)
        return out
    }
}

/// The rows that an event names, read from its canonical body without a JSON tree: an import's event names a thousand.
public struct RowList: Sendable, Hashable {
    /// Id of the first; the others follow without gaps.
    public var first: Int64
    /// Leaf hashes, 32 bytes each.
    public var leaves: [[UInt8]]

    /// - Returns: `nil` where the bytes are not exactly `{"first":n,"leaves":["…",…]}`.
    public init?(canonical body: [UInt8]) {
        let head = Array("{\"first\":".utf8)
        let middle = Array(",\"leaves\":[".utf8)
        guard body.starts(with: head) else { return nil }
        var at = head.count
        var number: Int64 = 0
        while at < body.count, body[at] >= 0x30, body[at] <= 0x39, number < 1 << 53 {
            number = number * 10 + Int64(body[at] - 0x30)
            at += 1
        }
        guard at > head.count, body[at...].starts(with: middle) else { return nil }
        at += middle.count
        var leaves: [[UInt8]] = []
        leaves.reserveCapacity((body.count - at) / 67 + 1)
        while at + 66 <= body.count, body[at] == UInt8(ascii: "\""), body[at + 65] == UInt8(ascii: "\"") {
            var leaf = [UInt8](repeating: 0, count: 32)
            for index in 0..<32 {
                guard let high = RowList.digit(body[at + 1 + 2 * index]),
                    let low = RowList.digit(body[at + 2 + 2 * index])
                else {
                    return nil
                }
                leaf[index] = high << 4 | low
            }
            leaves.append(leaf)
            at += 66
            guard at < body.count, body[at] == UInt8(ascii: ",") else { break }
            at += 1
        }
        guard at + 2 == body.count, body[at] == UInt8(ascii: "]"), body[at + 1] == UInt8(ascii: "}"), !leaves.isEmpty,
            body[at - 1] != UInt8(ascii: ",")
        else { return nil }
        first = number
        self.leaves = leaves
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        default: nil
        }
    }
}
