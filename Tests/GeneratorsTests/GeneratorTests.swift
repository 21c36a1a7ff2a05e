import Base
import Foundation
import Testing

@testable import Generators

/// Items of a generator.
private func items(_ name: String, seed: UInt64, count: Int, difficulty: Int) throws -> [ComputedItem] {
    try Generators.items(name, difficulty: difficulty, seed: seed, count: count)
}

private func truth(_ item: ComputedItem) -> String { item.truth.first ?? "" }

@Suite struct GeneratorsAll {
    @Test(arguments: Generators.names)
    func `the same seed gives the same items, and a longer suite begins with the shorter one`(name: String) throws {
        for difficulty in Generators.difficulties(name) {
            let short = try items(name, seed: 9, count: 10, difficulty: difficulty)
            let long = try items(name, seed: 9, count: 25, difficulty: difficulty)
            #expect(Array(long.prefix(10)) == short)
            #expect(Set(long.map(\.prompt)).count == 25)
        }
    }

    @Test(arguments: Generators.names)
    func `items carry their truth and say in which form to answer`(name: String) throws {
        for item in try items(name, seed: 3, count: 60, difficulty: 3) {
            #expect(!truth(item).isEmpty && truth(item).utf8.count <= 80)
            #expect(item.prompt.contains("Answer "))
        }
    }

    @Test(arguments: Generators.names.filter { Generators.difficulties($0).contains(8) })
    func `hard items carry their truth too, and guessing the commonest answer is right for at most one in eight`(
        name: String
    ) throws {
        let made = try items(name, seed: 5, count: 60, difficulty: 8)
        for item in made {
            #expect(!truth(item).isEmpty && truth(item).utf8.count <= 80 && item.prompt.contains("Answer "))
        }
        #expect((Dictionary(grouping: made.map(truth)) { $0 }.values.map(\.count).max() ?? 0) <= 7)
    }

    @Test func `a difficulty that a generator does not know is refused with those that it knows`() {
        #expect { try Generators.items("units", difficulty: 7, seed: 1, count: 1) } throws: {
            ($0 as? Problem)?.remedy == "Take one from 1 to 5."
        }
        #expect { try Generators.items("walks", difficulty: 11, seed: 1, count: 1) } throws: {
            ($0 as? Problem)?.remedy == "Take one from 1 to 10."
        }
    }

    @Test(arguments: Generators.names)
    func `guessing the commonest answer is right for fewer than two in five`(name: String) throws {
        // The smallest catalog has 197 questions of this depth.
        let answers = try items(name, seed: 4, count: 190, difficulty: 3).map(truth)
        let commonest = Dictionary(grouping: answers) { $0 }.values.map(\.count).max() ?? 0
        #expect(commonest < 76)
    }

    @Test func `what a version makes from a seed never changes`() throws {
        // Made by version 1; a change here means that `Generators.version` must be raised.
        var digest = SplitMix64(seed: 0).state
        for name in Generators.computedNames {
            for byte in try items(name, seed: 1, count: 20, difficulty: 3).map({ $0.prompt + truth($0) }).joined().utf8
            {
                digest = (digest ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
            }
        }
        #expect(Generators.version == 1)
        #expect(String(digest, radix: 16) == "ba68a89a1d958ba6")
    }

    @Test func `a generator that cannot make so many different items says how many it can`() {
        #expect(throws: Problem.self) {
            try Generators.items("nothing", difficulty: 1, seed: 1, count: 1)
        }
    }
}

/// Other programs on this machine.
enum Machine {
    /// Runs a program with its input, and gives what it printed; nothing where it is not on this machine.
    static func output(of program: [String], input: String) throws -> String? {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = program
        let (stdin, stdout) = (Pipe(), Pipe())
        (process.standardInput, process.standardOutput, process.standardError) = (stdin, stdout, FileHandle.nullDevice)
        try process.run()
        // Written from another thread, since both pipes may fill.
        Thread.detachNewThread {
            try? stdin.fileHandleForWriting.write(contentsOf: Data(input.utf8))
            try? stdin.fileHandleForWriting.close()
        }
        let data = stdout.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return process.terminationStatus == 0 ? String(decoding: data, as: UTF8.self) : nil
    }

    static func isHere(_ program: String) -> Bool {
        (try? output(of: [program, "--version"], input: "")) ?? nil != nil
    }
}

@Suite struct GeneratorTruths {

