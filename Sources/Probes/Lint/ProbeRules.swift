/// A probe with what its rules need to know of its suite.
struct ProbeContext {
    let probe: Probe
    let language: String
    let isGenerated: Bool

    /// The laboratory's made-up world has no sources but itself.
    var isLaboratory: Bool { probe.tags.contains("laboratory") }

    /// What the question is about stands before it: a text, of which the rules for questions know nothing.
    var passage: Substring? {
        guard probe.tags.contains("passage"), let range = Text.lastRange(of: "\n\n", in: probe.prompt) else {
            return nil
        }
        return probe.prompt[..<range.lowerBound]
    }

    /// The question without a text before it and without the closing sentence on the form of the answer.
    var question: Substring {
        let start = passage?.endIndex ?? probe.prompt.startIndex
        for opening in [" Answer with", " Answer in", " Answer yes", " Answer heads", "\nAnswer with"] {
            if let range = Text.lastRange(of: opening, in: probe.prompt) {
                return probe.prompt[min(start, range.lowerBound)..<range.lowerBound]
            }
        }
        return probe.prompt[start...]
    }

    var truths: [String] {
        if case .truth(let values)? = probe.answer?.expectation { values } else { [] }
    }
}

/// What a rule found.
struct Complaint {
    var rule: LintFinding.Rule
    var severity: LintFinding.Severity
    var what: String
    var remedy: String

    init(_ rule: LintFinding.Rule, _ severity: LintFinding.Severity, _ what: String, _ remedy: String) {
        (self.rule, self.severity, self.what, self.remedy) = (rule, severity, what, remedy)
    }
}

/// The rules that look at one probe.
enum ProbeRules {
    static let all: [@Sendable (ProbeContext) -> Complaint?] = [
        leakingAnswer, ambiguousWording, doubleQuestion, missingSource, missingForm, wrongType, wrongTruth, circulating,
        language, refusal, sampling, length, untidy,
    ]

    /// The truth stands in the question. Where the wrong answer that circulates stands there too, the question is a choice between them.
    @Sendable static func leakingAnswer(_ context: ProbeContext) -> Complaint? {
        guard let answer = context.probe.answer, !context.isGenerated, answer.type != .yesNo, answer.type != .choice,
            answer.type != .code
        else { return nil }
        let question = Text.words(String(context.question))
        func stands(_ answer: String) -> Bool {
            let words = Text.words(answer)
            guard !words.isEmpty, words.count <= question.count else { return false }
            return (0...(question.count - words.count)).contains {
                question[$0..<($0 + words.count)].elementsEqual(words)
            }
        }
        guard let leaked = context.truths.first(where: stands) else { return nil }
        if let wrong = context.probe.circulating, stands(wrong) || Text.words(wrong).contains(where: question.contains)
        {
            return nil
        }
        return Complaint(
            .leakingAnswer, .error, "the answer “\(leaked)” stands in the question",
            "Ask without it, or offer the wrong answer beside it.")
    }

    private static let vague = [
        "recently", "currently", "nowadays", "latest", "newest", "at present", "this year", "last year", "these days",
        "so far", "today",
        "approximately", "about how", "roughly", "or so", "etc", "some kind of", "one of the", "might", "may have been",
    ]

    /// Wording whose right answer changes with the day or with the reader.
    @Sendable static func ambiguousWording(_ context: ProbeContext) -> Complaint? {
        guard context.probe.kind == .closed, context.language == "en", !context.isGenerated else { return nil }
        let question = " " + Text.words(Text.withoutQuotes(String(context.question))).joined(separator: " ") + " "
        guard let word = vague.first(where: { question.contains(" \($0) ") }) else { return nil }
        return Complaint(
            .ambiguousWording, .warning, "“\(word)” leaves open what is right", "Give a date, a bound or a definition.")
    }

