import Answers
import Base
import CaseFile
import Foundation
import Kinship
import Normalization
import Probes

/// What the figures of a case are made of: the readings of its closed answers, how its questions are grouped, and the calibration.
///
/// An independent program starts from it (`docs/method.md`, section 1; `python/`, and `recompute.py` in an exhibit).
public struct ReadingListing: Codable, Sendable {
    public static let format = "apograph-readings-1"

    public struct Question: Codable, Sendable {
        public var suite: String
        public var version: String
        public var probe: String
        /// The answer type's name, as suites write it.
        public var type: String
        public var tags: [String]
        /// The wording that questions are grouped by; of a private suite withheld.
        public var prompt: String
        /// The first right answer as the suite has it; `nil` where it has none.
        public var truth: String?
        /// False where nobody knows what is right.
        public var keyed: Bool
        /// Distinct canonical readings in the order in which they first come.
        public var readings: [String]
        /// Places in `readings` of those that count as right.
        public var right: [Int]
        /// One entry a model: `nil` where it was not asked, else its samples: places in `readings`, or one of `Mark`.
        public var answers: [[Int]?]
    }

    /// What stands in the place of a reading.
    public enum Mark: Int, Sendable {
        case abstained = -1
        case unreadable = -2
        case empty = -3
    }

    /// Open prompts that are compared: how many a model was asked, and how many of its answers hold nothing.
    public struct Open: Codable, Sendable, Hashable {
        public var asked = 0
        public var empty = 0
    }

    public var format = Self.format
    public var analysis = Analyzer.version
    public var normalizer = Normalizer.version
    /// In the order of the panel.
    public var models: [String]
    public var open: [Open]
    public var openPrompts: Int
    public var questions: [Question]
    public var calibration: Calibration

    /// - Throws: `Problem`, as reading a case does, and `KinshipError` where the shipped calibration is damaged.
    public init(_ store: CaseStore) async throws {
        let sheet = try AnswerSheet(store)
        let prompts = try await AnswerTable(sheet).open
        models = sheet.models
        openPrompts = prompts.count
        open = sheet.models.indices.map { model in
            prompts.reduce(into: Open()) { open, prompt in
                guard let said = prompt.said[model] else { return }
                open.asked += 1
                if said.first?.contains(where: { !$0.isWhitespace }) != true { open.empty += 1 }
            }
        }
        let closed = sheet.closed.filter { $0.probe.answer != nil }
        questions = zip(closed, await AnswerTable.read(closed)).map(Question.init)
        calibration = try Calibration.shipped()
    }

    /// One line, keys sorted, a line feed at the end: same case, same bytes.
    public func json() throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return try encoder.encode(self) + Data("\n".utf8)
    }
}

extension ReadingListing.Question {
    fileprivate init(_ question: AnswerSheet.Question, _ read: AnswerTable.ReadQuestion) {
        suite = question.id.suite
        version = question.id.version
        probe = question.id.probe
        type = question.probe.answer?.type.rawValue ?? ""
        prompt = question.probe.prompt
        tags = Set(question.probe.tags).sorted()
        truth =
            switch question.probe.answer?.expectation {
            case .truth where question.probe.isWithheld: Probe.withheldText
            case .truth(let values): values.first
            default: nil
            }
        keyed = !read.isKeyless
        var place: [String: Int] = [:]
        var readings: [String] = []
        var right: Set<Int> = []
        answers = zip(question.said, read.answers).map { said, cell in
            guard said != nil else { return nil }
            return cell.samples.map { answer in
                switch answer.state {
                case .right, .wrong, .answered:
                    let key = answer.key ?? ""
                    let found = place[key] ?? readings.count
                    if found == readings.count {
                        place[key] = found
                        readings.append(key)
                    }
                    if answer.state == .right { right.insert(found) }
                    return found
                case .abstained: return ReadingListing.Mark.abstained.rawValue
                case .unparsed: return ReadingListing.Mark.unreadable.rawValue
                case .missing, .notAsked: return ReadingListing.Mark.empty.rawValue
                }
            }
        }
        self.readings = readings
        self.right = right.sorted()
    }
}
