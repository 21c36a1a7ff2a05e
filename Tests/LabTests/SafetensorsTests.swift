import Base
import Foundation
import Probes
import Testing

@testable import Lab

/// A weights file with this header and so many bytes of zeros after it.
private func file(_ header: String, body: Int, claiming length: UInt64? = nil) -> [UInt8] {
    let claimed = length ?? UInt64(header.utf8.count)
    return (0..<8).map { UInt8(truncatingIfNeeded: claimed >> (8 * $0)) } + Array(header.utf8)
        + [UInt8](repeating: 0, count: body)
}

@Suite struct SafetensorsTests {
    @Test func aSmallFileIsReadAsWritten() throws {
        let header =
            #"{"__metadata__":{"name":"x"},"b":{"dtype":"F32","shape":[1],"data_offsets":[4,8]},"a":{"dtype":"F16","shape":[1,2],"data_offsets":[0,4]}}"#
        var bytes = file(header, body: 0)
        // 1.5 and -2 in half precision, 0.1 in single.
        bytes += [0x00, 0x3E, 0x00, 0xC0]
        bytes += withUnsafeBytes(of: Float(0.1).bitPattern.littleEndian) { Array($0) }
        let read = try Safetensors(bytes, name: "x")
        #expect(read.metadata == ["name": "x"])
        #expect(read.tensors["a"] == .init(shape: [1, 2], values: [1.5, -2]))
        #expect(read.tensors["b"] == .init(shape: [1], values: [0.1]))
    }

