import Answers
import Base
import Foundation
import Kinship
import Validation

/// Paired text on 28 to 227 models and 805 prompts, 330 MB of answers, beside the NumPy reference in one run.
///
/// `APOGRAPH_RECORDINGS` names the folder with `alpaca-eval`, whose answers are repeated to reach that size; without it the text is simulated.
/// `APOGRAPH_REFERENCE` names the folder with `pairedtext.py` (optional; needs Python with NumPy and SciPy).
enum OpenBench {
    static let models = 227
    static let prompts = 805
    static let bytes = 330_000_000
    static let sizes = [28, 57, 113, 227]

    static func run() async throws {
        let limits = await CoreLimits()
        let answers = try text()
        say("paired text, \(Parallel.cores) cores; \(limits.text)")
        var table = TextTable(
            "models", "MB", "s", "processor s", "MB/s", "10⁹ products", "limit s", "times over", "read once s",
            "peak MB")
        var found: [(size: Double, seconds: Double)] = []
        var least = found
        for size in sizes {
            let part = size == models ? answers : answers.map { Array($0.prefix(size)) }
            let count = bytes(part)
            let (cost, products) = try await Cost.median(of: 3) {
                try await PairedText.compare(part, models: size).products
            }
            let read = Double(count) / limits.bandwidth
            let limit = read + Double(products) / limits.products
            table.add([
                "\(size)", figure(Double(count) / 1e6), figure(cost.seconds), figure(cost.processor),
                figure(Double(count) / 1e6 / cost.seconds), figure(Double(products) / 1e9), figure(limit),
                figure(cost.processor / limit), figure(read), cost.peak.map { "\($0)" } ?? "",
            ])
            found.append((Double(size), cost.processor))
            least.append((Double(size), limit))
        }
        say(table.text)
        say(
            "  the limit: every byte read once and every product of two weights added once, in seconds of processor; finding and numbering the words is the rest. Medians of 3. The peak holds the answers themselves."
        )
        let curve = CostCurve(
            title: "Paired text, \(prompts) prompts: seconds of processor", unit: "models",
            series: [.init(name: "paired text", points: found), .init(name: "limit", points: least)])
        say(curve.text)
        try curve.write("open")
        try await oneCore(answers)
        if let reference = Reference.named(for: "paired text") { try await compare(answers, reference) }
    }

    /// Repeated recordings where there are some, simulated text otherwise: in both cases of the same size, each answer in memory of its own.
    private static func text() throws -> [[[UInt8]?]] {
        guard let folder = ProcessInfo.processInfo.environment["APOGRAPH_RECORDINGS"] else {
            leftOut(
                "paired text of recordings, since APOGRAPH_RECORDINGS does not name their folder; simulated text instead"
            )
            return MadeUpText(seed: 5).answers(models: models, prompts: prompts, bytes: bytes)
        }
        let start = ContinuousClock.now
        let recordings = try RecordingLoader.load(URL(fileURLWithPath: folder).appendingPathComponent("alpaca-eval"))
        let reading = (ContinuousClock.now - start) / .seconds(1)
        let said = recordings.flatMap { sheet in
            sheet.open.map { $0.texts(of: Array(sheet.models.indices)) }
        }
        guard let count = said.first?.count, count > 0 else {
            leftOut("paired text of recordings, since there is no alpaca-eval; simulated text instead")
            return MadeUpText(seed: 5).answers(models: models, prompts: prompts, bytes: bytes)
        }
        let size = bytes(said)
        say(
            "recordings: \(count) models, \(said.count) prompts, \(size / 1_000_000) MB of answers, read in \(figure(reading)) s; repeated to \(bytes / 1_000_000) MB"
        )
        // Each answer, and behind it as much of the next model's as makes the size.
        let more = Double(bytes) / (Double(size) * Double(models) / Double(count)) - 1
        return said.map { row in
            (0..<models).map { model in
                guard let own = row[model % count] else { return nil }
                let next = row[(model + 1) % count] ?? []
                return own + next.prefix(Int(max(0, more) * Double(next.count)))
            }
        }
    }

    private static func bytes(_ answers: [[[UInt8]?]]) -> Int {
        answers.reduce(0) { $0 + $1.reduce(0) { $0 + ($1?.count ?? 0) } }
    }

