import Base
import Foundation

/// The text of a suite or set file, checked before a YAML parser sees it.
///
/// Files come from strangers. What can exhaust memory, hide characters or mean two things is refused here with a line number: huge files, other encodings than UTF-8, tabs as indentation, anchors and aliases, deep nesting.
struct SuiteText {
    /// Path as given, for places in errors.
    let path: String
    let text: String

    /// Largest suite file, in bytes; the largest of ours has about 100 kB.
    static let largest = 8 << 20
    /// Deepest nesting of brackets, and of dashes on one line.
    static let deepest = 16
    /// Rightmost column at which a key or an item may start.
    static let rightmost = 48

    /// Reads and checks a file.
    /// - Throws: `Problem` with `suite.unreadable`, `suite.too-large`, or one of those of `init(path:bytes:)`.
    init(contentsOf path: String) throws {
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        guard let attributes, attributes[.type] as? FileAttributeType != .typeDirectory else {
            throw Problem(
                "suite.unreadable", .noInput, "there is no suite file at this path", at: path,
                remedy: "Give the path of a .yaml file, or the name of a suite as `apograph suite show` lists them.")
        }
        if let size = attributes[.size] as? Int, size > Self.largest {
            throw Self.tooLarge(path: path, size: size)
        }
        let data: Data
        do {
            // Never more than is allowed, also where a device or a growing file says nothing of its size.
            let handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
            defer { try? handle.close() }
            data = try handle.read(upToCount: Self.largest + 1) ?? Data()
        } catch {
            throw Problem(
                "suite.unreadable", .noInput, "the file cannot be read: \(error.localizedDescription)", at: path,
                remedy: "Check its permissions.")
        }
        try self.init(path: path, bytes: Array(data))
    }

    /// - Throws: `Problem` with `suite.too-large`, `suite.empty`, `suite.encoding`, `suite.tab`, `suite.anchor` or `suite.nesting`.
    init(path: String, bytes: [UInt8]) throws {
        self.path = path
        guard bytes.count <= Self.largest else { throw Self.tooLarge(path: path, size: bytes.count) }
        var bytes = bytes[...]
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes = bytes.dropFirst(3) }
        let first = bytes.prefix(2)
        if first == [0xFF, 0xFE] || first == [0xFE, 0xFF] || bytes.prefix(4).contains(0) {
            throw Problem(
                "suite.encoding", .data, "the file is not UTF-8 but looks like UTF-16 or UTF-32", at: "\(path):1",
                remedy: "Convert it, for example with: iconv -f UTF-16 -t UTF-8.")
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw Problem(
                "suite.encoding", .data, "a byte sequence on this line is not UTF-8",
                at: "\(path):\(Self.lineOfFirstFault(in: bytes))",
                remedy: "Convert the file, for example with: iconv -f ISO-8859-1 -t UTF-8.")
        }
        self.text = text
        guard bytes.contains(where: { $0 > 0x20 }) else {
            throw Problem(
                "suite.empty", .data, "the file is empty", at: path,
                remedy: "Start one with `apograph suite new NAME`.")
        }
        try checkLines()
    }

    private static func tooLarge(path: String, size: Int) -> Problem {
        Problem(
            "suite.too-large", .data,
            "the file has \(size > largest + 1 ? "\(size)" : "more than \(largest)") bytes, and a suite may have \(largest)",
            at: path,
            remedy: "Split it into several suites, or let a generator make the items.")
    }

    /// Line (from 1) of the first byte that no valid UTF-8 text continues with.
    private static func lineOfFirstFault(in bytes: ArraySlice<UInt8>) -> Int {
        var line = 1
        for part in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
            if String(validating: part, as: UTF8.self) == nil { return line }
            line += 1
        }
        return line
    }

    func place(_ line: Int) -> String { "\(path):\(line)" }
}

// MARK: - What YAML allows and a suite does not need

extension SuiteText {
    /// Follows quotes, brackets and block scalars just far enough to know which characters are structure and which are text.
    private func checkLines() throws {
        var scan = LineScan()
        for (index, line) in text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() {
            let bytes = Array(line.last == 0x0D ? line.dropLast() : line)
            guard let fault = scan.read(bytes) else { continue }
            let place = place(index + 1)
            switch fault {
            case .control(let value):
                throw Problem(
                    "suite.encoding", .data,
                    "there is a control character (U+\(String(format: "%04X", Int(value)))) on this line", at: place,
                    remedy: "Remove it; in a quoted text write it as \\x\(String(format: "%02X", Int(value))).")
            case .tab:
                throw Problem(
                    "suite.tab", .data, "the line is indented with a tab, which YAML forbids", at: place,
                    remedy: "Indent with spaces.")
            case .anchor(let name):
                throw Problem(
                    "suite.anchor", .data, "suites have no YAML anchors or aliases, and here is `\(name)`", at: place,
                    remedy: "Write the value out or use `defaults`; quote the text if the sign belongs to it.")
            case .nesting:
                throw Problem(
                    "suite.nesting", .data, "the nesting is deeper than any suite needs", at: place,
                    remedy: "A suite is a mapping with a list of probes, each a mapping; see `apograph suite new`.")
            }
        }
    }
}

