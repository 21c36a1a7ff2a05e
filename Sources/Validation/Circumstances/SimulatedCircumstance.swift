import Answers
import Base
import Probes

/// Something other than knowledge that makes answers of *simulated* unrelated models alike.
public enum SimulatedCircumstance: String, Codable, Sendable, CaseIterable {
    case none
    case abilities, camps
    case smallPanel = "small-panel"
    case twoOptions = "two-options"
    case topic
    case popularTopic = "popular-topic"
    case broadTopic = "broad-topic"
    case taggedTopic = "tagged-topic"
    case filler
    case unknownFiller = "unknown-filler"
    case refusal
    case defaultNumber = "default-number"
    case letter
    case numberStyle = "number-style"
    case oneCall = "one-call"
    case tokenizer
    case wordedTokenizer = "worded-tokenizer"
    case taggedTokenizer = "tagged-tokenizer"
    case subtleErrors = "subtle-errors"
    case farAbove = "far-above"
    case wrongKeys = "wrong-keys"
    case wrongKeysNear = "wrong-keys-near"

    /// What the pairs have in common, for a table.
    public var about: String {
        switch self {
        case .none: "nothing"
        case .abilities: "nothing; abilities far apart and by topic"
        case .camps: "nothing; half of the models weak, half strong"
        case .smallPanel: "nothing; 8 models, 200 questions"
        case .twoOptions: "nothing; two options a question"
        case .topic: "weak in an unmarked topic of a twelfth"
        case .popularTopic: "the same, popular misconceptions"
        case .broadTopic: "the same, three tenths of the questions"
        case .taggedTopic: "weak in a tagged topic of a twelfth"
        case .filler: "one known filler for half of what they do not know"
        case .unknownFiller: "one word of their own for half of it"
        case .refusal: "one polite refusal for four tenths of it"
        case .defaultNumber: "one default number for three tenths of it"
        case .letter: "one letter for half of it, four options"
        case .numberStyle: "one style for half of their numbers"
        case .oneCall: "an interface that passes on one call of several"
        case .tokenizer: "a tokenizer's own error in a fifth of the questions"
        case .wordedTokenizer: "the same, the questions ask for letters"
        case .taggedTokenizer: "the same, the questions are tagged"
        case .subtleErrors: "strong among weak, with subtle errors"
        case .farAbove: "far above all others"
        case .wrongKeys: "strong among weak, 6 % wrong keys"
        case .wrongKeysNear: "stronger than the others, 6 % wrong keys"
        }
    }

    struct Panel: Sendable {
        var sheet: AnswerSheet
        /// The models under the circumstance, two by two.
        var pairs: [(Int, Int)]
    }

    private static let fillers = [
        "N/A", "None", "Unknown", "Not applicable", "-", "?", "No answer", "Null", "TBD", "Error", "Nobody", "Unclear",
    ]

    /// 24 models and 600 questions unless `about` says otherwise.
    func panel(seed: UInt64) -> Panel {
        let place = UInt64(Self.allCases.firstIndex(of: self) ?? 0)
        var random = SeededGenerator(seed: seed, stream: place)
        switch self {
        case .none, .abilities, .camps, .smallPanel, .twoOptions: return strangers(&random)
        case .topic, .popularTopic, .broadTopic, .taggedTopic: return weak(&random)
        case .filler, .unknownFiller, .refusal, .defaultNumber, .letter: return habit(&random)
        case .numberStyle, .oneCall: return style(&random)
        case .tokenizer, .wordedTokenizer, .taggedTokenizer: return tokenizer(&random)
        case .subtleErrors, .farAbove, .wrongKeys, .wrongKeysNear: return strong(&random)
        }
    }

    private func abilities(_ count: Int, _ mean: Double, _ spread: Double, _ random: inout SeededGenerator) -> [Double]
    {
        (0..<count).map { _ in mean + spread * random.normal() }
    }

    private func twos(_ count: Int) -> [(Int, Int)] { (0..<count).map { (2 * $0, 2 * $0 + 1) } }

