import RealModule

/// Paired text among the models of one recording whose kinship is documented.
public struct OpenPanel: Sendable {
    public let name: String
    public let models: [String]
    public let text: PairedText
    public let pairs: [LabeledRecording.Pair]

    public init(name: String, models: [String], text: PairedText, pairs: [LabeledRecording.Pair]) {
        self.name = name
        self.models = models
        self.text = text
        self.pairs = pairs
    }

    var families: FamilyBootstrap {
        FamilyBootstrap(models: models.count, relatedPairs: pairs.filter(\.related).map { ($0.a, $0.b) })
    }

    /// Calibration from all labelled pairs but those with a model of the families left out.
    public func calibration(leavingOut out: Set<Int> = []) -> OpenCalibration? {
        calibration(of: text.centered, leavingOut: out)
    }

    private func calibration(of centered: SquareMatrix, leavingOut out: Set<Int>) -> OpenCalibration? {
        let families = families
        let used = pairs.filter { !out.contains(families.family[$0.a]) && !out.contains(families.family[$0.b]) }
        return OpenCalibration(
            centered: used.map { centered[$0.a, $0.b] }, related: used.map(\.related),
            family: used.map { families.family[$0.a] }, models: models.count,
            panelSpread: OpenCalibration.panelSpread(of: centered))
    }

    /// Every labelled pair with the ratio that it gets when the families of both models are left out of the learning.
    public func judged() async -> [JudgedPair] { await judged(text.centered, standardError: text.standardError) }

    /// The same by another centred score of pairs.
    func judged(_ centered: SquareMatrix, standardError: SquareMatrix) async -> [JudgedPair] {
        let families = families
        let spread = OpenCalibration.panelSpread(of: centered)
        let sets = Set(pairs.map { Set([families.family[$0.a], families.family[$0.b]]) }).sorted {
            $0.sorted().lexicographicallyPrecedes($1.sorted())
        }
        let learnt = await Parallel.map(sets.count) { calibration(of: centered, leavingOut: sets[$0]) }
        let bySet = Dictionary(uniqueKeysWithValues: zip(sets, learnt))
        return pairs.compactMap { pair -> JudgedPair? in
            let own = Set([families.family[pair.a], families.family[pair.b]])
            guard let calibration = bySet[own].flatMap({ $0 }), centered[pair.a, pair.b].isFinite else {
                return nil
            }
            let ratio = calibration.logRatio(
                centered: centered[pair.a, pair.b], standardError: standardError[pair.a, pair.b],
                models: models.count, panelSpread: spread)
            let numbers = own.sorted()
            return JudgedPair(
                recording: name, a: models[pair.a], b: models[pair.b], related: pair.related,
                families: [numbers.first ?? -1, numbers.last ?? -1], log10: ratio / Double.log(10))
        }
    }
}

/// What turns paired text into a likelihood ratio, and what the validation says of such ratios. Its ratios never go below 1: unlike answers speak
/// for no descent only where a rate on students of other bases says how often they do, and no such rate supports it.
public struct OpenChannelCalibration: Sendable, Hashable, Codable {
    public var model: OpenCalibration
    /// Where the figures come from.
    public var recording: String
    public var models: Int
    public var prompts: Int
    public var bounds: EmpiricalBounds
    /// Of unrelated pairs, LR ≥ 10, 100, 1,000; of related pairs, LR ≤ 1/10, 1/100, 1/1,000.
    public var misleading: [ClosedCalibration.Misleading]
    public var missed: [ClosedCalibration.Misleading]
    public var relatedPairs: Int
    public var unrelatedPairs: Int
    public var relatedFamilies: Int
    public var families: Int
    /// Cllr in bits, the families of both models left out.
    public var cllr: Double?
    public var cllrMin: Double?
    /// Cllr on other recordings and on panels of other make-up, by name.
    public var cllrElsewhere: [String: Double]
    /// The counts behind a Tippett and a calibration plot; `nil` in files of before they were kept.
    public var curve: RatioCurve?

    /// - Parameter prompts: how many prompts the panel answered.
    /// - Returns: `nil` where the panel has too few labelled pairs to learn from.
    public init?(_ panel: OpenPanel, prompts: Int, cllrElsewhere: [String: Double] = [:]) async {
        guard var model = panel.calibration() else { return nil }
        model.center = ClosedCalibration.rounded(model.center)
        model.scale = ClosedCalibration.rounded(model.scale)
        model.spread = ClosedCalibration.rounded(model.spread)
        model.references = model.references.map {
            .init(centered: ClosedCalibration.rounded($0.centered), weight: ClosedCalibration.rounded($0.weight))
        }
        self.model = model
        recording = panel.name
        models = panel.models.count
        self.prompts = prompts
        self.cllrElsewhere = cllrElsewhere.mapValues(ClosedCalibration.rounded)
        let pairs = await panel.judged()
        let independent = CrossValidation.independent(pairs)
        bounds = EmpiricalBounds(related: independent.related, unrelated: independent.unrelated)
        // What was judged are versions and siblings. A student on another base looks like a stranger here (15 of 25 documented ones on
        // AlpacaEval, STATISTICS.md §8), so being unlike says nothing until a rate on students says otherwise.
        bounds.floor = 0
        let related = pairs.filter(\.related)
        let unrelated = pairs.filter { !$0.related }
        misleading = [1.0, 2, 3].map { ClosedCalibration.rate($0, in: unrelated.map(\.log10)) }
        missed = ClosedCalibration.missedLevels.map { ClosedCalibration.rate($0, in: related.map { -$0.log10 }) }
        curve = RatioCurve(related: related.map(\.log10), unrelated: unrelated.map(\.log10))
        relatedPairs = related.count
        unrelatedPairs = unrelated.count
        relatedFamilies = independent.related.count
        families = Set(pairs.flatMap(\.families)).count
        let ratios = pairs.map { $0.log10 * Double.log(10) }
        cllr = LikelihoodRatioCost.cllr(logRatios: ratios, related: pairs.map(\.related)).map(ClosedCalibration.rounded)
        cllrMin = LikelihoodRatioCost.cllrMin(scores: ratios, related: pairs.map(\.related)).map(
            ClosedCalibration.rounded)
    }

    /// log10 LR before the bounds; 0 where the panel is too small or the pair has no figure.
    public func log10(_ text: PairedText, _ a: Int, _ b: Int) -> Double {
        model.logRatio(
            centered: text.centered[a, b], standardError: text.standardError[a, b], models: text.centered.count,
            panelSpread: OpenCalibration.panelSpread(of: text.centered)) / Double.log(10)
    }
}
