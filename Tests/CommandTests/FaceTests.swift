import CaseFile
import Foundation
import Panel
import Probes
import Testing

/// What a newcomer types first.
@Suite struct FaceTests {
    /// A case of these models that nothing holds open.
    private func make(_ apograph: Program, _ models: [PanelModel], _ suites: [Suite] = []) throws {
        let store = try CaseStore.create(at: apograph.folder.appendingPathComponent("a.apograph"), title: "made")
        try store.add(models: models)
        for suite in suites { try store.add(suite: suite) }
    }

    @Test func `Recordings go into a case that is not there yet, and the program alone says what comes next`() throws {
        let apograph = try Program()
        let alone = try apograph()
        #expect(alone.status == 0 && alone.output.contains("SUBCOMMANDS"), "\(alone.output)")
        try apograph.writeRecording()
        let made = try apograph("import", "a.apograph", "made-up")
        #expect(made.status == 0 && made.errors.contains("Made a.apograph"), "\(made.errors)")
        let standing = try apograph()
        #expect(standing.output.contains("8 models, 200 questions, 1600 answers"), "\(standing.output)")
        #expect(standing.output.contains("next: apograph compare a.apograph"))
    }

    @Test func `A recording that cannot be read leaves no empty case behind`() throws {
        let apograph = try Program()
        try apograph.write("broken.jsonl", "{\"model\": \n")
        let refused = try apograph("import", "a.apograph", "jsonl", "broken.jsonl")
        #expect(refused.status == 65, "\(refused.errors)")
        #expect(!FileManager.default.fileExists(atPath: apograph.folder.path + "/a.apograph"))
    }

    @Test func `Models are named as people name them, and pages of two pairs do not overwrite each other`() throws {
        let apograph = try Program()
        try apograph.writeRecording()
        #expect(try apograph("import", "a.apograph", "made-up").status == 0)
        for alleged in ["M0", "m1"] {
            let page = try apograph("report", "a.apograph", "--suspect", "STUD", "--alleged", alleged, "-o", "pages")
            #expect(page.status == 0, "\(page.errors)")
        }
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: apograph.folder.path + "/pages").sorted()
                == ["journalist-student-from-m0.html", "journalist-student-from-m1.html"])
        let unclear = try apograph("compare", "a.apograph", "--suspect", "m")
        #expect(unclear.status == 64 && unclear.errors.contains("may be any of 7 models"), "\(unclear.errors)")
    }

    @Test func `Where nobody is named, the panel's roles say who is suspected`() throws {
        let apograph = try Program()
        try apograph.writeRecording()
        try make(
            apograph,
            (0..<7).map {
                PanelModel(id: "m\($0)", provider: "recorded", role: $0 == 0 ? .alleged : .reference)
            }
                + [PanelModel(id: "student", provider: "recorded", role: .suspect)])
        #expect(try apograph("import", "a.apograph", "made-up").status == 0)
        let found = try apograph("compare", "a.apograph", "--exit-code")
        #expect(found.status == 10, "\(found.errors)")
        #expect(!found.output.contains("Exploratory"))
    }

    @Test func `A panel that can never give a ratio is refused before money is spent`() throws {
        let apograph = try Program()
        // Priced, and without a key: nothing could be sent.
        try make(
            apograph,
            [Role.suspect, .alleged].map {
                PanelModel(
                    id: $0.rawValue, provider: "openai-chat", requested: "gpt-5.5", role: $0,
                    connection: .init(key: .environment("APOGRAPH_TEST_NO_SUCH_KEY")))
            },
            [
                Suite(
                    name: "made/words", version: "1.0.0",
                    probes: [
                        Probe(
                            id: "p1", prompt: "Which river flows through Bratislava?", kind: .closed,
                            answer: AnswerSpec(type: .place, expectation: .truth(["Danube"])))
                    ])
            ])
        let refused = try apograph("probe", "a.apograph")
        #expect(refused.status == 64 && refused.errors.contains("2 models can never give"), "\(refused.errors)")
    }

    @Test func `The doctor looks at this machine, and names the key that a panel lacks`() throws {
        let apograph = try Program()
        try apograph.write(
            "panel.yaml",
            "models:\n  - { id: a, provider: openai-chat, model: a, key: { env: APOGRAPH_TEST_NO_SUCH_KEY } }\n")
        let result = try apograph("doctor", "--panel", "panel.yaml", "--library", ".")
        #expect(result.status == 78, "\(result.errors)")
        #expect(result.output.contains("APOGRAPH_TEST_NO_SUCH_KEY is not set"), "\(result.output)")
        let versions = try apograph("--version", "--verbose")
        for name in ["analysis", "normalizer", "calibration", "SQLite", "libxml2"] {
            #expect(versions.output.contains(name), "\(name)")
        }
    }
}
