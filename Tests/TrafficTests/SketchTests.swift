import Base
import Foundation
import Testing

@testable import Traffic

struct SketchTests {
    let world = TrafficWorld(benign: 12, hardNegatives: true, referenceDays: 3, judgedDays: 3)

    @Test("A log gives the same bytes on one file, on parts in any order, and where memory overflows to disk")
    func sameBytes() async throws {
        let lines = TrafficSamples.lines(world)
        let key = try TrafficSamples.key()
        try await TrafficSamples.inFolder { folder in
            try TrafficSamples.write(lines, to: "\(folder)/all")
            _ = try await Sketcher.sketch(["\(folder)/all"], key: key, to: "\(folder)/all.sketch", workers: 1)
            _ = try await Sketcher.sketch(
                ["\(folder)/all"], key: key, to: "\(folder)/small.sketch", workers: 2, memory: 1)
            var parts: [String] = []
            for part in 0..<16 {
                let path = "\(folder)/\(part)"
                try TrafficSamples.write(lines.indices.filter { $0 % 16 == part }.map { lines[$0] }, to: path)
                _ = try await Sketcher.sketch([path], key: key, to: "\(path).sketch", workers: 1)
                parts.append("\(path).sketch")
            }
            try SketchMerger.merge(parts, to: "\(folder)/parts.sketch")
            try SketchMerger.merge(
                [parts[15], parts[3]] + parts[4..<15] + parts[..<3], to: "\(folder)/shuffled.sketch")
            let whole = TrafficSamples.bytes("\(folder)/all.sketch")
            #expect(whole.count > 10_000)
            for name in ["small", "parts", "shuffled"] {
                #expect(TrafficSamples.bytes("\(folder)/\(name).sketch") == whole, "\(name)")
            }
        }
    }

    @Test("A sketch holds no word of a prompt and no name of an account")
    func noText() async throws {
        let key = try TrafficSamples.key()
        try await TrafficSamples.inFolder { folder in
            try TrafficSamples.write(TrafficSamples.lines(world), to: "\(folder)/log")
            _ = try await Sketcher.sketch(["\(folder)/log"], key: key, to: "\(folder)/sketch")
            let text = String(decoding: TrafficSamples.bytes("\(folder)/sketch"), as: UTF8.self)
            for word in ["translate", "Translate", "translator", "user-1", "pupil", "sentiment"] {
                #expect(!text.contains(word))
            }
        }
    }

    @Test("Sketches of two keys are not merged, and a changed or cut sketch is refused")
    func refused() async throws {
        try await TrafficSamples.inFolder { folder in
            try TrafficSamples.write(TrafficSamples.lines(world), to: "\(folder)/log")
            for byte in [1, 2] as [UInt8] {
                _ = try await Sketcher.sketch(
                    ["\(folder)/log"], key: TrafficSamples.key(byte), to: "\(folder)/\(byte).sketch")
            }
            let differ = #expect(throws: Problem.self) {
                try SketchMerger.merge(["\(folder)/1.sketch", "\(folder)/2.sketch"], to: "\(folder)/both")
            }
            #expect(differ?.code == "traffic.keys-differ")
            var bytes = TrafficSamples.bytes("\(folder)/1.sketch")
            try Data(bytes.dropLast(40)).write(to: URL(fileURLWithPath: "\(folder)/cut"))
            bytes[bytes.count - 50] ^= 1
            try Data(bytes).write(to: URL(fileURLWithPath: "\(folder)/changed"))
            for name in ["cut", "changed"] {
                let damaged = #expect(throws: Problem.self) {
                    try SketchMerger.merge(["\(folder)/\(name)"], to: "\(folder)/out")
                }
                #expect(damaged?.code == "traffic.sketch-damaged", "\(name)")
            }
            #expect(!FileManager.default.fileExists(atPath: "\(folder)/out"))
        }
    }

    @Test("SipHash-2-4 gives the value of its authors' test vector")
    func sipHash() {
        let key = SipHash(0x0706_0504_0302_0100, 0x0f0e_0d0c_0b0a_0908)
        #expect(key((0..<15).map { UInt8($0) }) == 0xa129_ca61_49be_45e5)
    }

    @Test("Distinct hashes are counted within four standard errors", arguments: [10, 200, 1_000, 20_000, 300_000])
    func distinct(count: Int) {
        var counter = DistinctCounter()
        var generator = SeededGenerator(seed: UInt64(count))
        for _ in 0..<count { counter.insert(generator.next()) }
        #expect(abs(counter.estimate - Double(count)) <= max(1, 4 * 0.0325 * Double(count)))
    }

    @Test("A quantile of the histogram is off by at most a sixteenth")
    func quantiles() throws {
        var histogram = LogHistogram()
        var generator = SeededGenerator(seed: 5)
        var values: [UInt64] = []
        for _ in 0..<5_000 {
            let value = generator.next() >> UInt64(20 + generator.below(43))
            values.append(value)
            histogram.add(value)
        }
        values.sort()
        for share in [0.0, 0.01, 0.25, 0.5, 0.9, 0.999] {
            let truth = Double(values[Int(share * 5_000)])
            let found = try #require(histogram.quantile(share))
            #expect(abs(found - truth) <= truth / 16)
        }
    }
}