    @Test func emptyTensorsAndPaddingSpacesAreAllowed() throws {
        let read = try Safetensors(
            file(#"{"a":{"dtype":"F16","shape":[0,3],"data_offsets":[0,0]}}      "#, body: 0), name: "x")
        #expect(read.tensors["a"]?.values == [])
    }

    @Test(arguments: [
        ("weights.truncated", file("", body: 0, claiming: 0).dropLast(3).map { $0 }),
        ("weights.truncated", file("{}", body: 0, claiming: 3)),
        ("weights.header-length", file("{}", body: 0, claiming: .max)),
        ("weights.header-length", file("{}", body: 0, claiming: 100_000_001)),
        ("weights.header", file("", body: 0)),
        ("weights.header", file("[]", body: 0)),
        ("weights.header", file(#"{"a":"#, body: 0)),
        ("weights.header", file(String(repeating: #"{"a":"#, count: 5000), body: 0)),
        // The same name twice.
        (
            "weights.header",
            file(
                #"{"a":{"dtype":"F16","shape":[1],"data_offsets":[0,2]},"a":{"dtype":"F16","shape":[1],"data_offsets":[2,4]}}"#,
                body: 4)
        ),
        ("weights.metadata", file(#"{"__metadata__":{"a":1}}"#, body: 0)),
        ("weights.metadata", file(#"{"__metadata__":7}"#, body: 0)),
        ("weights.dtype", file(#"{"a":{"dtype":"I64","shape":[1],"data_offsets":[0,8]}}"#, body: 8)),
        ("weights.dtype", file(#"{"a":{"shape":[1],"data_offsets":[0,2]}}"#, body: 2)),
        ("weights.dtype", file(#"{"a":[]}"#, body: 2)),
        ("weights.shape", file(#"{"a":{"dtype":"F16","shape":[-1],"data_offsets":[0,2]}}"#, body: 2)),
        ("weights.shape", file(#"{"a":{"dtype":"F16","shape":[1.5],"data_offsets":[0,2]}}"#, body: 2)),
        ("weights.shape", file(#"{"a":{"dtype":"F16","shape":"1","data_offsets":[0,2]}}"#, body: 2)),
        // The product of the sizes does not fit.
        (
            "weights.shape",
            file(#"{"a":{"dtype":"F16","shape":[9223372036854775807,2],"data_offsets":[0,2]}}"#, body: 2)
        ),
        ("weights.size", file(#"{"a":{"dtype":"F16","shape":[4611686018427387904,1],"data_offsets":[0,2]}}"#, body: 2)),
        ("weights.size", file(#"{"a":{"dtype":"F16","shape":[3],"data_offsets":[0,4]}}"#, body: 4)),
        // An odd number of bytes for halves.
        ("weights.size", file(#"{"a":{"dtype":"F16","shape":[1],"data_offsets":[0,3]}}"#, body: 3)),
        ("weights.offsets", file(#"{"a":{"dtype":"F16","shape":[1],"data_offsets":[0]}}"#, body: 2)),
        ("weights.offsets", file(#"{"a":{"dtype":"F16","shape":[1],"data_offsets":[-2,0]}}"#, body: 2)),
        ("weights.offsets", file(#"{"a":{"dtype":"F16","shape":[1],"data_offsets":[2,0]}}"#, body: 2)),
        ("weights.offsets", file(#"{"a":{"dtype":"F16","shape":[2],"data_offsets":[0,4]}}"#, body: 2)),
        (
            "weights.offsets",
            file(
                #"{"a":{"dtype":"F16","shape":[1],"data_offsets":[9223372036854775805,9223372036854775807]}}"#, body: 2)
        ),
        (
            "weights.overlap",
            file(
                #"{"a":{"dtype":"F16","shape":[2],"data_offsets":[0,4]},"b":{"dtype":"F16","shape":[2],"data_offsets":[2,6]}}"#,
                body: 6)
        ),
        (
            "weights.gap",
            file(
                #"{"a":{"dtype":"F16","shape":[1],"data_offsets":[0,2]},"b":{"dtype":"F16","shape":[1],"data_offsets":[4,6]}}"#,
                body: 6)
        ),
        ("weights.gap", file(#"{"a":{"dtype":"F16","shape":[1],"data_offsets":[0,2]}}"#, body: 4)),
        ("weights.gap", file("{}", body: 1)),
    ])
    func aBrokenFileIsRefusedByName(code: String, bytes: [UInt8]) {
        #expect {
            try Safetensors(bytes, name: "bad.safetensors")
        } throws: { error in
            guard let problem = error as? Problem else { return false }
            return problem.code == code && problem.place == "bad.safetensors" && problem.kind == .data
        }
    }

    @Test func aNetworkOfTheWrongShapeIsRefused() throws {
        let bytes = try LabFiles.read("aurora-1.safetensors")
        let file = try Safetensors(bytes, name: "aurora-1")
        #expect(throws: Problem.self) { try Talker(file, vocabulary: 350, name: "aurora-1") }
        for change in ["\"96\"", "\"2\"", "\"4\"", "\"72\""] {
            // Another size of the same length in the metadata, which then does not fit the tensors.
            let from = Array(change.utf8),
                to = Array(change.utf8.map { $0 == 0x32 ? 0x33 : $0 == 0x34 ? 0x35 : $0 == 0x39 ? 0x38 : $0 })
            let at = try #require(bytes.indices.first { bytes[$0...].starts(with: from) })
            var changed = bytes
            changed.replaceSubrange(at..<at + from.count, with: to)
            let other = try Safetensors(changed, name: "changed")
            #expect(throws: Problem.self, "\(change)") { try Talker(other, vocabulary: 349, name: "changed") }
        }
    }

    @Test func aThousandDamagedFilesAreReadOrRefusedAndNeverCrash() throws {
        let bytes = try LabFiles.read("ember-1.safetensors")
        var random = SeededGenerator(seed: 20_261_121)
        var refused = 0
        for round in 0..<1000 {
            var damaged = bytes
            // Mostly the header, where the claims stand.
            for _ in 0...random.below(3) {
                let end = round % 4 == 0 ? damaged.count : 1100
                damaged[random.below(min(end, damaged.count))] = UInt8(random.below(256))
                if random.below(5) == 0 { damaged.removeLast(random.below(damaged.count)) }
                if damaged.isEmpty { damaged = [0] }
            }
            do throws(Problem) {
                let file = try Safetensors(damaged, name: "damaged")
                _ = try Talker(file, vocabulary: 349, name: "damaged")
            } catch {
                #expect(error.code.hasPrefix("weights."))
                refused += 1
            }
        }
        #expect(refused > 500)
    }

    @Test func everyHalfPrecisionNumberIsExact() {
        // By the definition: (−1)^s 2^(e−15) (1 + f/1024), subnormal 2^−14 f/1024.
        for bits in UInt16.min ... .max {
            let value = Float(half: bits)
            let e = Int(bits >> 10 & 31), f = Double(bits & 1023) / 1024
            let sign: Double = bits >> 15 == 0 ? 1 : -1
            switch e {
            case 31: #expect(f == 0 ? value == Float(sign) * .infinity : value.isNaN)
            case 0: #expect(Double(value) == sign * f * 0x1p-14)
            default: #expect(Double(value) == sign * (1 + f) * Double(sign: .plus, exponent: e - 15, significand: 1))
            }
        }
    }
}
