import Foundation
import Testing

/// `compare --json` against the schema that is published for those who read it.
@Suite struct SchemaTests {
    private static func schema() throws -> JSONSchema {
        try JSONSchema(
            contentsOf: URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
                .deletingLastPathComponent().appendingPathComponent("docs/findings.schema.json"))
    }

    private func made() throws -> Program {
        let apograph = try Program()
        try apograph.writeRecording(twin: true)
        #expect(try apograph("new", "a.apograph").status == 0)
        #expect(try apograph("import", "a.apograph", "jsonl", "made-up").status == 0)
        return apograph
    }

    @Test(
        "What compare prints follows the schema",
        arguments: [[], ["--suspect", "student", "--alleged", "m0"], ["--suspect", "twin"]])
    func follows(arguments: [String]) throws {
        let printed = try made().run(["compare", "a.apograph", "--json"] + arguments)
        #expect(printed.status == 0, "\(printed.errors)")
        let faults = try Self.schema().faults(in: JSONSerialization.jsonObject(with: Data(printed.output.utf8)))
        #expect(faults.isEmpty, "\(faults.prefix(10))")
    }

    @Test func `What does not follow the schema is told by its place`() throws {
        let printed = try made()("compare", "a.apograph", "--json")
        var object = try #require(
            try JSONSerialization.jsonObject(with: Data(printed.output.utf8)) as? [String: Any])
        var pairs = try #require(object["pairs"] as? [[String: Any]])
        pairs[0]["a"] = 7
        pairs[1]["items"] = nil
        pairs[2]["odds"] = 3
        object["pairs"] = pairs
        let faults = Set(try Self.schema().faults(in: object))
        #expect(
            faults == [
                "findings.pairs[0].a is no string", "findings.pairs[1].items is missing",
                "findings.pairs[2].odds is not known",
            ])
    }

    /// Names that programs outside read.
    @Test func `Names that others read stay`() throws {
        let printed = try made()("compare", "a.apograph", "--suspect", "student", "--alleged", "m0", "--json")
        let object = try #require(
            try JSONSerialization.jsonObject(with: Data(printed.output.utf8)) as? [String: Any])
        let pair = try #require((object["pairs"] as? [[String: Any]])?.first { $0["fused"] != nil })
        #expect(pair["a"] is String && pair["b"] is String && pair["sharedErrors"] is Int && pair["bothWrong"] is Int)
        #expect((pair["fused"] as? [String: Any])?["log10"] is Double)
        #expect((pair["fused"] as? [String: Any])?["uncapped"] is Double)
        #expect((pair["shareOfAFromB"] as? [String: Any])?["value"] is Double)
        let alarm = try #require((object["alarms"] as? [[String: Any]])?.first)
        #expect(alarm["kind"] as? String == "identical" && alarm["models"] as? [String] == ["m1", "twin"])
        let claim = try #require(object["claim"] as? [String: Any])
        let verdict = try #require(claim["verdict"] as? [String: Any])
        #expect(verdict["outcome"] as? String == "support" && verdict["reasons"] is [String])
        #expect((verdict["ratio"] as? [String: Any])?["log10"] is Double)
        let other = try #require((claim["alternatives"] as? [[String: Any]])?.first)
        #expect(other["name"] is String && other["status"] is String)
        let row = try #require((claim["sensitivity"] as? [[String: Any]])?.first)
        #expect((row["ratio"] as? [String: Any])?["log10"] is Double)
    }
}
