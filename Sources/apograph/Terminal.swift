import Base
import Foundation
import Probes

/// What a person sees on a terminal. Results go to standard output, everything else to standard error.
enum Terminal {
    /// True where standard error is a terminal and colour is welcome (https://no-color.org).
    static let isInteractive =
        isatty(STDERR_FILENO) == 1 && ProcessInfo.processInfo.environment["NO_COLOR"] == nil

    /// Prints a problem as what, where and what to do.
    static func complain(_ problem: Problem) {
        var lines = [isInteractive ? "\u{1B}[31merror:\u{1B}[0m" : "error:"]
        lines[0] += " \(visible(problem.what))"
        if let place = problem.place { lines.append("   at: \(visible(place))") }
        lines.append("   do: \(visible(problem.remedy))")
        note(lines.joined(separator: "\n"))
    }

    /// What long work does now: one line that is written over on a terminal, a line each elsewhere.
    static func step(_ text: String) {
        if isInteractive {
            FileHandle.standardError.write(Data("\r\u{1B}[K\(visible(text)) …".utf8))
        } else {
            note(visible(text))
        }
    }

    /// Clears the line of `step`.
    static func stepsDone() {
        if isInteractive { FileHandle.standardError.write(Data("\r\u{1B}[K".utf8)) }
    }

    /// A line on standard error.
    static func note(_ line: String) {
        FileHandle.standardError.write(Data((line + "\n").utf8))
    }

    /// Text from a model, a file or a server, with control and bidirectional characters shown and not obeyed.
    static func visible(_ text: String) -> String {
        var out = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar.properties.generalCategory {
            case .control where scalar != "\n" && scalar != "\t",
                .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse:
                out.append(
                    contentsOf: "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
                        .unicodeScalars)
            default: out.append(scalar)
            }
        }
        return String(out)
    }
}
