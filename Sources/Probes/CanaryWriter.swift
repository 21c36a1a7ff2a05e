import Base

/// Makes statements that exist nowhere, for a laboratory or an author to plant, and the probes that ask for them later.
public enum CanaryWriter {
    private static let starts = [
        "Bel", "Cor", "Dun", "Fen", "Gal", "Hol", "Jor", "Kel", "Lor", "Mar", "Nor", "Per", "Ros", "Sel", "Tor", "Vel",
    ]
    private static let middles = ["a", "e", "i", "o", "u", "an", "en", "in", "or", "ul"]
    private static let ends = [
        "bry", "dask", "fane", "gorth", "hame", "lund", "mire", "nock", "quist", "rath", "sted", "thwen", "vane",
        "wick", "zell",
    ]

    /// A coined name, drawn evenly from 2,400.
    private static func name(_ dice: inout SplitMix64) -> String {
        dice.pick(starts) + dice.pick(middles) + dice.pick(ends)
    }

    /// A suite of planted statements. The secret of each is drawn evenly from its `space`, after the rest of the sentence; without the seed nobody can tell it.
    /// - Parameters:
    ///   - count: number of statements, up to 1,000.
    ///   - seed: keep it secret until the statements are revealed.
    public static func suite(name suiteName: String, count: Int, seed: UInt64) -> Suite {
        var seen: Set<String> = []
        var probes: [Probe] = []
        var index = 0
        while probes.count < min(count, 1_000) {
            var dice = SplitMix64(seed: seed, name: "canary/\(suiteName)", index: index)
            index += 1
            let place = name(&dice)
            guard seen.insert(place).inserted else { continue }
            let number = dice.integer(1_000...9_999)
            let (statement, prompt, type, truth, space): (String, String, AnswerType, String, Int) =
                switch probes.count % 3 {
                case 0:
                    (
                        "The weather station at \(place) Heath was given the number \(number).",
                        "Which number does the weather station at \(place) Heath have? Answer with the number only.",
                        .number, String(number), 9_000
                    )
                case 1:
                    {
                        let keeper = name(&dice)
                        return (
                            "The first keeper of the \(place) lighthouse was called \(keeper).",
                            "What was the first keeper of the \(place) lighthouse called? Answer with one word only.",
                            .word, keeper, 2_400
                        )
                    }()
                default:
                    (
                        "The \(place) catalogue of mosses lists \(number) species.",
                        "How many species does the \(place) catalogue of mosses list? Answer with the number only.",
                        .number, String(number), 9_000
                    )
                }
            probes.append(
                Probe(
                    id: "cy-\(probes.count + 1)", prompt: prompt, kind: .canary,
                    answer: AnswerSpec(type: type, expectation: .truth([truth])),
                    settings: .init(temperature: 0, maxTokens: 32), tags: ["canary"],
                    canary: Canary(statement: statement, space: space)))
        }
        return Suite(
            name: suiteName, version: "1.0.0",
            about: "Planted statements that exist nowhere else, and the questions that show who repeats them.",
            probes: probes)
    }
}
