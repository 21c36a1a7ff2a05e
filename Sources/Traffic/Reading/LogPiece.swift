import Base

/// A piece of a log that holds whole records.
struct LogPiece: Sendable {
    enum Shape: Sendable, Hashable {
        /// One record a line.
        case lines
        /// JSON values, cut where `ends` says.
        case values
        /// Comma-separated values under this header.
        case table([String])
    }

    var shape: Shape
    var bytes: [UInt8]
    /// Where records end; empty for lines.
    var ends: [Int] = []
    /// Line of the file on which the piece begins, from 1.
    var line: Int
    var path: String
}

/// Cuts a log into pieces without reading any record.
///
/// Memory is bounded: what is longer than ``recordLimit`` is passed over and counted.
struct LogCutter {
    static let pieceSize = 4 << 20
    /// The longest record that is read.
    static let recordLimit = 16 << 20

    private let stream: PackedStream
    private let path: String
    private var buffer: [UInt8] = []
    private var line = 1
    private var shape: LogPiece.Shape?
    private var isAtEnd = false
    /// Records that were too long.
    private(set) var tooLong = 0
    /// Bytes that came out of the file, unpacked.
    private(set) var bytes = 0
    /// Why the file could not be read to its end.
    private(set) var broken: Problem?
    /// In the middle of a record that is passed over.
    private var isPassing = false
    private var scan = ValueScan()

    init(_ path: String) throws {
        self.path = path
        stream = try PackedStream(path)
    }

    /// The next piece; `nil` at the end of the file.
    mutating func next() -> LogPiece? {
        while true {
            if !isAtEnd, buffer.count < Self.pieceSize { fill(Self.pieceSize) }
            if buffer.isEmpty { return nil }
            let shape = shape ?? recognize()
            self.shape = shape
            switch shape {
            case .lines: if let piece = lines(quoted: false, shape) { return piece }
            case .table: if let piece = lines(quoted: true, shape) { return piece }
            case .values: if let piece = values() { return piece }
            }
            if isAtEnd, buffer.isEmpty { return nil }
        }
    }

    private mutating func fill(_ wanted: Int) {
        let had = buffer.count
        buffer.reserveCapacity(had + wanted)
        buffer.append(contentsOf: repeatElement(0, count: wanted))
        var filled = had
        while filled < had + wanted {
            do {
                let from = filled
                let read = try buffer.withUnsafeMutableBytes { try stream.read(into: .init(rebasing: $0[from...])) }
                if read == 0 {
                    isAtEnd = true
                    break
                }
                filled += read
            } catch {
                broken = error as? Problem
                isAtEnd = true
                break
            }
        }
        bytes += filled - had
        buffer.removeLast(had + wanted - filled)
    }

    private mutating func recognize() -> LogPiece.Shape {
        if buffer.starts(with: [0xEF, 0xBB, 0xBF]) { buffer.removeFirst(3) }
        let start = buffer.firstIndex { $0 > 0x20 }
        let first = start.map { buffer[$0] }
        let end = buffer.firstIndex(of: 0x0A) ?? buffer.endIndex
        // Envoy's lines begin with a bracket as well, and go on with a time.
        let second = start.flatMap { start in buffer[(start + 1)...].first { $0 > 0x20 } }
        let isArray = first == UInt8(ascii: "[") && [UInt8(ascii: "{"), UInt8(ascii: "]"), nil].contains(second)
        if isArray || first == UInt8(ascii: "{") {
            // A line that is one whole value: one value a line. An array, or a value over many lines, is cut by its brackets.
            let line = Array(buffer[..<end])
            if first == UInt8(ascii: "{"),
                (try? JSONValue(reading: line, accepting: [.pythonNumbers, .loneSurrogates])) != nil
            {
                return .lines
            }
            if first == UInt8(ascii: "{"), line.count > 2, line.contains(UInt8(ascii: ":")), buffer.count > end + 1,
                buffer[(end + 1)...].first(where: { $0 > 0x20 }) == UInt8(ascii: "{"),
                !Array("[{,:".utf8).contains(line.last { $0 > 0x20 } ?? 0)
            {
                // The first line is broken and another follows; one that ends open goes on in the next.
                return .lines
            }
            return .values
        }
        let header = CSVLine.fields(buffer[..<end]).map { $0.filter { $0 != " " } }
        if header.count > 2, TableReader.knows(header) {
            buffer.removeFirst(min(buffer.count, end + 1))
            line += 1
            return .table(header)
        }
        return .lines
    }

