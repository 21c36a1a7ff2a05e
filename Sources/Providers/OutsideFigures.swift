import Base

extension JSONValue {
    /// What a server counts: a whole number from 0 to a billion; `nil` for anything else.
    var count: Int? { whole.flatMap { (0...1_000_000_000).contains($0) ? $0 : nil } }

    /// An HTTP status (RFC 9110 §15); `nil` for anything else.
    var status: Int? { whole.flatMap { (100...599).contains($0) ? $0 : nil } }
}
