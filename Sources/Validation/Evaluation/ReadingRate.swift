import Answers
import Base
import Kinship
import Normalization
import Probes

/// How many of a recording's closed answers the normalizer can read: what is not read cannot be compared.
public struct ReadingRate: Codable, Sendable, Hashable {
    public var data: String
    public var models: Int
    public var items: Int
    /// Answers in which something stands.
    public var answers: Int
    /// Those that give a reading of the item's type, or say that they give none.
    public var read: Int
    /// The part of `read` that abstains, denies or refuses.
    public var silent: Int
    /// Nothing was recorded, or nothing but white space.
    public var empty: Int
    /// Models of which more than 1 % is not read, the worst first, with their numbers of unread answers.
    public var worst: [Model]

    /// One model's answers.
    public struct Model: Codable, Sendable, Hashable {
        public var model: String
        public var unread: Int
        public var answers: Int
    }

    /// Part of the answers that is read, 0…1; 1 where there is none.
    public var rate: Double { answers > 0 ? Double(read) / Double(answers) : 1 }

    enum CodingKeys: String, CodingKey { case data, models, items, answers, read, silent, empty, worst }
}

extension AnswerSheet {
    /// What the first answer to each of some questions says by itself, in the order of questions and models; `nil` for an empty one.
    private static func readings(_ items: [Question]) async -> [[Reading.Kind?]] {
        await Parallel.map(items.count) { index in
            let question = items[index]
            return question.said.enumerated().map { model, said -> Reading.Kind? in
                guard let text = said?.first, text.contains(where: { !$0.isWhitespace }) else { return nil }
                let isCut = question.cut.isEmpty ? false : question.cut[model].first ?? false
                return Normalizer.reading(
                    of: text, as: question.probe.answer ?? AnswerSpec(type: .word), isCut: isCut
                ).kind
            }
        }
    }

    /// Reads every closed answer by itself; `nil` without closed probes.
    public func readingRate() async -> ReadingRate? {
        let items = closed
        guard !items.isEmpty else { return nil }
        let kinds = await Self.readings(items)
        var out = ReadingRate(
            data: name, models: models.count, items: items.count, answers: 0, read: 0, silent: 0, empty: 0, worst: [])
        for (model, name) in models.enumerated() {
            var one = ReadingRate.Model(model: name, unread: 0, answers: 0)
            for kind in kinds.map({ $0[model] }) {
                guard let kind else {
                    out.empty += 1
                    continue
                }
                one.answers += 1
                if kind == .unparsed { one.unread += 1 }
                if kind != .unparsed, kind != .answered { out.silent += 1 }
            }
            out.answers += one.answers
            out.read += one.answers - one.unread
            if one.unread * 100 > one.answers { out.worst.append(one) }
        }
        out.worst.sort { ($1.unread, $0.model) < ($0.unread, $1.model) }
        return out
    }
}

extension EvaluationTable {
    /// What could be read, for a terminal.
    public static func lines(_ rates: [ReadingRate]) -> [String] {
        rates.flatMap { rate in
            [
                "\(rate.data): \(rate.read) of \(rate.answers) answers read (\(percent(rate.read, rate.answers))), "
                    + "\(rate.silent) of them silent; \(rate.empty) empty; \(rate.models) models, \(rate.items) items"
            ]
                + rate.worst.prefix(5).map {
                    "  \($0.model): \($0.unread) of \($0.answers) unread (\(percent($0.unread, $0.answers)))"
                }
        }
    }

    private static func percent(_ part: Int, _ all: Int) -> String {
        let share = all > 0 ? Double(part) / Double(all) : 1
        // Rounded down: 99 % is a claim.
        let hundredths = (share * 10_000).rounded(.down) / 100
        return "\(hundredths) %"
    }
}