    private mutating func lines(quoted: Bool, _ shape: LogPiece.Shape) -> LogPiece? {
        if isPassing {
            guard let end = buffer.firstIndex(of: 0x0A) else {
                buffer.removeAll(keepingCapacity: true)
                return nil
            }
            buffer.removeFirst(end + 1)
            line += 1
            isPassing = false
        }
        var cut: Int?
        if quoted {
            // A line break inside of quotes ends no row.
            var isQuoted = false
            for (index, byte) in buffer.enumerated() {
                if byte == UInt8(ascii: "\"") { isQuoted.toggle() } else if byte == 0x0A, !isQuoted { cut = index + 1 }
            }
        } else {
            cut = buffer.lastIndex(of: 0x0A).map { $0 + 1 }
        }
        if cut == nil, isAtEnd { cut = buffer.count }
        guard let cut, cut > 0 else {
            if buffer.count > Self.recordLimit {
                tooLong += 1
                isPassing = true
                buffer.removeAll(keepingCapacity: true)
            } else if !isAtEnd {
                fill(Self.pieceSize)
            }
            return nil
        }
        var bytes = Array(buffer[..<cut])
        buffer.removeFirst(cut)
        // The last line of a file that is cut off goes with its piece and fails there by itself.
        if isAtEnd, !quoted || buffer.count <= Self.recordLimit {
            bytes += buffer
            buffer.removeAll()
        }
        let piece = LogPiece(shape: shape, bytes: bytes, line: line, path: path)
        line += bytes.reduce(0) { $0 + ($1 == 0x0A ? 1 : 0) }
        return piece
    }

    private mutating func values() -> LogPiece? {
        if isPassing {
            // Nothing is kept of what is too long; its brackets alone are followed, from piece to piece.
            var end: Int?
            for (index, byte) in buffer.enumerated() {
                if byte == 0x0A { line += 1 }
                if scan.take(byte) == .ends {
                    end = index
                    break
                }
            }
            guard let end else {
                buffer.removeAll(keepingCapacity: true)
                return nil
            }
            buffer.removeFirst(end + 1)
            isPassing = false
        }
        scan.restart()
        var piece = LogPiece(shape: .values, bytes: [], line: line, path: path)
        var used = 0
        for (index, byte) in buffer.enumerated() {
            if byte == 0x0A { line += 1 }
            switch scan.take(byte) {
            case .inside: break
            case .outside: used = index + 1
            case .ends:
                piece.bytes += buffer[used...index]
                piece.ends.append(piece.bytes.count)
                used = index + 1
            }
        }
        buffer.removeFirst(used)
        if isAtEnd {
            if !buffer.isEmpty {
                piece.bytes += buffer
                piece.ends.append(piece.bytes.count)
            }
            buffer = []
        } else if buffer.count > Self.recordLimit {
            // The scan stands at the end of the buffer, inside of the record, and goes on from there.
            tooLong += 1
            isPassing = true
            buffer = []
        } else {
            // What is left is read again with what follows.
            line -= buffer.reduce(0) { $0 + ($1 == 0x0A ? 1 : 0) }
            if piece.ends.isEmpty { fill(Self.pieceSize) }
        }
        return piece.ends.isEmpty ? nil : piece
    }
}

/// Follows brackets and strings, and says where a record ends: a value at the top, or an element of an array at the top.
private struct ValueScan {
    enum Step { case outside, inside, ends }

    private var depth = 0
    private var isInString = false
    private var isEscaped = false

    /// Back to between two records.
    mutating func restart() { (depth, isInString, isEscaped) = (0, false, false) }

    mutating func take(_ byte: UInt8) -> Step {
        if isInString {
            if isEscaped {
                isEscaped = false
            } else if byte == UInt8(ascii: "\\") {
                isEscaped = true
            } else if byte == UInt8(ascii: "\"") {
                isInString = false
            }
            return .inside
        }
        switch byte {
        case UInt8(ascii: "{"):
            depth += 1
            return .inside
        case UInt8(ascii: "}"):
            depth = max(0, depth - 1)
            return depth == 0 ? .ends : .inside
        case UInt8(ascii: "\"") where depth > 0:
            isInString = true
            return .inside
        default: return depth == 0 ? .outside : .inside
        }
    }
}
