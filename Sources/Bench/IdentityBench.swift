import Foundation
import Lab
import Panel
import Runner

/// How often `apograph models check` is wrong: every network of the laboratory against itself and against every other, over real HTTP.
enum IdentityBench {
    static func run() async throws {
        let cast = try Cast.load()
        try await LabServer(cast: cast).serving { base in
            let models = cast.members.map { PanelModel(id: $0.name, provider: "laboratory", endpoint: base) }
            for samples in [2, 4, 8] {
                let first = try await ModelsCheck(models: models).sheets(samples: samples)
                let second = try await ModelsCheck(models: models).sheets(samples: samples)
                var alarms = 0
                var same = 0
                var misses: [String] = []
                var pairs = 0
                for a in models.indices {
                    for b in models.indices where b >= a {
                        let outcome = ModelsCheck.compare(first[a], second[b]).outcome
                        // A network against itself, or against its own weights under another name.
                        if cast.members[a].weightsDigest == cast.members[b].weightsDigest {
                            same += 1
                            if outcome != .noDifferenceFound { alarms += 1 }
                            continue
                        }
                        pairs += 1
                        if outcome != .different {
                            misses.append("\(first[a].model) and \(second[b].model)")
                        }
                    }
                }
                print(
                    "models check, \(samples) samples: \(alarms) of \(same) pairs of one network called different, \(misses.count) of \(pairs) pairs of two networks not told apart "
                        + misses.joined(separator: "; "))
            }
        }
    }
}
