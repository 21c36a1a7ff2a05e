import Kinship

extension WorldReport {
    /// The mechanism's calibration from the world that ships: by source (an oracle's knowledge) and by item (what a suite knows).
    /// - Throws: `Problem` where the data that ships is missing or damaged; `KinshipError` where a way has too few cases.
    public static func mechanismCalibration(workers: Int = Parallel.cores) async throws -> MechanismData {
        let world = try LabeledWorld.shipped()
        let model = await AnswerModel(world.matrix, workers: workers)
        let first = await InheritedShare.ordered(model, workers: workers)
        let relatives = try PanelScore(first).relatives(above: model.settings.relativesAbove)
        let shares = await InheritedShare.twoPass(model, first: first, workers: workers)
        let panel = try PanelScore(shares)
        let ratios = try PanelScore(await InheritedShare.ordered(model.with(.panel), workers: workers))
        let judge = WorldJudge(
            world: world, model: model, shares: shares, panel: panel, ratios: ratios, relatives: relatives)
        let byItem = world.kindsByItem
        guard let source = MechanismCalibration(judge.cases { world.kinds(of: $0) }, kindsBySource: true),
            let item = MechanismCalibration(judge.cases { _ in byItem }, kindsBySource: false)
        else { throw KinshipError.damagedData("the world has too few relations of one way") }
        guard let doses = DoseReport(shares, models: world.facts.models, doses: world.facts.doses) else {
            throw KinshipError.damagedData("the world has fewer than three relations of known share")
        }
        return MechanismData(
            made: "apograph validate --calibrate FILE", recording: world.facts.name, sha256: world.sha256,
            bySource: source, byItem: item, doses: doses.known)
    }
}

extension DoseReport {
    /// As it ships for reports, to four decimals.
    var known: KnownDoses {
        func rounded(_ x: Double) -> Double { (x * 1e4).rounded() / 1e4 }
        return KnownDoses(
            points: rows.map {
                .init(
                    model: $0.model, source: $0.source, causal: rounded($0.causalShare), share: rounded($0.share),
                    low: rounded($0.low), high: rounded($0.high))
            }, slope: rounded(slope), intercept: rounded(intercept), rmse: rounded(rmse),
            covered: rows.count { $0.covered })
    }
}
