/// Writes JSON without white space: strings with the escapes of RFC 8785 and no others, numbers as ECMAScript writes them.
struct JSONWriter {
    var out: [UInt8] = []
    /// Members ordered by the UTF-16 code units of their names, and not as they stand.
    let sorted: Bool

    init(sorted: Bool) { self.sorted = sorted }

    /// Appends `value`; `objection` is called with what a strict reader could not take (no number, an integer that a double cannot hold, a name
    /// that stands twice in a sorted object) and may throw.
    mutating func write<Failure: Error>(
        _ value: JSONValue, objecting objection: (String) throws(Failure) -> Void
    ) throws(Failure) {
        switch value {
        case .null: out += "null".utf8
        case .bool(let flag): out += (flag ? "true" : "false").utf8
        case .integer(let integer):
            // A large whole number that a double holds, as doubles are written, reads back as an integer and is the same.
            if integer.magnitude >= 1 << 53, CanonicalJSON.ecmaScript(Double(integer)) != String(integer) {
                try objection("the integer \(integer) is beyond ±(2^53 − 1)")
            }
            out += String(integer).utf8
        case .number(let number):
            let text = CanonicalJSON.ecmaScript(number)
            if text == nil { try objection("\(number) is no JSON number") }
            out += (text ?? "null").utf8
        case .string(let text): CanonicalJSON.append(string: text, to: &out)
        case .array(let values):
            out.append(UInt8(ascii: "["))
            for (index, element) in values.enumerated() {
                if index > 0 { out.append(UInt8(ascii: ",")) }
                try write(element, objecting: objection)
            }
            out.append(UInt8(ascii: "]"))
        case .object(let members):
            let members =
                sorted ? members.sorted { $0.key.utf16.lexicographicallyPrecedes($1.key.utf16) } : members
            out.append(UInt8(ascii: "{"))
            for (index, member) in members.enumerated() {
                if index > 0 {
                    if sorted, members[index - 1].key.utf8.elementsEqual(member.key.utf8) {
                        try objection("the key \"\(member.key)\" stands twice in one object")
                    }
                    out.append(UInt8(ascii: ","))
                }
                CanonicalJSON.append(string: member.key, to: &out)
                out.append(UInt8(ascii: ":"))
                try write(member.value, objecting: objection)
            }
            out.append(UInt8(ascii: "}"))
        }
    }
}

extension JSONValue {
    /// The value as bytes, without spaces; what is no number becomes null.
    ///
    /// - Parameter sorted: members ordered by name, so that the same value gives the same bytes; otherwise as they stand.
    public func bytes(sorted: Bool = false) -> [UInt8] {
        var writer = JSONWriter(sorted: sorted)
        writer.write(self) { _ in }
        return writer.out
    }
}
