import Base
import Kinship
import Normalization
import Probes

/// Evasion, measured on the networks of known truth: each student alone beside the laboratories, its answers disguised, judged as a case is judged.
///
/// Texts are written from the recorded answers (one word an answer, a made-up one for every reading) and what the disguise makes of them goes through
/// the normaliser; the other disguises change the answers themselves. What is counted against the tool is a loss of share and of ratio; what is
/// counted against it as well is a disguise that makes an innocent laboratory look like the teacher.
public struct Evasion: Sendable {
    let world: LabeledWorld
    public var seed: UInt64

    /// - Throws: `Problem` where the data that ships is missing or damaged.
    public init(seed: UInt64 = 1) throws {
        self.init(world: try .shipped(), seed: seed)
    }

    init(world: LabeledWorld, seed: UInt64 = 1) {
        self.world = world
        self.seed = seed
    }

    static let doses = [0.1, 0.2, 0.4, 0.7]
    private static let answer = AnswerSpec(type: .word, expectation: .truth(["Andaros"]))

    struct Case: Sendable {
        var log10: Double
        var share: Double
        var causal: Double
        var strangers: Int
        var strangersOverTen: Int
        /// Answers that the normaliser reads as before, of those that were rewritten.
        var readAsBefore: Int
        var rewritten: Int
    }

    private struct Student: Sendable {
        var row: Int
        var teacher: Int
        var dose: Double
        var causal: Double
    }

    /// - Parameter progress: called with disguises done and in all.
    /// - Throws: `KinshipError` where the shipped calibration is damaged.
    public func table(
        _ disguises: [Disguise] = Disguise.all, progress: @Sendable (Int, Int) -> Void = { _, _ in }
    ) async throws -> EvasionTable {
        let at = Dictionary(world.facts.models.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
        let laboratories = world.facts.corpora.keys.sorted().compactMap { at[$0] }
        let students = world.facts.doses.compactMap { row -> Student? in
            guard row.kind == "student", let share = row.labeledShare, let r = at[row.model], let s = at[row.source],
                laboratories.contains(s), let causal = row.causalShare
            else { return nil }
            return Student(row: r, teacher: s, dose: WorldJudge.rounded(share), causal: causal)
        }.filter { Self.doses.contains($0.dose) }
        let calibration = try Calibration.shipped().closed
        var rows: [EvasionTable.Row] = []
        for (done, disguise) in disguises.enumerated() {
            progress(done, disguises.count)
            let found = try await Parallel.mapAsync(students.count) { k in
                try await judge(students[k], disguise, laboratories, calibration, stream: UInt64(k))
            }
            for dose in Self.doses {
                let mine = students.indices.filter { students[$0].dose == dose }.map { found[$0] }
                if !mine.isEmpty { rows.append(.init(disguise: disguise.words, dose: dose, cases: mine)) }
            }
        }
        return EvasionTable(data: world.facts.name, sha256: world.sha256, seed: seed, rows: rows)
    }

    private func judge(
        _ student: Student, _ disguise: Disguise, _ laboratories: [Int], _ calibration: ClosedCalibration,
        stream: UInt64
    ) async throws -> Case {
        var random = SeededGenerator(seed: seed, stream: stream)
        let others = laboratories.filter { $0 != student.teacher }
        let donor = others[random.below(others.count)]
        var codes = Array(world.matrix.row(student.row))
        var same = 0
        var rewritten = 0
        for item in codes.indices {
            switch disguise {
            case .none: break
            case .abstaining(let part): if random.uniform() < part { codes[item] = AnswerMatrix.abstained }
            case .mixed(let part): if random.uniform() < part { codes[item] = world.matrix[donor, item] }
            case .planted(let part):
                guard random.uniform() < part else { continue }
                let said = Set(others.map { world.matrix[$0, item] }).subtracting([world.matrix[student.teacher, item]])
                    .filter { $0 != AnswerMatrix.right && $0 < AnswerMatrix.neverMatches }.sorted()
                codes[item] = said.isEmpty ? AnswerMatrix.neverMatches : said[random.below(said.count)]
            case .paraphrased, .restyled, .tone:
                guard codes[item] < AnswerMatrix.neverMatches,
                    let text = disguise.rewritten(Self.word(codes[item]), &random)
                else { continue }
                rewritten += 1
                let read = Self.code(of: text, before: codes[item])
                if read == codes[item] { same += 1 }
                codes[item] = read
            }
        }
        let matrix = try AnswerMatrix(
            models: laboratories.count + 1, items: codes.count,
            codes: codes + laboratories.flatMap { Array(world.matrix.row($0)) })
        let model = await AnswerModel(matrix, workers: 1)
        let panel = try PanelScore(await InheritedShare.ordered(model.with(.panel), workers: 1))
        let shares = await InheritedShare.twoPass(model, workers: 1)
        func log10(_ row: Int) -> Double {
            calibration.log10(score: panel.score[0, row], error: panel.standardError[0, row])
        }
        let rows = laboratories.indices.map { $0 + 1 }
        let teacher = (laboratories.firstIndex(of: student.teacher) ?? 0) + 1
        // Who lent its answers is no stranger.
        let mixed = if case .mixed = disguise { laboratories.firstIndex(of: donor).map { $0 + 1 } } else { Int?.none }
        let strangers = rows.filter { $0 != teacher && $0 != mixed }
        return Case(
            log10: log10(teacher), share: shares.sums(recipient: 0, source: teacher).share, causal: student.causal,
            strangers: strangers.count, strangersOverTen: strangers.count { log10($0) >= 1 }, readAsBefore: same,
            rewritten: rewritten)
    }

    /// The made-up word of a reading; the right one's is the truth of `answer`.
    static func word(_ code: UInt8) -> String {
        let first = [
            "An", "Bel", "Cor", "Dul", "Fen", "Gar", "Hol", "Jor", "Kel", "Lun", "Mor", "Nev", "Or", "Pel", "Rud",
            "Sil",
        ]
        let second = ["da", "ki", "lo", "mu", "ne", "pa", "ri", "so", "tu", "va", "ze", "bo", "fi", "ge", "ha", "ju"]
        return first[Int(code) % 16] + second[Int(code) / 16] + "ros"
    }

    /// What the normaliser makes of a text, beside the bare word of its reading before.
    static func code(of text: String, before: UInt8) -> UInt8 {
        let answers = Normalizer.answers([text, word(before) + "."], to: answer)
        guard let now = answers.first, let plain = answers.last else { return AnswerMatrix.missing }
        if now.state == plain.state, now.key == plain.key { return before }
        switch now.state {
        case .right: return AnswerMatrix.right
        case .wrong, .answered: return AnswerMatrix.neverMatches
        case .abstained: return AnswerMatrix.abstained
        case .unparsed, .missing, .notAsked: return AnswerMatrix.missing
        }
    }
}
