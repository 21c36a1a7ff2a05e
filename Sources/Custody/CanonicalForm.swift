import Base

/// Whether JSON stands in its one canonical form (RFC 8785), without making a tree or a copy of it.
///
/// Numbers are not looked at: those of an exhibit are covered by hashes of their digits.
struct CanonicalForm {
    private let bytes: UnsafeRawBufferPointer
    private var position: Int

    /// Where the value that fills `range` of `bytes`, valid JSON, first departs from the canonical form; `nil` where it does not.
    static func fault(in bytes: UnsafeRawBufferPointer, _ range: Range<Int>) -> Int? {
        var form = CanonicalForm(
            bytes: UnsafeRawBufferPointer(rebasing: bytes[..<range.upperBound]), position: range.lowerBound)
        return form.scan() ? nil : form.position
    }

    private init(bytes: UnsafeRawBufferPointer, position: Int) {
        self.bytes = bytes
        self.position = position
    }

    /// Stops at the first byte that does not belong.
    private mutating func scan() -> Bool {
        /// For each open object the name before; `nil` for an array.
        var open: [Range<Int>?] = []
        var expectsName = false
        while position < bytes.count {
            switch bytes[position] {
            case 0x20, 0x09, 0x0A, 0x0D: return false
            case UInt8(ascii: "{"):
                open.append(position..<position)
                expectsName = true
                position += 1
            case UInt8(ascii: "["):
                open.append(nil)
                position += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                _ = open.popLast()
                expectsName = false
                position += 1
            case UInt8(ascii: ","):
                expectsName = (open.last ?? nil) != nil
                position += 1
            case UInt8(ascii: "\""):
                let start = position
                guard string() else { return false }
                guard expectsName, let before = open.last ?? nil else { continue }
                let name = start..<position
                guard before.isEmpty || isOrdered(before, name) else {
                    position = start
                    return false
                }
                open[open.count - 1] = name
                expectsName = false
            default: position += 1
            }
        }
        return true
    }

    private mutating func string() -> Bool {
        position += 1
        while position < bytes.count {
            switch bytes[position] {
            case UInt8(ascii: "\""):
                position += 1
                return true
            case UInt8(ascii: "\\"): guard escape() else { return false }
            default: position += 1
            }
        }
        return false
    }

    /// Only what must be escaped is, and in one way: the short form where there is one, else `\u00` and two lower-case digits.
    private mutating func escape() -> Bool {
        guard position + 1 < bytes.count else { return false }
        if "\"\\bfnrt".utf8.contains(bytes[position + 1]) {
            position += 2
            return true
        }
        guard position + 5 < bytes.count, bytes[position + 1] == UInt8(ascii: "u"),
            bytes[position + 2] == UInt8(ascii: "0"),
            bytes[position + 3] == UInt8(ascii: "0"),
            bytes[position + 4] == UInt8(ascii: "0") || bytes[position + 4] == UInt8(ascii: "1"),
            let digit = Hex.bytes(utf8: UnsafeRawBufferPointer(rebasing: bytes[position + 4...position + 5]))?.first,
            !(UInt8(ascii: "A")...UInt8(ascii: "F")).contains(bytes[position + 5]), ![8, 9, 10, 12, 13].contains(digit)
        else { return false }
        position += 6
        return true
    }

    /// Names stand in the order of their UTF-16 code units, none twice.
    private func isOrdered(_ before: Range<Int>, _ name: Range<Int>) -> Bool {
        let (a, b) = (bytes[before].dropFirst().dropLast(), bytes[name].dropFirst().dropLast())
        if a.allSatisfy({ $0 < 0x80 && $0 != UInt8(ascii: "\\") }),
            b.allSatisfy({ $0 < 0x80 && $0 != UInt8(ascii: "\\") })
        {
            return a.lexicographicallyPrecedes(b)
        }
        func text(_ range: Range<Int>) -> String {
            var reader = JSONReader(bytes, at: range.lowerBound)
            return (try? reader.string()).map { String(decoding: $0, as: UTF8.self) } ?? ""
        }
        return text(before).utf16.lexicographicallyPrecedes(text(name).utf16)
    }
}