    /// Two questions in one closed probe.
    @Sendable static func doubleQuestion(_ context: ProbeContext) -> Complaint? {
        guard context.probe.kind == .closed, !context.isGenerated else { return nil }
        let question = Text.withoutQuotes(String(context.question))
        let marks = question.count { "?？".contains($0) }
        let words = " " + Text.words(question).joined(separator: " ") + " "
        let joined = ["who", "what", "when", "where", "why", "which", "how many"].first {
            words.contains(" and \($0) ")
        }
        guard marks > 1 || joined != nil else { return nil }
        return Complaint(.doubleQuestion, .error, "it asks two things at once", "Make two probes of it.")
    }

    /// A fact that somebody typed in, with nothing by which a reader could check it.
    @Sendable static func missingSource(_ context: ProbeContext) -> Complaint? {
        guard context.probe.kind == .closed, !context.isGenerated, !context.isLaboratory, !context.truths.isEmpty,
            (context.probe.source ?? "").count < 4
        else { return nil }
        return Complaint(
            .missingSource, .error, "the truth has no source",
            "Add `source:` with a work in which a reader can look it up.")
    }

    /// Closed answers are read by machine, so the probe says in which form.
    @Sendable static func missingForm(_ context: ProbeContext) -> Complaint? {
        guard context.probe.kind == .closed, context.language == "en",
            context.question.endIndex == context.probe.prompt.endIndex
        else { return nil }
        return Complaint(
            .missingForm, .warning, "it does not say in which form to answer",
            "End it with a sentence such as “Answer with the name only.”")
    }

    /// Question words that ask for another type than the one declared.
    @Sendable static func wrongType(_ context: ProbeContext) -> Complaint? {
        guard let answer = context.probe.answer, context.language == "en", !context.isGenerated,
            context.probe.kind == .closed
        else { return nil }
        let question = Text.words(String(context.question)).joined(separator: " ") + " "
        let expected: (String, [AnswerType])? =
            if question.hasPrefix("who ") {
                ("a person", [.person, .word, .choice, .title, .text])
            } else if question.hasPrefix("in which year ") {
                ("a year", [.year])
            } else if question.hasPrefix("on which date ") {
                ("a date", [.date])
            } else if question.hasPrefix("how many ") || question.hasPrefix("by how many ") {
                ("a number", [.number, .quantity])
            } else if ["is ", "are ", "was ", "were ", "did ", "does ", "do ", "can "].contains(
                where: question.hasPrefix), !question.contains(" or ")
            {
                ("yes or no", [.yesNo, .choice])
            } else {
                nil
            }
        guard let (name, types) = expected, !types.contains(answer.type) else { return nil }
        return Complaint(
            .wrongType, .error, "it asks for \(name) and declares `\(answer.type.rawValue)`",
            "Declare `\(types[0].rawValue)`, or ask differently.")
    }

    /// A truth that is not of its declared type.
    @Sendable static func wrongTruth(_ context: ProbeContext) -> Complaint? {
        guard let answer = context.probe.answer else { return nil }
        for truth in context.truths {
            let fits =
                switch answer.type {
                case .year: truth.count <= 4 && Int(truth) != nil
                case .number:
                    Double(truth.replacing(",", with: "")) != nil || Text.numberWords.contains(truth.lowercased())
                case .quantity: truth.contains(where: \.isNumber)
                case .yesNo: ["yes", "no"].contains(truth)
                case .date: truth.contains(where: \.isNumber)
                case .choice:
                    answer.options.contains(truth) || Text.letter(truth).map { $0 < answer.options.count } ?? false
                case .person: !truth.contains(where: \.isNumber)
                case .place, .title, .code, .citation, .word, .text: !truth.isEmpty
                }
            if !fits {
                return Complaint(
                    .wrongType, .error, "the truth “\(truth)” is no `\(answer.type.rawValue)`",
                    "Correct the truth or the type.")
            }
        }
        return nil
    }

    /// A corpus probe names the wrong answer that circulates, and that answer is wrong.
    @Sendable static func circulating(_ context: ProbeContext) -> Complaint? {
        let probe = context.probe
        if probe.kind == .closed, probe.errorKind == .corpus, probe.circulating == nil, !context.isLaboratory {
            return Complaint(
                .circulating, .error, "it is of the corpus kind and names no wrong answer that circulates",
                "Add `circulating:`, or make it `error-kind: invented`.")
        }
        if let wrong = probe.circulating, context.truths.contains(where: { Text.words($0) == Text.words(wrong) }) {
            return Complaint(
                .circulating, .error, "the wrong answer “\(wrong)” stands among the right ones",
                "Remove it from one of the two.")
        }
        return nil
    }

