import Base
import Foundation

/// How often closed answers alone mislead in panels of some size: `Data/sizes.json`. The error rates of large panels are no rates of small ones.
public struct SizeRates: Sendable, Hashable, Codable {
    /// Pairs of strangers in panels drawn at random from one recording.
    public struct Row: Sendable, Hashable, Codable {
        public var recording: String
        /// Models beside the pair, and questions.
        public var references: Int
        public var questions: Int
        public var strangers: Int
        /// Of these, with LR of 10 and of 100 or more, before any bound.
        public var overTen: Int
        public var overHundred: Int

        public init(
            recording: String, references: Int, questions: Int, strangers: Int, overTen: Int, overHundred: Int
        ) {
            self.recording = recording
            self.references = references
            self.questions = questions
            self.strangers = strangers
            self.overTen = overTen
            self.overHundred = overHundred
        }
    }

    /// The command that made it.
    public var made: String
    public var rows: [Row]

    public init(made: String, rows: [Row]) {
        self.made = made
        self.rows = rows
    }

    /// - Throws: `KinshipError.damagedData` where the file is missing or cannot be read.
    public static func shipped() throws(KinshipError) -> SizeRates {
        guard let url = Bundle.module.url(forResource: "sizes", withExtension: "json", subdirectory: "Data"),
            let data = try? Data(contentsOf: url), let found = try? JSONDecoder().decode(SizeRates.self, from: data)
        else { throw .damagedData("Data/sizes.json is missing or cannot be read") }
        return found
    }

    /// The row for a case: of each recording the largest size tested that the case reaches, of these the one with the most strangers at LR 10.
    /// - Returns: `nil` where the case is smaller than all that was tested.
    public func row(references: Int, questions: Int) -> Row? {
        Set(rows.map(\.recording)).sorted().compactMap { recording in
            rows.filter {
                $0.recording == recording && $0.references <= references && $0.questions <= questions
                    && $0.strangers > 0
            }.max { ($0.references, $0.questions) < ($1.references, $1.questions) }
        }.max { $0.share < $1.share }
    }
}

extension SizeRates.Row {
    fileprivate var share: Double { Double(overTen) / Double(strangers) }
}
