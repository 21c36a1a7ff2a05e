import Analysis
import CaseFile
import Foundation
import Kinship
import Normalization
import Reports

/// What stands behind a figure, as a report of an error needs it.
enum Versions {
    static func text() throws -> String {
        let made = try Calibration.shipped().made
        #if DEBUG
            let build = "debug"
        #else
            let build = "release"
        #endif
        let rows = [
            ("apograph", Apograph.version), ("analysis", Analyzer.version), ("normalizer", Normalizer.version),
            ("calibration", "\(made.date) on \(made.recordings.joined(separator: ", "))"),
            ("SQLite", try SQLiteLibrary.version()), ("libxml2", XMLLibrary.version),
            ("build", build + ", Swift language mode 6"),
        ]
        return rows.map { $0.0.padding(toLength: 12, withPad: " ", startingAt: 0) + $0.1 }.joined(separator: "\n")
    }
}