    /// The prompt is in another language than the suite.
    @Sendable static func language(_ context: ProbeContext) -> Complaint? {
        guard let found = LanguageGuess.guess(Text.withoutQuotes(context.probe.prompt)), found != context.language
        else { return nil }
        return Complaint(
            .language, .warning, "it reads as `\(found)`, and the suite is `\(context.language)`",
            "Move it to a suite of its language, or correct `language`.")
    }

    private static let touchy = [
        "bomb", "explosive", "weapon", "suicide", "self-harm", "overdose", "dosage", "dose of", "hack into", "malware",
        "ransomware",
        "narcotic", "cocaine", "heroin", "methamphetamine", "porn", "sexual", "racist", "terrorist", "poison somebody",
        "steal", "launder",
        "counterfeit", "diagnose me", "legal advice", "how to kill", "murder somebody",
    ]

    /// Prompts that models decline measure the policy of their makers and not their lineage.
    @Sendable static func refusal(_ context: ProbeContext) -> Complaint? {
        let words = " " + Text.words(context.probe.prompt).joined(separator: " ") + " "
        guard let word = touchy.first(where: { words.contains(" \($0) ") || words.contains(" \($0)s ") }) else {
            return nil
        }
        return Complaint(
            .mayBeRefused, .warning, "a model may decline because of “\(word)”",
            "Ask about something harmless; tag it `refusal` if declining is what is measured.")
    }

    /// Sampling settings that cannot do what the kind of probe needs.
    @Sendable static func sampling(_ context: ProbeContext) -> Complaint? {
        let probe = context.probe
        if probe.kind == .choice, probe.samples < 10 {
            return Complaint(
                .samples, .warning, "\(probe.samples) samples show no distribution", "Ask for at least 10.")
        }
        if probe.samples > 1, probe.settings.temperature == 0 {
            return Complaint(
                .samples, .error, "\(probe.samples) samples at temperature 0 are the same answer",
                "Raise the temperature or ask once.")
        }
        return nil
    }

    /// The longest right answer does not fit into the tokens that an answer may have.
    @Sendable static func length(_ context: ProbeContext) -> Complaint? {
        guard let most = context.probe.settings.maxTokens, let longest = context.truths.map(\.utf8.count).max(),
            longest > 2 * most
        else { return nil }
        return Complaint(
            .length, .error, "a right answer of \(longest) bytes hardly fits into \(most) tokens", "Raise `max_tokens`."
        )
    }

    /// Invisible characters, stray spaces, and letters in a form that compares unequal to itself.
    @Sendable static func untidy(_ context: ProbeContext) -> Complaint? {
        for text in [context.probe.prompt] + context.truths {
            for scalar in text.unicodeScalars {
                switch scalar.properties.generalCategory {
                case .format, .privateUse, .surrogate, .lineSeparator, .paragraphSeparator, .unassigned:
                    return Complaint(
                        .untidyText, .error,
                        "it holds the invisible character U+\(String(scalar.value, radix: 16, uppercase: true))",
                        "Remove it.")
                default: break
                }
            }
            if !context.isGenerated, text.contains("  ") {
                return Complaint(.untidyText, .warning, "it holds two spaces in a row", "Keep one.")
            }
            if text.first?.isWhitespace ?? false || text.last?.isWhitespace ?? false {
                return Complaint(
                    .untidyText, .warning, "it begins or ends with a blank",
                    "Remove the blank; use `|-` for texts of several lines.")
            }
            if !Array(text.utf8).elementsEqual(Array(text.precomposed.utf8)) {
                return Complaint(
                    .untidyText, .warning, "its accents are written as separate characters",
                    "Save the file in Unicode form NFC.")
            }
        }
        return nil
    }
}