    @Test func `a real Python returns what was computed, for 10,500 functions`() throws {
        guard Machine.isHere("python3") else {
            print("skipped: there is no python3 on this machine to compare with")
            return
        }
        let probes =
            try (1...5).flatMap {
                try items("python-output", seed: 100 + UInt64($0), count: 2_000, difficulty: $0)
            } + (6...10).flatMap { try items("python-output", seed: 100 + UInt64($0), count: 100, difficulty: $0) }
        let cases = probes.map { probe in
            let parts = probe.prompt.components(separatedBy: "```")
            let call = parts[0].dropFirst("What does ".count).dropLast(" return?\n\n".count)
            return ["source": String(parts[1].dropFirst("python\n".count)), "call": String(call)]
        }
        let input = String(decoding: try JSONEncoder().encode(cases), as: UTF8.self)
        let script = """
            import json, sys
            out = []
            for case in json.load(sys.stdin):
                scope = {}
                exec(case["source"], scope)
                out.append(repr(eval(case["call"], scope)))
            print("\\n".join(out))
            """
        let printed = try #require(try Machine.output(of: ["python3", "-c", script], input: input)).split(
            separator: "\n")
        #expect(printed.count == 10_500)
        let differing = zip(probes, printed).filter { truth($0) != $1 }
        #expect(differing.isEmpty, "\(differing.count), first: \(differing.first?.0.prompt ?? "")")
    }

    @Test func `a real C compiler's program prints what was computed, for 1,700 programs`() throws {
        guard let compiler = ["cc", "clang", "gcc"].first(where: Machine.isHere) else {
            print("skipped: there is no C compiler on this machine to compare with")
            return
        }
        let probes =
            try (1...5).flatMap { try items("c-output", seed: 100 + UInt64($0), count: 300, difficulty: $0) }
            + (6...10).flatMap { try items("c-output", seed: 100 + UInt64($0), count: 40, difficulty: $0) }
        var source = "#include <stdio.h>\n#include <stdlib.h>\n"
        for (index, probe) in probes.enumerated() {
            let code = probe.prompt.components(separatedBy: "```")[1].components(separatedBy: "#include <stdlib.h>\n")[
                1]
            source += code.replacingOccurrences(of: "int f(", with: "static int f\(index)(").replacingOccurrences(
                of: "f(a, ", with: "f\(index)(a, "
            )
            .replacingOccurrences(of: "int main(void)", with: "static int main\(index)(void)")
        }
        source +=
            "int main(void) {\n" + probes.indices.map { "main\($0)(); printf(\"\\n\");\n" }.joined() + "return 0;\n}\n"
        let binary = NSTemporaryDirectory() + "apograph-c-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: binary) }
        _ = try #require(try Machine.output(of: [compiler, "-O0", "-w", "-x", "c", "-o", binary, "-"], input: source))
        let printed = try #require(try Machine.output(of: [binary], input: "")).split(separator: "\n")
        #expect(printed.count == probes.count)
        let differing = zip(probes, printed).filter { truth($0) != $1 }
        #expect(differing.isEmpty, "\(differing.count), first: \(differing.first?.0.prompt ?? "")")
    }

    @Test func `days, weekdays and month lengths are those of Foundation's calendar`() {
        var calendar = Foundation.Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        let first = calendar.date(from: DateComponents(year: 1801, month: 1, day: 1)) ?? .distantPast
        let start = Day(1801, 1, 1).number
        for offset in stride(from: 0, to: 116_000, by: 7_919 % 97 + 1) {
            guard let date = calendar.date(byAdding: .day, value: offset, to: first) else { continue }
            let parts = calendar.dateComponents([.year, .month, .day, .weekday], from: date)
            let day = Day(number: start + offset)
            #expect(day == Day(parts.year ?? 0, parts.month ?? 0, parts.day ?? 0))
            #expect(day.number == start + offset)
            #expect(Day.weekdays[((parts.weekday ?? 1) + 5) % 7] == day.weekday)
        }
    }

    @Test(arguments: [(1994, "MCMXCIV"), (444, "CDXLIV"), (3999, "MMMCMXCIX"), (2026, "MMXXVI")])
    func `Roman numerals are written as usual`(number: Int, numeral: String) {
        #expect(Generator.roman(number) == numeral)
    }

    @Test func `conversions agree with floating point to the last place shown`() throws {
        let metres = [
            "inches": 0.0254, "feet": 0.3048, "yards": 0.9144, "metres": 1, "centimetres": 0.01, "miles": 1609.344,
            "kilometres": 1000, "nautical miles": 1852, "chains of 22 yards": 20.1168, "furlongs": 201.168,
            "avoirdupois pounds": 0.45359237, "kilograms": 1, "stones of 14 pounds": 6.35029318, "grams": 0.001,
            "imperial gallons": 4.54609, "litres": 1, "millilitres": 0.001, "acres": 4046.8564224, "hectares": 10_000,
            "hours": 3600, "days": 86400, "weeks": 604_800, "minutes": 60, "kilometres per hour": 1 / 3.6,
            "miles per hour": 0.44704, "knots": 1852.0 / 3600, "metres per second": 1,
        ]
        var checked = 0
        for probe in try items("units", seed: 2, count: 300, difficulty: 4) where probe.prompt.hasPrefix("Convert ") {
            let words = probe.prompt.dropFirst("Convert ".count)
            let amount = Double(words.prefix { $0 != " " }) ?? 0
            let rest = words.drop { $0 != " " }.dropFirst()
            let names = rest.components(separatedBy: ", rounded")[0].components(separatedBy: " to ")
            let expected = amount * (metres[names[0]] ?? .nan) / (metres[names[1]] ?? .nan)
            let places = truth(probe).split(separator: ".")[1].count
            #expect(
                abs((Double(truth(probe)) ?? .nan) - expected) <= 0.500001 * [1, 0.1, 0.01, 0.001][places],
                "\(probe.prompt) \(truth(probe))")
            checked += 1
        }
        #expect(checked > 150)
    }
}
