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
        return MechanismData(
            made: "apograph validate --calibrate FILE", recording: world.facts.name, sha256: world.sha256,
            bySource: source, byItem: item)
    }
}
