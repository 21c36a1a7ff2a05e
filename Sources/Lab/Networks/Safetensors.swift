import Base
import Foundation
import Probes

/// A weights file in the safetensors format, read with every claim of its header checked.
///
/// The format: eight bytes with the length of the header (little endian), a JSON header, then the numbers. The header maps each tensor's name to
/// `{"dtype", "shape", "data_offsets": [begin, end]}`, offsets counted from the end of the header, and `"__metadata__"` to strings.
/// As the format asks, tensors may not overlap and leave no byte unused. A file is read whole; nothing in it is executed.
package struct Safetensors: Sendable {
    package struct Tensor: Sendable, Hashable {
        package let shape: [Int]
        /// Row by row.
        package let values: [Float]
    }

    package let metadata: [String: String]
    package let tensors: [String: Tensor]

    /// The largest header the format allows.
    static let longestHeader = 100_000_000

    /// - Parameter name: What messages call the file.
    /// - Throws: `Problem` `weights.*`, which says what is wrong with the file.
    package init(_ bytes: [UInt8], name: String) throws(Problem) {
        func broken(_ code: String, _ what: String) -> Problem {
            Problem(
                "weights.\(code)", .data, what, at: name,
                remedy: "Fetch the file again; it is damaged or not a safetensors file.")
        }
        guard bytes.count >= 8 else {
            throw broken("truncated", "the weights file has only \(bytes.count) bytes")
        }
        let claimed = (0..<8).reduce(UInt64(0)) { $0 | UInt64(bytes[$1]) << UInt64(8 * $1) }
        guard claimed <= UInt64(Self.longestHeader) else {
            throw broken("header-length", "the header claims to be \(claimed) bytes long")
        }
        let end = 8 + Int(claimed)
        guard end <= bytes.count else {
            throw broken(
                "truncated", "the header claims \(claimed) bytes, and the file ends after \(bytes.count - 8)")
        }

        let header: JSONValue
        do throws(JSONFault) {
            header = try JSONValue(reading: bytes[8..<end], depth: 8)
        } catch {
            throw broken("header", "the header is not JSON at byte \(8 + error.offset): \(error.sentence)")
        }
        guard case .object(let members) = header else {
            throw broken("header", "the header is \(header.kind) and not an object")
        }

        var metadata: [String: String] = [:]
        var entries: [Entry] = []
        for member in members {
            do throws(EntryFault) {
                if member.key == "__metadata__" {
                    metadata = try Self.metadata(member.value)
                } else {
                    entries.append(
                        try Entry(member.key, member.value, available: bytes.count - end))
                }
            } catch {
                throw broken(error.code, "tensor \"\(member.key.prefix(60))\": \(error.what)")
            }
        }

        var used = 0
        for entry in entries.sorted(by: { ($0.begin, $0.end) < ($1.begin, $1.end) }) {
            guard entry.begin == used else {
                throw broken(
                    entry.begin < used ? "overlap" : "gap",
                    "tensor \"\(entry.name.prefix(60))\" begins at byte \(entry.begin), and the one before it ends at \(used)"
                )
            }
            used = entry.end
        }
        guard used == bytes.count - end else {
            throw broken("gap", "\(bytes.count - end - used) bytes at the end belong to no tensor")
        }

        var tensors: [String: Tensor] = [:]
        for entry in entries {
            tensors[entry.name] = Tensor(
                shape: entry.shape,
                values: entry.kind.values(bytes[end + entry.begin..<end + entry.end]))
        }
        self.metadata = metadata
        self.tensors = tensors
    }

    private static func metadata(_ value: JSONValue) throws(EntryFault) -> [String: String] {
        guard case .object(let members) = value else {
            throw EntryFault(code: "metadata", what: "metadata is \(value.kind) and not an object")
        }
        var out: [String: String] = [:]
        for member in members {
            guard case .string(let text) = member.value else {
                throw EntryFault(
                    code: "metadata", what: "metadata \"\(member.key.prefix(60))\" is no string")
            }
            out[member.key] = text
        }
        return out
    }
}

/// What is wrong with one entry of a header.
private struct EntryFault: Error {
    let code: String
    let what: String
}

/// The number formats that the laboratory reads.
private enum NumberKind: String {
    case half = "F16"
    case single = "F32"

    var width: Int { self == .half ? 2 : 4 }

    func values(_ bytes: ArraySlice<UInt8>) -> [Float] {
        bytes.withUnsafeBytes { raw in
            (0..<raw.count / width).map { i in
                switch self {
                case .half:
                    Float(half: UInt16(littleEndian: raw.loadUnaligned(fromByteOffset: 2 * i, as: UInt16.self)))
                case .single:
                    Float(bitPattern: UInt32(littleEndian: raw.loadUnaligned(fromByteOffset: 4 * i, as: UInt32.self)))
                }
            }
        }
    }
}

/// One tensor's line of the header, checked against itself and against the bytes there are.
private struct Entry {
    let name: String
    let kind: NumberKind
    let shape: [Int]
    let begin: Int
    let end: Int

    init(_ name: String, _ value: JSONValue, available: Int) throws(EntryFault) {
        guard case .string(let dtype)? = value["dtype"] else {
            throw EntryFault(code: "dtype", what: "it has no dtype")
        }
        guard let kind = NumberKind(rawValue: dtype) else {
            throw EntryFault(
                code: "dtype", what: "its dtype is \"\(dtype.prefix(20))\"; F16 and F32 are read here")
        }
        guard let shape = Self.sizes(value["shape"]) else {
            throw EntryFault(code: "shape", what: "its shape is not a list of whole numbers")
        }
        var count = 1
        for size in shape {
            let (product, overflow) = count.multipliedReportingOverflow(by: size)
            guard !overflow else { throw EntryFault(code: "shape", what: "its shape overflows") }
            count = product
        }
        guard let offsets = Self.sizes(value["data_offsets"]), offsets.count == 2 else {
            throw EntryFault(code: "offsets", what: "its data_offsets are not two whole numbers")
        }
        guard offsets[0] <= offsets[1], offsets[1] <= available else {
            throw EntryFault(
                code: "offsets",
                what: "its data_offsets \(offsets) do not lie in the \(available) bytes that follow the header")
        }
        let (bytes, overflow) = count.multipliedReportingOverflow(by: kind.width)
        guard !overflow, bytes == offsets[1] - offsets[0] else {
            throw EntryFault(
                code: "size", what: "its shape \(shape) and its data_offsets \(offsets) do not agree")
        }
        self.name = name
        self.kind = kind
        self.shape = shape
        begin = offsets[0]
        end = offsets[1]
    }

    private static func sizes(_ value: JSONValue?) -> [Int]? {
        guard case .array(let values)? = value else { return nil }
        var out: [Int] = []
        for value in values {
            guard let size = value.integer.flatMap(Int.init(exactly:)), size >= 0 else { return nil }
            out.append(size)
        }
        return out
    }
}
