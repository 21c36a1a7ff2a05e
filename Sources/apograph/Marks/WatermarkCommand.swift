import Base
import CaseFile
import ArgumentParser
import Foundation
import Marks
import Panel
import Probes

extension WatermarkScheme.Kind: ExpressibleByArgument {}
extension Seeding: ExpressibleByArgument {}

/// `apograph watermark`: does a model write as a secret key would have it?
struct WatermarkCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "watermark",
        abstract: "Test whether a model learned from watermarked text: exact p, and the key's rank among placebos.",
        discussion: """
            The owner seals the true key among placebo keys. Whoever tests scores all of them without knowing which is the true one; the owner opens the \
            seal when the scores are on the table.

            EXAMPLES
              apograph watermark seal --scheme kgw --gamma 0.5 --window 1 --key-file k -o sealed.json
              apograph watermark test c.apograph --suspect S --keys sealed.json --keep
              apograph watermark test c.apograph --suspect S --keys sealed.json --opening sealed.json.opening
            """,
        subcommands: [WatermarkSeal.self, WatermarkTestCommand.self])
}

struct WatermarkSeal: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "seal", abstract: "Hide a key among placebo keys that were drawn like it.",
        discussion: """
            Beside FILE stands FILE.opening, which only its owner may read: it opens the seal. Seedings of public implementations are named with \
            --seeding; their keys are the numbers in their configuration, and docs/marks.md says which versions are followed.
            """)

    @Option(help: "kgw, gumbel or synthid.")
    var scheme: WatermarkScheme.Kind
    @Option(help: "kgw: share of green tokens.")
    var gamma: Double?
    @Option(help: "synthid: layers.")
    var depth: Int?
    @Option(help: "Tokens before the marked one that the key looks at.")
    var window = 1
    @Option(
        help: ArgumentHelp(
            "How numbers come from the key: \(Seeding.allCases.map(\.rawValue).joined(separator: ", ")).",
            valueName: "name"))
    var seeding: Seeding = .apograph
    @Option(help: "Number of tokens of the tokenizer, where the seeding shuffles them.")
    var vocabulary: Int?
    @Option(
        help: ArgumentHelp(
            "What is marked: words, ids (token ids that come with the answers), or the marking model's tokenizer.json.",
            valueName: "words|ids|file"))
    var tokens = "words"
    @Option(
        help:
            "Score only pairs that stand in so many of a suspect's answers: what is sampled by chance stands in few. It is sealed with the keys."
    )
    var least: Int?
    @Option(help: ArgumentHelp("The true key.", valueName: "file"), completion: .file())
    var keyFile: String
    @Option(help: "How many placebo keys; the rank cannot fall below 1 / (placebos + 1).")
    var placebos = 999
    @Option(help: ArgumentHelp("The day; today unless given.", valueName: "yyyy-mm-dd"))
    var date: String?
    @Option(name: .shortAndLong, help: ArgumentHelp("The list to hand over.", valueName: "file"))
    var output: String

    func validate() throws {
        guard (19...99_999).contains(placebos) else {
            throw ValidationError("--placebos is a number from 19 to 99999.")
        }
        guard ["words", "ids"].contains(tokens) || tokens.hasSuffix(".json") else {
            throw ValidationError("--tokens is words, ids or a tokenizer.json.")
        }
    }

    func run() throws {
        let key = try MarkFiles.secret(keyFile)
        let tokenizer = tokens.hasSuffix(".json") ? try TokenReader.tokenizer(tokens) : nil
        let (sealed, opening) = try SealedKeys.seal(
            key: key,
            scheme: WatermarkScheme(
                kind: scheme, window: window, gamma: gamma, depth: depth, seeding: seeding,
                vocabulary: vocabulary ?? tokenizer?.vocabulary, tokens: tokenizer?.sha256 ?? tokens, least: least),
            placebos: placebos, date: try MarkFiles.day(date), at: keyFile)
        try MarkFiles.writeSecret(try Output.json(opening) + "\n", to: output + ".opening")
        try SuiteFiles.writeNew(try Output.json(sealed) + "\n", to: output)
        print("\(sealed.keys.count) keys, one of them true: \(Terminal.visible(output)), sealed as \(sealed.sha256)")
        if seeding != .apograph {
            Terminal.note(
                "note: keys of \(seeding.rawValue) have few bits, and its default key is published; prefer a key of your own."
            )
        }
        Terminal.note("Hand over \(output); keep \(output).opening until the scores are published.")
    }
}

