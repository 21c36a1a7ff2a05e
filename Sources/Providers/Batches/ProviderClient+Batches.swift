import Crypto
import Foundation
import Panel

/// What came of fetching the results of a batch.
public struct BatchFetch: Sendable {
    /// Why the file did not come whole.
    public var failure: ProviderFailure?
    /// Of all bytes that came.
    public var sha256: String
}

extension ProviderClient {
    /// The model's batch API; `nil` where it has none.
    public var batches: (any BatchFormat)? { Provider.catalog[model.provider]?.batches?.wire }

    /// Fetches a file of JSON lines and hands over each as it comes, without keys and without its end.
    public func lines(_ call: WireCall, now: Date, each: ([UInt8]) async throws -> Void) async throws -> BatchFetch {
        var hash = SHA256()
        var rest: [UInt8] = []
        var tooLong = false
        let outcome = try await transport.stream(
            actual(call.url), headers: headers(of: call, now: now), totalTimeout: model.connection.limits.totalTimeout
        ) { piece in
            hash.update(data: piece)
            var lines = piece.split(separator: 0x0A, omittingEmptySubsequences: false)[...]
            while lines.count > 1, let line = lines.popFirst() {
                let whole = rest + line
                rest = []
                if !whole.isEmpty { try await each(scrubber.scrubbed(whole) ?? whole) }
            }
            rest += lines.first ?? []
            if rest.count > Transport.bodyLimit {
                tooLong = true
                rest = []
            }
        }
        let sha256 = hash.finalize().map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
        if outcome.failure != nil { return BatchFetch(failure: clean(outcome.failure), sha256: sha256) }
        if let response = outcome.response, !(200..<300).contains(response.status) {
            do throws(ProviderFailure) {
                _ = try format.body(of: clean(response).0, now: now)
            } catch {
                return BatchFetch(failure: clean(error), sha256: sha256)
            }
        }
        if tooLong {
            return BatchFetch(failure: ProviderFailure(.tooLarge, "a line is larger than 50 MB"), sha256: sha256)
        }
        if !rest.isEmpty { try await each(scrubber.scrubbed(rest) ?? rest) }
        return BatchFetch(sha256: sha256)
    }

    /// Reads one result as the answer that it would have been alone.
    public func read(_ response: WireResponse, now: Date) -> Result<WireAnswer, ProviderFailure> {
        Result { () throws(ProviderFailure) in try format.read(response, now: now) }
    }

    public var batchBase: String { base }
}