    private func strangers(_ random: inout SeededGenerator) -> Panel {
        var own: [Double]
        switch self {
        case .abilities: own = abilities(24, 0, 2.5, &random)
        case .camps: own = abilities(12, -2, 0.3, &random) + abilities(12, 2, 0.3, &random)
        case .smallPanel: own = abilities(8, 0.5, 1, &random)
        default: own = abilities(24, 0.4, 0.7, &random)
        }
        var world = CircumstanceWorld(
            abilities: own, questions: self == .smallPanel ? 200 : self == .twoOptions ? 800 : 600,
            readings: self == .twoOptions ? 1 : CircumstanceWorld.readings, random: random)
        if self == .abilities {
            for model in own.indices {
                let topics = (0..<10).map { _ in world.random.normal() }
                world.answer(model) { topics[$0 % 10] }
            }
        }
        guard self == .twoOptions else { return Panel(sheet: world.sheet(rawValue), pairs: []) }
        return choice(&world, pairs: [])
    }

    /// Answers as letters, the options in an order of their own for each question.
    private func choice(_ world: inout CircumstanceWorld, pairs: [(Int, Int)]) -> Panel {
        let orders = (0..<world.questions).map { item -> [String] in
            var options = [world.right[item]] + world.wrong[item]
            world.random.shuffle(&options)
            return options
        }
        func letter(_ option: Int) -> String { String(Array("ABCDEF")[option]) }
        for (pair, models) in pairs.enumerated() {
            for model in [models.0, models.1] {
                for item in 0..<world.questions where world.isWrong(model, item) && world.random.uniform() < 0.5 {
                    world.said[model][item] = orders[item][pair % orders[item].count]
                }
            }
        }
        for model in world.said.indices {
            for item in 0..<world.questions {
                world.said[model][item] = "(" + letter(orders[item].firstIndex(of: world.said[model][item]) ?? 0) + ")"
            }
        }
        let right = world.right
        return Panel(
            sheet: world.sheet(
                rawValue, type: .choice, key: { letter(orders[$0].firstIndex(of: right[$0]) ?? 0) },
                options: { orders[$0] }), pairs: pairs)
    }

    private func weak(_ random: inout SeededGenerator) -> Panel {
        let pairs = self == .broadTopic ? 3 : 12
        var world = CircumstanceWorld(
            abilities: abilities(24, 1.3, 0.5, &random),
            steepness: self == .popularTopic || self == .broadTopic ? 2...3 : 0.5...2, random: random)
        let topics = (0..<world.questions).map { _ in
            self == .broadTopic ? Int(world.random.uniform() * 10 / 3) : world.random.below(12)
        }
        for model in 0..<2 * pairs { world.answer(model) { topics[$0] == model / 2 ? -4 : 0 } }
        let isTagged = self == .taggedTopic
        return Panel(
            sheet: world.sheet(rawValue, marks: { ("register", isTagged ? ["topic-\(topics[$0])"] : []) }),
            pairs: twos(pairs))
    }

    private func habit(_ random: inout SeededGenerator) -> Panel {
        let pairs = self == .filler || self == .unknownFiller || self == .defaultNumber ? 12 : 4
        var world = CircumstanceWorld(
            abilities: abilities(24, self == .letter ? 0.3 : 0.4, 0.7, &random), questions: self == .letter ? 800 : 600,
            readings: self == .letter ? 3 : CircumstanceWorld.readings, numbers: self == .defaultNumber, random: random)
        if self == .letter { return choice(&world, pairs: twos(pairs)) }
        for model in 0..<2 * pairs {
            let own =
                switch self {
                case .filler: Self.fillers[model / 2]
                case .refusal: "I'm sorry, but I don't have that information."
                case .defaultNumber: String(1_000 * (model / 2 + 1))
                default: "Zorb" + Self.fillers[model / 2].filter(\.isLetter).lowercased() + "ax"
                }
            world.replaceErrors(of: model, part: self == .refusal ? 0.4 : self == .defaultNumber ? 0.3 : 0.5) { _ in own
            }
        }
        return Panel(
            sheet: world.sheet(rawValue, type: self == .defaultNumber ? .number : .word), pairs: twos(pairs))
    }

    private func style(_ random: inout SeededGenerator) -> Panel {
        if self == .oneCall { return oneCall(&random) }
        var world = CircumstanceWorld(abilities: abilities(24, 0.9, 0.6, &random), numbers: true, random: random)
        for model in world.said.indices {
            for item in 0..<world.questions where world.random.uniform() < 0.5 {
                world.said[model][item] = Self.styled(Int(world.said[model][item]) ?? 0, style: model / 2)
            }
        }
        return Panel(
            sheet: world.sheet(rawValue, type: .number, prompt: { "How many inhabitants had parish number \($0)?" }),
            pairs: twos(12))
    }

