import Base
import Kinship

/// Open answers of a labelled panel: what the open channel is calibrated and tested on.
struct OpenRecording: Sendable {
    var name: String
    var models: [String]
    /// One row a prompt, one text a model.
    var answers: [[[UInt8]?]]
    /// Of the whole panel.
    var text: PairedText
    var pairs: [(a: Int, b: Int, related: Bool)]

    var panel: OpenPanel {
        OpenPanel(
            name: name, models: models, text: text,
            pairs: pairs.map { .init(a: $0.a, b: $0.b, related: $0.related) })
    }

    /// Family of each model: connected groups of related pairs.
    var families: FamilyBootstrap {
        FamilyBootstrap(models: models.count, relatedPairs: pairs.filter(\.related).map { ($0.a, $0.b) })
    }

    /// Cuts the models in two, whole families together.
    func halves(_ random: inout SeededGenerator) -> ([Int], [Int]) {
        let families = families
        var order = Array(0..<families.families)
        random.shuffle(&order)
        let first = Set(order.prefix(order.count / 2))
        return (
            models.indices.filter { first.contains(families.family[$0]) },
            models.indices.filter { !first.contains(families.family[$0]) }
        )
    }

    /// Some of the models, drawn until a related and an unrelated pair are among them; `nil` after 300 vain draws.
    func panel(of count: Int, from members: [Int], _ random: inout SeededGenerator) -> [Int]? {
        guard members.count >= count else { return nil }
        for _ in 0..<300 {
            var drawn = members
            random.shuffle(&drawn)
            let panel = Array(drawn.prefix(count)).sorted()
            let inside = Set(panel)
            let kinds = Set(pairs.filter { inside.contains($0.a) && inside.contains($0.b) }.map(\.related))
            if kinds.count == 2 { return panel }
        }
        return nil
    }

    /// Paired text computed anew among some models, and their labelled pairs as indices into them.
    private func compare(_ members: [Int]) async -> (text: PairedText, pairs: [(a: Int, b: Int, related: Bool)])? {
        let rows = answers.map { row in members.map { row[$0] } }
        guard let text = try? await PairedText.compare(rows, models: members.count) else { return nil }
        let place = Dictionary(uniqueKeysWithValues: members.enumerated().map { ($1, $0) })
        return (
            text,
            pairs.compactMap { pair in
                guard let a = place[pair.a], let b = place[pair.b] else { return nil }
                return (a, b, pair.related)
            }
        )
    }

    /// Related pairs that it takes to learn a calibration.
    static let leastRelated = 10

    /// Calibration learnt among some models only; `nil` with fewer than `leastRelated` related pairs.
    func learn(_ members: [Int]) async -> OpenCalibration? {
        guard let (text, pairs) = await compare(members), pairs.count(where: \.related) >= Self.leastRelated else {
            return nil
        }
        let families = families
        return OpenCalibration(
            centered: pairs.map { text.centered[$0.a, $0.b] }, related: pairs.map(\.related),
            family: pairs.map { families.family[members[$0.a]] }, models: members.count,
            panelSpread: OpenCalibration.panelSpread(of: text.centered))
    }

    /// Natural log ratios of the labelled pairs of a panel of its own.
    func judge(_ members: [Int], with calibration: OpenCalibration) async -> (ratios: [Double], related: [Bool]) {
        guard let (text, pairs) = await compare(members) else { return ([], []) }
        let spread = OpenCalibration.panelSpread(of: text.centered)
        return (
            pairs.map {
                calibration.logRatio(
                    centered: text.centered[$0.a, $0.b], standardError: text.standardError[$0.a, $0.b],
                    models: members.count, panelSpread: spread)
            }, pairs.map(\.related)
        )
    }
}
