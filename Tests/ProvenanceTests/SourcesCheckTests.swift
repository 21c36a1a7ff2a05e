import Base
import Foundation
import Provenance
import Testing

@Suite struct SourcesCheckTests {
    private func check(_ yaml: String, terms: TermsFile? = nil) throws -> SourcesCheck {
        SourcesCheck(try Declaration(Array(yaml.utf8), name: "sources.yaml"), known: try .shipped(), terms: terms)
    }

    @Test
    func
        `The table holds sixty sets of model outputs and more, each with a source, and says which rows were not read up`()
        throws
    {
        let rows = try KnownDataSets.shipped().rows
        let outputs = rows.filter { $0.holds != .human }
        #expect(outputs.count >= 60)
        #expect(outputs.count { $0.checked != nil } >= 50)
        #expect(rows.allSatisfy { $0.source.hasPrefix("https://") && !$0.ids.isEmpty })
        #expect(outputs.allSatisfy { !$0.models.isEmpty && !$0.makers.isEmpty })
        let ids = rows.flatMap(\.ids)
        #expect(Set(ids).count == ids.count)
        for row in rows { if let day = row.checked { #expect(CivilDate(day: day) != nil) } }
    }

    @Test func `A data set is known by its name, by its other names and by its address`() throws {
        let known = try KnownDataSets.shipped()
        #expect(known.row("tatsu-lab/alpaca")?.models == ["text-davinci-003"])
        #expect(known.row("Stingning/UltraChat")?.makers == ["OpenAI"])
        #expect(
            known.row("x", url: "https://huggingface.co/datasets/openbmb/UltraFeedback/tree/main")?.name
                == "UltraFeedback")
        #expect(known.row("databricks/databricks-dolly-15k")?.holds == .human)
        #expect(known.row("somebody/something") == nil)
    }

    @Test func `Missing license, day and contents are each named, and an unknown set is not taken for a clean one`()
        throws
    {
        let found = try check(
            "model: m\nlicense: mit\ndatasets:\n  - name: somebody/something\n  - name: tatsu-lab/alpaca\n    license: x\n"
        )
        #expect(found.outcome == .incomplete)
        #expect(found.rows[0].missing == ["its license", "whether it holds outputs of models, and whose"])
        #expect(found.rows[0].outputsOf == nil)
        #expect(found.rows[1].missing == ["the day of collection, without which no terms can be named"])
        #expect(found.counts.unknown == 1)
        #expect(found.syntheticShare == nil)
    }

    @Test func `A set declared free of model outputs that the table knows otherwise is a contradiction`() throws {
        let found = try check(
            "model: m\nlicense: mit\ndatasets:\n  - name: tatsu-lab/alpaca\n    license: x\n    outputs-of: none\n")
        #expect(found.rows[0].contradictsTable)
        #expect(found.outcome == .clauses)
        #expect(found.answer.contains("contradict"))
    }

    @Test func `The share of model outputs lies between what is known to be and what may be`() throws {
        let found = try check(
            """
            model: m
            license: mit
            datasets:
              - { name: tatsu-lab/alpaca, license: x, share: 0.3, collected: 2025-11-03 }
              - { name: databricks/databricks-dolly-15k, license: x, share: 0.5 }
              - { name: Hello-SimpleAI/HC3, license: x, share: 0.2, collected: 2025-11-03 }
            """)
        let share = try #require(found.syntheticShare)
        #expect(abs(share.lowerBound - 0.3) < 1e-9)
        #expect(abs(share.upperBound - 0.5) < 1e-9)
    }

    @Test func `Where no terms are at hand the check is not complete, however much is declared`() throws {
        let found = try check(
            "model: m\nlicense: mit\ndatasets:\n  - { name: tatsu-lab/alpaca, license: x, collected: 2025-11-03 }\n")
        #expect(found.outcome == .incomplete)
        #expect(found.rows[0].missing == ["terms of OpenAI: none are imported"])
        let people = try check("model: m\nlicense: mit\ndatasets:\n  - { name: a, license: x, outputs-of: none }\n")
        #expect(people.outcome == .complete)
        #expect(!people.answer.contains("clause"))
    }

    @Test func `The clause on competing models is the one of the terms in force on the day of collection`() throws {
        var terms = TermsFile()
        for (day, text) in [
            ("2025-01-01", "You may use Output freely."),
            ("2025-06-01", "You may not use Output to train models that compete with us."),
        ] {
            let sha256 = Digest256.hex(Array(text.utf8))
            terms.documents[sha256] = text
            terms.versions.append(
                TermsVersion(
                    service: "ChatGPT", document: "Terms", captured: day + "T00:00:00Z", effective: nil, commit: "c",
                    sha256: sha256,
                    textSHA256: sha256, isTechnical: false))
        }
        func on(_ day: String) throws -> SourcesCheck {
            try check(
                "model: m\nlicense: mit\ndatasets:\n  - { name: tatsu-lab/alpaca, license: x, collected: \(day) }\n",
                terms: terms)
        }
        #expect(try on("2025-03-01").outcome == .complete)
        let later = try on("2025-07-01")
        #expect(later.outcome == .clauses)
        #expect(
            later.rows[0].terms[0].clauses.map(\.text) == [
                "You may not use Output to train models that compete with us"
            ])
        let before = try on("2024-07-01")
        #expect(before.rows[0].terms[0].recorded == nil)
        #expect(before.outcome == .incomplete)
    }
}