/// State of the scan between two lines.
private struct LineScan {
    enum Fault { case control(UInt8), tab, anchor(String), nesting }

    /// Indentation of the line that opened a block scalar (`|` or `>`); deeper lines are text.
    private var blockScalarParent: Int?
    private var quote: UInt8?
    private var depth = 0

    mutating func read(_ line: [UInt8]) -> Fault? {
        if let control = line.first(where: { $0 < 0x20 && $0 != 0x09 || $0 == 0x7F }) { return .control(control) }
        let indentation = line.prefix { $0 == 0x20 }.count
        let isBlank = line.dropFirst(indentation).allSatisfy { $0 == 0x20 || $0 == 0x09 }
        if let parent = blockScalarParent {
            if isBlank || indentation > parent { return nil }
            blockScalarParent = nil
        }
        if isBlank { return nil }
        if quote == nil, line[indentation] == 0x09 { return .tab }
        return quote == nil && depth == 0
            ? readStructure(line, from: indentation) : readInline(line, from: indentation)
    }

    /// A line of block structure: dashes, keys, and the start of a value.
    private mutating func readStructure(_ line: [UInt8], from start: Int) -> Fault? {
        var i = start
        var dashes = 0
        while i < line.count, line[i] == UInt8(ascii: "-") || line[i] == UInt8(ascii: "?"),
            i + 1 == line.count || line[i + 1] == 0x20
        {
            dashes += 1
            i += 1
            while i < line.count, line[i] == 0x20 { i += 1 }
        }
        if dashes > SuiteText.deepest || start > SuiteText.rightmost { return .nesting }
        return readInline(line, from: i, parent: dashes > 0 && !isKey(line, from: i) ? start : i)
    }

    private func isKey(_ line: [UInt8], from start: Int) -> Bool {
        var i = start
        while i < line.count {
            if line[i] == UInt8(ascii: ":"), i + 1 == line.count || line[i + 1] == 0x20 { return true }
            if line[i] == UInt8(ascii: "\"") || line[i] == UInt8(ascii: "'") { return false }
            i += 1
        }
        return false
    }

    /// Values, flow collections and quoted texts.
    private mutating func readInline(_ line: [UInt8], from start: Int, parent: Int = 0) -> Fault? {
        var i = start
        var atValue = true
        while i < line.count {
            let byte = line[i]
            if let open = quote {
                if open == UInt8(ascii: "\""), byte == UInt8(ascii: "\\") {
                    i += 2
                    continue
                }
                if byte == open {
                    if open == UInt8(ascii: "'"), i + 1 < line.count, line[i + 1] == open {
                        i += 2
                        continue
                    }
                    quote = nil
                    atValue = false
                }
                i += 1
                continue
            }
            switch byte {
            case 0x20, 0x09: break
            case UInt8(ascii: "#") where i == start || line[i - 1] == 0x20: return nil
            case UInt8(ascii: "\"") where atValue, UInt8(ascii: "'") where atValue: quote = byte
            case UInt8(ascii: "&") where atValue, UInt8(ascii: "*") where atValue:
                let name = line[i...].prefix { $0 > 0x20 }
                if name.count > 1 { return .anchor(String(decoding: name, as: UTF8.self)) }
                atValue = false
            case UInt8(ascii: "[") where atValue || depth > 0, UInt8(ascii: "{") where atValue || depth > 0:
                depth += 1
                if depth > SuiteText.deepest { return .nesting }
                atValue = true
            case UInt8(ascii: "]") where depth > 0, UInt8(ascii: "}") where depth > 0:
                depth -= 1
                atValue = false
            case UInt8(ascii: ",") where depth > 0: atValue = true
            case UInt8(ascii: "|") where atValue && depth == 0, UInt8(ascii: ">") where atValue && depth == 0:
                blockScalarParent = parent
                return nil
            case UInt8(ascii: ":") where i + 1 == line.count || line[i + 1] == 0x20: atValue = true
            case UInt8(ascii: "!") where atValue:
                while i + 1 < line.count, line[i + 1] > 0x20 { i += 1 }
            default: atValue = false
            }
            i += 1
        }
        return nil
    }
}
