import Foundation
import Normalization
import Probes
import Testing

/// The repository's suites and the normalizer, held against each other.
@Suite struct SuiteTruths {
    private func closed() throws -> [(suite: String, probe: Probe, spec: AnswerSpec, truths: [String])] {
        let repository = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let library = try SuiteLibrary(root: repository.path + "/probes")
        return try library.names().flatMap { try library.load($0) }.flatMap { suite in
            suite.probes.compactMap { probe in
                guard let spec = probe.answer, case .truth(let truths) = spec.expectation else { return nil }
                return (suite.name, probe, spec, truths)
            }
        }
    }

    @Test func `every truth of every suite is read as right, bare, with a full stop and in bold`() throws {
        var missed: [String] = []
        for (suite, probe, spec, truths) in try closed() {
            for truth in truths {
                for said in [truth, truth + ".", "**\(truth)**"] {
                    let answer = Normalizer.answers([said], to: spec)[0]
                    if answer.state != .right {
                        missed.append("\(suite)/\(probe.id): \(said) is \(answer.state) \(answer.key ?? "")")
                    }
                }
            }
        }
        #expect(missed.isEmpty, "\(missed.count): \(missed.prefix(40).joined(separator: "\n"))")
    }

    @Test func `every wrong answer that circulates is read as wrong`() throws {
        var missed: [String] = []
        for (suite, probe, spec, _) in try closed() {
            guard let wrong = probe.circulating else { continue }
            for said in [wrong, wrong + "."] {
                let answer = Normalizer.answers([said], to: spec)[0]
                if answer.state != .wrong {
                    missed.append("\(suite)/\(probe.id): \(said) is \(answer.state) \(answer.key ?? "")")
                }
            }
        }
        #expect(missed.isEmpty, "\(missed.count): \(missed.prefix(40).joined(separator: "\n"))")
    }

    @Test func `different truths of one generated suite have different readings`() throws {
        var readings: [String: [String: String]] = [:]
        let made = try closed().filter { entry in
            ["computed/", "hard/", "catalog/"].contains { entry.suite.hasPrefix($0) }
        }
        for (suite, probe, spec, truths) in made where spec.type != .yesNo {
            let key = Normalizer.reading(of: truths[0], as: spec).key ?? ""
            if let other = readings[suite, default: [:]].updateValue(truths[0], forKey: "\(spec.type) \(key)") {
                #expect(other == truths[0], "\(suite)/\(probe.id)")
            }
        }
        #expect(readings.count >= 33)
    }
}
