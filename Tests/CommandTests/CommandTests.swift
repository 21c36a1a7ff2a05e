import Foundation
import Testing

@Suite struct CommandTests {
    @Test func `From recorded lines to a finding and a page, with the documented exit codes`() throws {
        let apograph = try Program()
        try apograph.writeRecording()
        #expect(try apograph("new", "a.apograph").status == 0)
        let imported = try apograph("import", "a.apograph", "jsonl", "made-up")
        #expect(imported.status == 0, "\(imported.errors)")
        let found = try apograph("compare", "a.apograph", "--suspect", "student", "--alleged", "m0", "--exit-code")
        #expect(found.status == 10, "\(found.errors)")
        #expect(found.output.contains("support for a line of descent"))
        let stranger = try apograph("compare", "a.apograph", "--suspect", "m3", "--alleged", "m4", "--exit-code")
        #expect(stranger.status == 11)
        let page = try apograph(
            "report", "a.apograph", "--suspect", "student", "--alleged", "m0", "--for", "journalist", "-o", "pages")
        #expect(page.status == 0, "\(page.errors)")
        let pages = try FileManager.default.contentsOfDirectory(atPath: apograph.folder.path + "/pages")
        #expect(pages.contains { $0.hasSuffix(".html") })
        #expect(try apograph("verify", "a.apograph").status == 0)
    }

    @Test func `Evaluation prints the documented JSON, and its figures are those of the labels`() throws {
        let apograph = try Program()
        try apograph.writeRecording()
        let result = try apograph("evaluate", "made-up", "--labels", "pairs.csv", "--json")
        #expect(result.status == 0, "\(result.errors)")
        let json = try #require(
            try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
        let rows = try #require(json["rows"] as? [[String: Any]])
        let share = try #require(rows.first { $0["statistic"] as? String == "inherited-share" })
        #expect(share["related"] as? Int == 1 && share["unrelated"] as? Int == 27)
        #expect((share["auc"] as? Double ?? 0) == 1)
        for key in ["data", "ap", "tpr_at_1pct_fpr", "seconds"] { #expect(share[key] != nil, "\(key)") }
        #expect(
            Set(rows.compactMap { $0["statistic"] as? String }).isSuperset(of: ["copying-ll", "capa", "agree-wrong"]))
        #expect(json["calibration"] is [Any])
    }

    @Test func `The shipped validation passes and prints the same bytes twice`() throws {
        let apograph = try Program()
        let first = try apograph("validate", "--json")
        #expect(first.status == 0, "\(first.errors)")
        #expect(try apograph("validate", "--json").output == first.output)
        #expect(try JSONSerialization.jsonObject(with: Data(first.output.utf8)) is [String: Any])
    }

    @Test(
        "What cannot be used is refused with its place, its remedy and its exit code",
        arguments: [
            (["compare", "missing.apograph"], Int32(66), "missing.apograph"),
            (["compare", "garbage.apograph"], 65, "garbage.apograph"),
            (["import", "garbage.apograph", "jsonl", "pairs.csv"], 65, "garbage.apograph"),
            (["evaluate", "empty", "--labels", "pairs.csv"], 66, "empty"),
            (["suite", "lint", "broken.yaml"], 65, "broken.yaml"),
            (["verify", "garbage.apograph"], 65, "garbage.apograph"),
        ])
    func refused(arguments: [String], status: Int32, place: String) throws {
        let apograph = try Program()
        try apograph.write("garbage.apograph", "this is no case, and long enough to be read as something\n")
        try apograph.write("broken.yaml", "suite: a/b\nprobes:\n\t- id: x\n")
        try apograph.write("pairs.csv", "model_a,model_b,related\n")
        try FileManager.default.createDirectory(
            at: apograph.folder.appendingPathComponent("empty"), withIntermediateDirectories: true)
        let result = try apograph.run(arguments)
        #expect(result.status == status || (status == 66 && result.status == 65), "\(result.status): \(result.errors)")
        #expect((result.errors + result.output).contains(place))
        #expect(!result.errors.contains("Fatal error"))
    }

    @Test func `A truncated recording is refused with file, byte and record, and nothing of it is stored`() throws {
        let apograph = try Program()
        try apograph.write(
            "alpaca/one/model_outputs.json", #"[{"instruction":"Q1","output":"a1"},{"instruction":"Q2","outp"#)
        #expect(try apograph("new", "a.apograph").status == 0)
        let result = try apograph("import", "a.apograph", "alpaca-eval", "alpaca")
        #expect(result.status == 65)
        #expect(result.errors.contains("model_outputs.json") && result.errors.contains("record 2"))
        let compared = try apograph("compare", "a.apograph")
        #expect(compared.status == 65 && compared.errors.contains("no answers"))
    }

    @Test func `A mistyped command gets a suggestion and the usage status`() throws {
        let result = try Program()("comparee")
        #expect(result.status == 64)
        #expect(result.errors.contains("compare"))
    }

    @Test func `Every command explains itself with an example`() throws {
        let apograph = try Program()
        let commands = try apograph("--help").output.split(separator: "\n").drop { !$0.contains("SUBCOMMANDS") }
            .dropFirst().filter { $0.hasPrefix("  ") && !$0.hasPrefix("   ") }.compactMap {
                $0.split(separator: " ").first
            }
        #expect(commands.count >= 14)
        for command in commands where command != "See" {
            let help = try apograph("help", String(command)).output
            #expect(help.contains("apograph \(command)"), "\(command) has no example")
        }
    }
}
