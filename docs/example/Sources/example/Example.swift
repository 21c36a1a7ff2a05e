import ApographCore
import Foundation

/// `example CASE FINDINGS`: what the articles of the library's documentation show, one after another.
@main
struct Example {
    static func main() async throws {
        let arguments = CommandLine.arguments
        guard arguments.count == 3 else { fatalError("usage: example CASE FINDINGS") }
        readAnAnswer()
        try await shareAndRatio()
        try openAndVerify(arguments[1])
        try decodeFindings(arguments[2])
    }
}

extension Double {
    /// For print.
    func rounded(to digits: Int) -> String { String(format: "%.\(digits)f", self) }
}