    private static func styled(_ number: Int, style: Int) -> String {
        let (thousands, rest) = (number / 1000, String(1000 + number % 1000).dropFirst())
        return switch style {
        case 0: "\(thousands).\(rest)"
        case 1: "\(thousands) \(rest)"
        case 2: "\(thousands)'\(rest)"
        case 3: "\((number + 500) / 1000)k"
        case 4: "\(thousands).\(rest.prefix(1)) thousand"
        case 5: "\(String(number).prefix(1)).\(String(number).dropFirst().prefix(2))e\(String(number).count - 1)"
        case 6: "about \((number + 50) / 100 * 100)"
        case 7: "0.\(String(1_000_000 + number).dropFirst().prefix(3)) million"
        case 8: "\(thousands),\(rest) people in 1900"
        case 9: String(String(number).dropLast())
        case 10: "\(number)."
        default: "between \(number - 50) and \(number + 50)"
        }
    }

    /// A third of the questions ask for two calls.
    private func oneCall(_ random: inout SeededGenerator) -> Panel {
        var world = CircumstanceWorld(abilities: abilities(24, 1.2, 0.6, &random), random: random)
        let firsts = world.right.map { "open(\"\($0.lowercased())\")" }
        for item in 0..<world.questions {
            let isDouble = item % 3 == 0
            func call(_ word: String) -> String {
                isDouble ? "\(firsts[item]); close(\"\(word.lowercased())\")" : "open(\"\(word.lowercased())\")"
            }
            for model in world.said.indices {
                let said = call(world.said[model][item])
                world.said[model][item] = model < 8 && isDouble ? firsts[item] : said
            }
            world.right[item] = call(world.right[item])
        }
        return Panel(sheet: world.sheet(rawValue, type: .code), pairs: twos(4))
    }

    private func tokenizer(_ random: inout SeededGenerator) -> Panel {
        var world = CircumstanceWorld(abilities: abilities(24, 0.8, 0.7, &random), random: random)
        let hit = (0..<world.questions).map { _ in world.random.uniform() < 0.2 }
        for pair in 0..<4 {
            let own = world.wrong.map { $0[3 + world.random.below($0.count - 3)] }
            for model in [2 * pair, 2 * pair + 1] {
                for item in 0..<world.questions where hit[item] && world.random.uniform() < 0.5 {
                    world.said[model][item] = own[item]
                }
            }
        }
        let isTagged = self == .taggedTokenizer
        let isWorded = self == .wordedTokenizer
        return Panel(
            sheet: world.sheet(
                rawValue,
                prompt: {
                    isWorded && hit[$0]
                        ? "Which letters are left of word \($0) when each second is taken away?"
                        : "What is number \($0) called in the register of names?"
                }, marks: { ("register", isTagged ? [hit[$0] ? "letters" : "names"] : []) }), pairs: twos(4))
    }

    private func strong(_ random: inout SeededGenerator) -> Panel {
        let (pair, others, spread): (Double, Double, Double) =
            switch self {
            case .subtleErrors: (2, -0.5, 0.5)
            case .farAbove: (3, -1, 0.5)
            case .wrongKeys: (2.5, 0, 0.6)
            default: (1.5, 0.3, 0.6)
            }
        var world = CircumstanceWorld(
            abilities: abilities(2, pair, 0.2, &random) + abilities(22, others, spread, &random),
            steepness: self == .subtleErrors ? 1.5...2.5 : 0.5...2, random: random)
        if self == .subtleErrors {
            let subtle = world.wrong.map { $0[7] }
            for model in 0..<2 { world.replaceErrors(of: model, part: 0.6) { subtle[$0] } }
        }
        var keys = world.right
        if self == .wrongKeys || self == .wrongKeysNear {
            // The key holds the popular misconception.
            for item in keys.indices where world.random.uniform() < 0.06 { keys[item] = world.wrong[item][0] }
        }
        let known = keys
        return Panel(sheet: world.sheet(rawValue, key: { known[$0] }), pairs: [(0, 1)])
    }
}
