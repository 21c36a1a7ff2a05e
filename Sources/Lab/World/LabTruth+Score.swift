extension LabTruth.Pair {
    /// Whether a finding agrees with the truth. Not told is never wrong where the way is concerned, and it is wrong where kin went unnoticed.
    ///
    /// A clone needs the alarm and nobody else may raise it; students, tuned networks and twins need a likelihood ratio of 10 or more, and
    /// their own way where one is told; a corpus in part the same may show or not, and never as outputs; of two that come from a third
    /// nothing is asked but that no alarm is raised; the unrelated stay under 10.
    public func agrees(_ found: LabTruth.Found) -> Bool {
        let kin = (found.log10 ?? -.infinity) >= LabTruth.threshold
        func told(_ way: String) -> Bool { found.way == nil || found.way == way }
        return switch relation {
        case .clone: found.alarm
        case .student: !found.alarm && kin && told("outputs")
        case .tuned: !found.alarm && kin && told("weights")
        case .sameCorpus: !found.alarm && kin && told("texts")
        case .sharedTexts: !found.alarm && told("texts")
        case .through: !found.alarm
        case .unrelated: !found.alarm && !kin
        }
    }

    /// Whether the causal share lies in the 95 % interval of the share found, the truth's own noise added; `nil` where there is none to compare.
    public func shareAgrees(_ found: LabTruth.Found) -> Bool? {
        guard case .student(let teaching) = relation, let share = found.share else { return nil }
        let own = found.shareStandardError
        let error = (own * own + teaching.noise * teaching.noise).squareRoot()
        return abs(share - teaching.causalShare) <= 1.959964 * error
    }
}

extension LabTruth {
    /// How an analysis of all pairs did against the truth.
    public struct Score: Sendable, Hashable {
        /// Findings that agree with the truth, of how many.
        public var agreeing = Count()
        /// Students whose teachers, each of them, were found as kin.
        public var students = Count()
        /// Causal shares inside the interval of the share found.
        public var shares = Count()
        /// Unrelated pairs that stayed under a likelihood ratio of 10.
        public var unrelated = Count()
        /// Pairs whose finding does not agree.
        public var disagreeing: [Pair] = []

        public struct Count: Sendable, Hashable {
            public var met = 0
            public var of = 0

            mutating func add(_ holds: Bool) {
                of += 1
                met += holds ? 1 : 0
            }
        }

        /// The score as lines for a terminal.
        public var lines: [String] {
            [
                "\(students.met) of \(students.of) students traced to all of their teachers",
                "\(shares.met) of \(shares.of) causal shares inside the 95 % interval",
                "\(unrelated.met) of \(unrelated.of) unrelated pairs under a likelihood ratio of 10",
                "\(agreeing.met) of \(agreeing.of) findings agree with the truth",
            ] + disagreeing.map { "not in agreement: \($0.model) and \($0.other) (\($0.relation.words))" }
        }
    }

    /// Scores what was found; pairs that `found` does not know are left out.
    public func score(_ found: (Pair) -> Found?) -> Score {
        var score = Score()
        var missed: Set<String> = []
        for pair in pairs {
            guard let finding = found(pair) else { continue }
            let agrees = pair.agrees(finding)
            score.agreeing.add(agrees)
            if !agrees { score.disagreeing.append(pair) }
            if let holds = pair.shareAgrees(finding) { score.shares.add(holds) }
            if pair.relation == .unrelated { score.unrelated.add(agrees) }
            if case .student = pair.relation, !agrees { missed.insert(pair.model) }
        }
        for model in lineage.models where model.kind == .student {
            score.students.add(!missed.contains(model.name))
        }
        return score
    }
}
