import Analysis
import CaseFile
import Findings
import Foundation
import Testing

@Suite struct ReadingListingTests {
    @Test
    func
        `An answer that a server cut off is unreadable in the analysis, in the exported readings and in the listing alike`()
        async throws
    {
        let made = try MadeUpCase.panel(
            items: 20,
            change: { model, item, text in
                if model == "m3", item == 4 { return "  \n" }
                return model == "m2" && item == 7 ? "I will begin with \(text)" : text
            },
            received: { model, item in
                (nil, model == "m2" && item == 7 ? ResponseDetails(finishReason: "length") : nil)
            })
        defer { made.remove() }
        let readings = try await ReadingListing(made.store)
        let listed = try AnswerListing(made.store)
        func place(_ model: String) throws -> Int { try #require(readings.models.firstIndex(of: model)) }
        func state(_ model: String, _ probe: String) -> String? {
            listed.entries.first { $0.model == model && $0.probe == probe }?.state
        }
        #expect(readings.questions[7].answers[try place("m2")] == [ReadingListing.Mark.unreadable.rawValue])
        #expect(state("m2", "p7") == "unparsed")
        #expect(readings.questions[4].answers[try place("m3")] == [ReadingListing.Mark.empty.rawValue])
        #expect(state("m3", "p4") == "missing")
        let findings = try await Analyzer.findings(of: made.store, .init(sensitivity: false))
        let model = try #require(findings.models.first { $0.id == "m2" })
        #expect(model.unparsed == 1)
    }

    @Test func `Exported readings are the same bytes each time and hold every answer of the listing`() async throws {
        let made = try MadeUpCase.panel(items: 12)
        defer { made.remove() }
        let readings = try await ReadingListing(made.store)
        let again = try await ReadingListing(made.store)
        #expect(try readings.json() == again.json())
        for entry in try AnswerListing(made.store).entries {
            let question = try #require(readings.questions.first { $0.probe == entry.probe })
            let model = try #require(readings.models.firstIndex(of: entry.model))
            let place = try #require(question.answers[model]?.first)
            #expect(place >= 0 && question.readings[place] == entry.reading)
            #expect(question.right.contains(place) == (entry.state == "right"))
        }
    }
}
