/// A failure that a person can act on: what was wrong, where, and what to do about it.
///
/// Every error that reaches the terminal is one of these. `code` is stable and documented; scripts may compare it.
public struct Problem: Error, Sendable, Hashable, CustomStringConvertible {
    /// The kinds of failure, each with its exit status from sysexits.h.
    public enum Kind: Int32, Sendable {
        /// The command line cannot be used.
        case usage = 64
        /// Input data is broken: a suite, a recording, a case file.
        case data = 65
        /// An input does not exist or cannot be read.
        case noInput = 66
        /// A server or tool that is needed is not there.
        case unavailable = 69
        /// Apograph itself is at fault.
        case software = 70
        /// An output cannot be made.
        case cannotCreate = 73
        /// Reading or writing failed half-way (a full disk).
        case io = 74
        /// It failed now and may work later; the same command goes on.
        case temporary = 75
        /// Not allowed.
        case permission = 77
        /// The configuration (panel, prices) is wrong.
        case configuration = 78
    }

    /// Dotted and stable, for example `suite.duplicate-id`.
    public var code: String
    public var kind: Kind
    /// One sentence without a full stop at the end.
    public var what: String
    /// File and line, model and probe, or byte offset; `nil` where there is no place.
    public var place: String?
    /// What to do, in one sentence.
    public var remedy: String

    public init(
        _ code: String, _ kind: Kind, _ what: String, at place: String? = nil, remedy: String
    ) {
        self.code = code
        self.kind = kind
        self.what = what
        self.place = place
        self.remedy = remedy
    }

    public var description: String {
        (place.map { "\($0): " } ?? "") + what + ". " + remedy
    }
}