    private static func oneCore(_ answers: [[[UInt8]?]]) async throws {
        let part = answers.map { Array($0.prefix(sizes[1])) }
        let (alone, one) = try await Cost.of { try await PairedText.compare(part, models: sizes[1], workers: 1) }
        let (together, two) = try await Cost.of { try await PairedText.compare(part, models: sizes[1], workers: 2) }
        let same = one.centered.values.map(\.bitPattern) == two.centered.values.map(\.bitPattern)
        say(
            "  \(sizes[1]) models in one task \(figure(alone.seconds)) s, in two \(figure(together.seconds)) s; the same bits: \(same)"
        )
    }

    /// The reference's D of a quarter of the models on a quarter of the prompts, and ours.
    private static func compare(_ answers: [[[UInt8]?]], _ reference: Reference) async throws {
        let size = sizes[1]
        let part = answers.prefix(prompts / 4).map { $0.prefix(size).map { $0 ?? [] } }
        let (cost, ours) = try await Cost.median(of: 3) {
            try await PairedText.compare(Array(part), models: size, fading: .none)
        }
        let program = """
            import json, time, numpy as np
            from pairedtext import paired
            texts = json.load(open(sys.argv[2] + "/texts.json"))
            n = len(texts[0])
            said = {m: {p: row[m] for p, row in enumerate(texts)} for m in range(n)}
            ours = np.fromfile(sys.argv[2] + "/centered").reshape(n, n)
            t = time.time(); D = paired(said, list(range(len(texts))), list(range(n))); print(time.time() - t)
            print(np.nanmax(np.abs(D - ours)))
            """
        let outcome = try withScratchFolder { folder in
            let texts = part.map { $0.map { String(decoding: $0, as: UTF8.self) } }
            try JSONEncoder().encode(texts).write(to: folder.appendingPathComponent("texts.json"))
            let values = ours.centered.values
            try values.withUnsafeBytes { Data($0) }.write(to: folder.appendingPathComponent("centered"))
            return try reference.run(program, [folder.path], limit: 120)
        }
        guard case .printed(let numbers) = outcome, numbers.count == 2 else {
            return leftOut("the NumPy reference beside paired text, which could not be run")
        }
        say(
            "  \(size) models × \(part.count) prompts, as the reference has it (\(bytes(part) / 1_000_000) MB): \(figure(cost.seconds)) s; NumPy, one core: \(figure(numbers[0])) s, \(figure(numbers[0] / cost.seconds)) times as long; largest difference of D \(figure(numbers[1]))"
        )
    }
}

/// Simulated answers: words of a language of its own by Zipf's law, half of them from the prompt's own vocabulary, so that answers to one prompt
/// share what answers to one prompt share.
struct MadeUpText {
    let seed: UInt64

    /// Answers of 0.5 to 1.5 times the mean length, `bytes` of them together.
    func answers(models: Int, prompts: Int, bytes: Int) -> [[[UInt8]?]] {
        var random = SeededGenerator(seed: seed)
        let language = (0..<30_000).map { _ in word(&random) }
        let mean = Double(bytes) / Double(models * prompts)
        return (0..<prompts).map { prompt in
            var random = SeededGenerator(seed: seed, stream: UInt64(prompt + 1))
            let own = (0..<400).map { _ in language[random.below(language.count)] }
            return (0..<models).map { _ in
                let length = Int(mean * random.uniform(0.5, 1.5))
                var text: [UInt8] = []
                text.reserveCapacity(length + 16)
                var words = 0
                while text.count < length {
                    text +=
                        random.uniform() < 0.5
                        ? own[Self.zipf(own.count, &random)] : language[Self.zipf(language.count, &random)]
                    words += 1
                    text += words % 12 == 0 ? Array(".\n".utf8) : words % 5 == 0 ? Array(", ".utf8) : [0x20]
                }
                return text
            }
        }
    }

    private func word(_ random: inout SeededGenerator) -> [UInt8] {
        (0..<2 + random.below(9)).map { _ in 0x61 + UInt8(random.below(26)) }
    }

    /// Rank r with a chance that falls as 1 / (r + 1), nearly.
    private static func zipf(_ count: Int, _ random: inout SeededGenerator) -> Int {
        min(count - 1, Int(exp(random.uniform() * log(Double(count + 1)))) - 1)
    }
}