struct WatermarkTestCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "test",
        abstract: "Score a model's answers under every sealed key, and open the seal where that is given.",
        discussion: """
            Each pair of window and token counts once, never where it stands in the answer's own prompt, and with --marked only where its window stands in \
            the marked text. Both the exact probability and the rank among placebo keys must be at most 1/100, else nothing is concluded.

            --tokens tokenizer.json (Hugging Face's form: byte-pair or unigram) makes ids of answers and prompts; any other FILE gives ids that came with the \
            answers, one answer a line: {"probe": "p1", "sample": 0, "tokens": [..], "prompt": [..]}. \
            --marked FILE has one text a line: {"text": "…"}, or {"tokens": [..]} for ids. Answers to questions about canaries are left out. \
            --disclose FOLDER writes what the other side needs to check an opened test with Python alone.
            """)

    @OptionGroup var file: CaseArgument
    @Option(help: "The model to test.")
    var suspect: String
    @Option(help: ArgumentHelp("The sealed list of keys.", valueName: "file"), completion: .file())
    var keys: String
    @Option(help: "The scheme, where it should be checked against the sealed one.")
    var scheme: WatermarkScheme.Kind?
    @Option(help: ArgumentHelp("What opens the seal.", valueName: "file"), completion: .file())
    var opening: String?
    @Option(help: ArgumentHelp("The marked texts, where the owner kept them.", valueName: "file"), completion: .file())
    var marked: String?
    @Option(
        help: ArgumentHelp(
            "tokenizer.json, or token ids of the answers, for schemes that mark ids.", valueName: "file"),
        completion: .file())
    var tokens: String?
    @Option(
        help: ArgumentHelp(
            "Write key, pairs and scores for the other side, with a program to check them.", valueName: "folder"))
    var disclose: String?
    @Flag(help: "Write the outcome into the case's chain.")
    var keep = false
    @Flag(help: "Print JSON.")
    var json = false

    func run() async throws {
        let held = try MarkedCase(file, mode: keep ? .readWrite : .readOnly)
        let model = try held.model(suspect)
        let sealed = try MarkFiles.decoded(
            SealedKeys.self, keys, what: "a sealed list of keys",
            remedy: "Give the file that `apograph watermark seal` wrote with -o.")
        if let scheme, scheme != sealed.scheme.kind {
            throw Problem(
                "watermark.scheme", .usage,
                "the keys are sealed for \(sealed.scheme.kind.rawValue), not \(scheme.rawValue)", at: keys,
                remedy: "Leave --scheme out: another scheme than the sealed one would be chosen afterwards.")
        }
        let scheme = try sealed.scheme.checked(at: keys)
        var place: Int?
        var opened: SealedKeys.Opening?
        if let opening {
            let made = try MarkFiles.decoded(
                SealedKeys.Opening.self, opening, what: "an opening of sealed keys",
                remedy: "Give the file FILE.opening of that list.")
            place = try sealed.place(of: made, at: opening)
            opened = made
        }
        let (rows, first) = try held.answers(of: suspect)
        guard !rows.isEmpty else {
            throw Problem(
                "watermark.unanswered", .data, "\(suspect) answered nothing in this case", at: file.path,
                remedy: "Ask it with `apograph probe`.")
        }
        var reader = try TokenReader(scheme: scheme, tokens: tokens)
        let answers = try reader.answers(rows)
        let known = try marked.map { try reader.marked($0) }
        let pairs = PairSet(answers: answers, window: scheme.window, marked: known, least: scheme.least ?? 1)
        guard pairs.count > 0 else {
            throw Problem(
                "watermark.nothing", .data, "no pair of window and token is left to score", at: file.path,
                remedy: "Ask for longer answers, or for answers that do not repeat their prompts.")
        }
        let test = try await WatermarkTest(pairs, keys: sealed.keys, scheme: scheme, texts: reader.texts, at: keys)
        let result = WatermarkResult(
            suspect: suspect, test: test, answers: answers.count, isRestricted: known != nil, opened: place,
            promise: PromiseFinding(
                sha256: sealed.sha256, date: sealed.date, firstAnswer: first, released: model.released),
            unknownTokens: reader.unknown)
        if keep { try held.keep(result) }
        if let disclose {
            guard let opened else {
                throw Problem(
                    "seal.closed", .usage, "a closed seal discloses nothing", at: disclose,
                    remedy: "Give --opening as well.")
            }
            try write(sealed, opened, pairs, reader.texts, result, to: disclose)
        }
        print(json ? try Output.json(result) : Self.text(result))
    }

    private func write(
        _ sealed: SealedKeys, _ opening: SealedKeys.Opening, _ pairs: PairSet, _ texts: TokenTexts,
        _ result: WatermarkResult,
        to folder: String
    ) throws {
        try SuiteFiles.writeNew(try Output.json(sealed) + "\n", to: "\(folder)/sealed.json")
        try SuiteFiles.writeNew(try Output.json(opening) + "\n", to: "\(folder)/opening.json")
        try SuiteFiles.writeNew(try Output.json(result) + "\n", to: "\(folder)/result.json")
        let lines = (0..<pairs.count).map { index in
            pairs[index].map { String(decoding: texts.bytes($0), as: UTF8.self) }.joined(separator: "\t") + "\n"
        }
        try SuiteFiles.writeNew(lines.joined(), to: "\(folder)/pairs.tsv")
        try SuiteFiles.writeNew(try MarkChecker.program(), to: "\(folder)/check_marks.py")
        Terminal.note(
            "Disclosed: whoever has \(folder) checks it with python3 \(Terminal.visible(URL(fileURLWithPath: folder).relativePath))/check_marks.py. The key is no secret any more."
        )
    }

    static func text(_ result: WatermarkResult) -> String {
        var lines = [result.sentence, ""]
        switch result.outcome {
        case .found: lines.append(MarkSentence.presence)
        case .notFound: lines.append(MarkSentence.absence)
        case .conflicting, .sealed: break
        }
        lines += result.cautions.map { "Caution: \($0)" }
        if let p = result.p, let rank = result.rank {
            lines += ["", "  exact p               \(p)", "  rank among the keys   \(String(format: "%.4g", rank))"]
        }
        lines += [
            "",
            "\(result.pairs) pairs of \(result.answers) answers, each once, without those of its prompt\(result.isRestricted ? ", in windows that the marked text has" : "")\((result.scheme.least ?? 1) > 1 ? ", of those that stand in at least \(result.scheme.least ?? 1) answers" : "").",
            "Sealed on \(result.promise.date) as \(result.promise.sha256)\(result.promise.firstAnswer.map { "; first answer \($0)" } ?? "").",
        ]
        return lines.joined(separator: "\n")
    }
}
