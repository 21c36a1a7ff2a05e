import Base
import Foundation
import Generators
import Testing

@testable import Probes

/// The schema for editors says what the reader reads: every key and every word, no more and no less. Since the reader refuses all else, the suites that load fit the schema.
@Suite struct SuiteSchema {
    private func schema() throws -> [String: Any] {
        let data = try Data(contentsOf: URL(fileURLWithPath: repository + "/probes/suite.schema.json"))
        return try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    }

    /// The value at a path of keys.
    private func value(_ path: String...) throws -> Any {
        try path.reduce(try schema() as Any) { try #require(($0 as? [String: Any])?[$1], "\(path)") }
    }

    private func keys(_ object: Any) throws -> Set<String> { Set(try #require(object as? [String: Any]).keys) }

    @Test func `its keys are the reader's keys`() throws {
        #expect(try keys(value("properties")) == Set(SuiteReader.suiteKeys))
        #expect(
            try keys(value("properties", "defaults", "properties"))
                == Set(SuiteReader.settingKeys + SuiteReader.sharedKeys))
        #expect(try keys(value("properties", "generator", "properties")) == Set(SuiteReader.recipeKeys))
        #expect(try keys(value("$defs", "probe", "properties")) == Set(SuiteReader.probeKeys))
        #expect(try keys(value("$defs", "answer", "properties")) == Set(SuiteReader.answerKeys))
        #expect(try keys(value("$defs", "canary", "properties")) == Set(SuiteReader.canaryKeys))
        #expect(
            try keys(value("$defs", "probe", "properties", "settings", "properties")) == Set(SuiteReader.settingKeys))
    }

    @Test func `its words are the reader's words`() throws {
        func words(_ object: Any) throws -> [String] { try #require((object as? [String: Any])?["enum"] as? [String]) }
        #expect(try words(value("$defs", "answer", "properties", "type")) == AnswerType.allCases.map(\.rawValue))
        #expect(try words(value("properties", "kind")) == ProbeKind.allCases.map(\.rawValue))
        #expect(try words(value("properties", "error-kind")) == ErrorKind.allCases.map(\.rawValue))
        #expect(try words(value("properties", "generator", "properties", "name")) == Generators.names)
        #expect(
            try words(value("$defs", "answer", "properties", "expect"))
                == SuiteReader.PartialAnswer.Expected.allCases.map(\.rawValue))
    }
}
