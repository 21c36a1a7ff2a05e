import Base
import Foundation
import Testing

/// `compare --json` against the schema that is published for those who read it.
@Suite struct SchemaTests {
    private static func schema() throws -> JSONSchema {
        try JSONSchema(
            contentsOf: URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
                .deletingLastPathComponent().appendingPathComponent("docs/findings.schema.json"))
    }

    /// What `compare --json` prints of a recording with a student and a twin.
    private func printed(_ arguments: [String] = []) throws -> JSONValue {
        let apograph = try Program()
        try apograph.writeRecording(twin: true)
        #expect(try apograph("new", "a.apograph").status == 0)
        #expect(try apograph("import", "a.apograph", "jsonl", "made-up").status == 0)
        let result = try apograph.run(["compare", "a.apograph", "--json"] + arguments)
        #expect(result.status == 0, "\(result.errors)")
        return try CanonicalJSON.value(of: Array(result.output.utf8))
    }

    @Test(
        "What compare prints follows the schema",
        arguments: [[], ["--suspect", "student", "--alleged", "m0"], ["--suspect", "twin"]] as [[String]])
    func follows(arguments: [String]) throws {
        let faults = try Self.schema().faults(in: try printed(arguments))
        #expect(faults.isEmpty, "\(faults.prefix(10))")
    }

    @Test func `What does not follow the schema is told by its place`() throws {
        guard case .object(var members) = try printed(),
            let place = members.firstIndex(where: { $0.key == "pairs" }),
            case .array(var pairs) = members[place].value, case .object(var first) = pairs[0],
            case .object(var second) = pairs[1], case .object(var third) = pairs[2]
        else {
            Issue.record("these are no findings")
            return
        }
        first = first.map { $0.key == "a" ? JSONMember("a", 7) : $0 }
        second.removeAll { $0.key == "items" }
        third.append(JSONMember("odds", 3))
        pairs.replaceSubrange(0..<3, with: [.object(first), .object(second), .object(third)])
        members[place].value = .array(pairs)
        let faults = Set(try Self.schema().faults(in: .object(members)))
        #expect(
            faults == [
                "findings.pairs[0].a is no string", "findings.pairs[1].items is missing",
                "findings.pairs[2].odds is not known",
            ])
    }

    /// Names that programs outside read.
    @Test func `Names that others read stay`() throws {
        let found = try printed(["--suspect", "student", "--alleged", "m0"])
        let pair = try #require(found["pairs"]?[0])
        #expect(pair["a"]?.string != nil && pair["b"]?.string != nil)
        #expect(pair["items"]?.integer == 200 && pair["sharedErrors"]?.integer != nil)
        #expect(pair["bothWrong"]?.integer != nil && pair["shareOfAFromB"]?["value"]?.double != nil)
        #expect(pair["fused"]?["log10"]?.double != nil && pair["fused"]?["uncapped"]?.double != nil)
        let alarm = try #require(found["alarms"]?[0])
        #expect(alarm["kind"]?.string == "identical" && alarm["models"]?[0]?.string != nil)
        let claim = try #require(found["claim"])
        #expect(claim["verdict"]?["outcome"]?.string == "support")
        #expect(claim["verdict"]?["ratio"]?["log10"]?.double != nil)
        #expect(claim["verdict"]?["reasons"] == .array([]))
        #expect(claim["alternatives"]?[0]?["name"]?.string != nil)
        #expect(claim["alternatives"]?[0]?["status"]?.string != nil)
        #expect(claim["sensitivity"]?[0]?["ratio"]?["log10"]?.double != nil)
    }
}
