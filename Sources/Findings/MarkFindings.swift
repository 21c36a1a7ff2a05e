import Base
import CaseFile
import Foundation
import Marks

/// The outcomes of tests of marks that were kept in the case. They are exact probabilities of their own: no likelihood ratio is made from them, and none of
/// them enters one.
public struct MarkFindings: Codable, Sendable, Hashable {
    public var canaries: [CanaryResult]
    public var watermarks: [WatermarkResult]

    /// The last outcome of each test under each promise; `nil` where none was kept. Of one suspect where one is named.
    public init?(_ events: [CaseEvent], suspect: String?) throws {
        var canaries: [String: CanaryResult] = [:]
        var watermarks: [String: WatermarkResult] = [:]
        for event in events {
            let data = Data(try CanonicalJSON.bytes(event.body))
            if let found = try? JSONDecoder().decode(CanaryResult.self, from: data), found.test == "canary" {
                canaries["\(found.suspect)\u{0}\(found.promise?.sha256 ?? "")"] = found
            } else if let found = try? JSONDecoder().decode(WatermarkResult.self, from: data) {
                watermarks["\(found.suspect)\u{0}\(found.promise.sha256)"] = found
            }
        }
        let isWanted = { (name: String) in suspect == nil || suspect == name }
        self.canaries = canaries.sorted { $0.key < $1.key }.map(\.value).filter { isWanted($0.suspect) }
        self.watermarks = watermarks.sorted { $0.key < $1.key }.map(\.value).filter { isWanted($0.suspect) }
        if self.canaries.isEmpty, self.watermarks.isEmpty { return nil }
    }

    /// Whether some mark was found in what a model answered.
    public func isFound(in model: String) -> Bool {
        canaries.contains { $0.suspect == model && $0.isFound }
            || watermarks.contains { $0.suspect == model && $0.outcome == .found }
    }

    public init(canaries: [CanaryResult], watermarks: [WatermarkResult]) {
        self.canaries = canaries
        self.watermarks = watermarks
    }
}
