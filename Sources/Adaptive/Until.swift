import Base
import Foundation

/// When asking stops: `lr>=100 or lr<=1/10 or budget`.
public struct Until: Sendable, Hashable, CustomStringConvertible {
    /// The ratios that thresholds were simulated for; one over them below 1.
    public static let ratios = [10, 30, 100]

    /// Stops in favor of kinship from this ratio on; `nil` never.
    public var atLeast: Int?
    /// Stops against it from one over this ratio on; `nil` never.
    public var atMost: Int?
    /// Stops where the next round could pass the spending limit.
    public var budget: Bool

    public var description: String {
        [atLeast.map { "lr>=\($0)" }, atMost.map { "lr<=1/\($0)" }, budget ? "budget" : nil].compactMap(\.self)
            .joined(separator: " or ")
    }

    /// - Throws: `Problem` with `until.unreadable` or `until.ratio`.
    public init(_ text: String) throws {
        budget = false
        let terms = text.lowercased().split(separator: " ").map(String.init).joined(separator: " ")
            .components(separatedBy: " or ").map { $0.filter { $0 != " " } }
        for term in terms {
            if term == "budget" {
                budget = true
            } else if term.hasPrefix("lr>="), let ratio = Int(term.dropFirst(4)), atLeast == nil {
                atLeast = try Self.known(ratio)
            } else if term.hasPrefix("lr<=1/"), let ratio = Int(term.dropFirst(6)), atMost == nil {
                atMost = try Self.known(ratio)
            } else {
                throw Problem(
                    "until.unreadable", .usage, "\"\(term)\" is no reason to stop", at: text,
                    remedy: "Write it as \"lr>=100 or lr<=1/10 or budget\"; each part at most once.")
            }
        }
    }

    private static func known(_ ratio: Int) throws -> Int {
        guard ratios.contains(ratio) else {
            throw Problem(
                "until.ratio", .usage, "no threshold was simulated for a ratio of \(ratio)",
                remedy: "Take 10, 30 or 100: lr>=10, lr<=1/30.")
        }
        return ratio
    }
}

/// What a claim fixes of adaptive asking: one sentence, from which the rule can be read again.
public enum StoppingSentence {
    private static let start =
        "closed questions are chosen by the adaptive plan, version 1 (\(AskingPlan.mostRounds) rounds of \(AskingPlan.round) at most, the ratio looked at after each round and at no other time), until \""

    public static func text(_ until: Until, budget: Double?) -> String {
        start + "\(until)\"" + (budget.map { ", with a budget of \($0) dollars" } ?? "")
    }

    /// The rule of a claim; `nil` where the claim has none.
    public static func read(_ sentence: String) throws -> (until: Until, budget: Double?)? {
        guard sentence.hasPrefix(start) else { return nil }
        let parts = sentence.dropFirst(start.count).split(separator: "\"", maxSplits: 1)
        guard let rule = parts.first else { return nil }
        return (try Until(String(rule)), parts.dropFirst().first?.split(separator: " ").lazy.compactMap { Double($0) }.first)
    }
}
