import Answers
import Base
import Kinship
import Probes

extension SmallCases {
    /// Panels drawn from the world that ships: students of three doses, and models that are on record as strangers.
    /// - Throws: `Problem` where the data that ships is missing or damaged.
    public func shippedWorld(progress: @Sendable (Int, Int) -> Void = { _, _ in }) async throws -> SmallCaseTable {
        SmallCaseTable(draws: draws, seed: seed, rows: try await rows(Source(.shipped()), progress: progress))
    }

    /// Panels drawn from every recording that holds labeled closed answers.
    /// - Throws: `Problem` where none does.
    public func recordings(
        _ recordings: [AnswerSheet], labels: PairLabels, progress: @Sendable (String) -> Void = { _ in }
    ) async throws -> SmallCaseTable {
        var out: [SmallCaseTable.Row] = []
        var any = false
        for recording in recordings {
            let table = try await AnswerTable(recording)
            let models = table.participantNames
            guard !table.items.isEmpty,
                let source = Source(
                    recording.name, models: models, matrix: table.matrix.selecting(models: table.participants),
                    pairs: labels.among(models))
            else { continue }
            any = true
            out += try await rows(source) { done, of in progress("\(recording.name): size \(done + 1) of \(of)") }
        }
        guard any else {
            throw Problem(
                "small-cases.no-labels", .data, "no recording has closed answers with labelled pairs of both kinds",
                at: recordings.map(\.name).joined(separator: ", "),
                remedy: "Give the documented kinship of its models with --labels.")
        }
        return SmallCaseTable(draws: draws, seed: seed, rows: out)
    }
}

extension SmallCases.Source {
    /// `nil` without a related and an unrelated pair.
    init?(_ data: String, models: [String], matrix: AnswerMatrix, pairs: [(a: Int, b: Int, related: Bool)]) {
        let related = pairs.filter(\.related)
        guard !related.isEmpty, related.count < pairs.count else { return nil }
        var strangers = [Bool](repeating: false, count: models.count * models.count)
        for pair in pairs where !pair.related {
            strangers[pair.a * models.count + pair.b] = true
            strangers[pair.b * models.count + pair.a] = true
        }
        self.init(
            data: data, models: models, matrix: matrix,
            kin: [.init(name: "documented kin", pairs: related.map { ($0.a, $0.b) })], strangers: strangers,
            families: FamilyBootstrap(models: models.count, relatedPairs: related.map { ($0.a, $0.b) }))
    }

    /// The world's students by dose; whoever is neither related nor left unjudged is a stranger.
    init(_ world: LabeledWorld) {
        let n = world.facts.models.count
        let at = Dictionary(world.facts.models.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
        var strangers = [Bool](repeating: true, count: n * n)
        for model in 0..<n { strangers[model * n + model] = false }
        let judged = world.facts.related.map { [$0.a, $0.b] } + world.facts.notJudged
        for pair in judged {
            let places = pair.compactMap { at[$0] }
            guard places.count == 2 else { continue }
            strangers[places[0] * n + places[1]] = false
            strangers[places[1] * n + places[0]] = false
        }
        let kin = [0.05, 0.1, 0.2, 0.4].map { dose in
            SmallCases.Kin(
                name: "students at a dose of \(dose)",
                pairs: world.facts.doses.compactMap { row in
                    guard row.kind == "student", let share = row.labeledShare,
                        WorldJudge.rounded(share) == dose, let a = at[row.model], let b = at[row.source]
                    else { return nil }
                    return (a, b)
                })
        }
        self.init(
            data: world.facts.name, models: world.facts.models, matrix: world.matrix,
            kin: kin.filter { !$0.pairs.isEmpty }, strangers: strangers,
            families: FamilyBootstrap(
                models: n,
                relatedPairs: world.facts.related.compactMap { pair in
                    at[pair.a].flatMap { a in at[pair.b].map { (a, $0) } }
                }))
    }
}
