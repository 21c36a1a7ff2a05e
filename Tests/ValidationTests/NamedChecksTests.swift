import Answers
import Foundation
import Kinship
import Testing
import Validation

/// Lineages that their makers or reporters documented, found again in the recordings of others. Needs the recordings: docs/recordings.md says how
/// to run it.
@Suite(
    .enabled(
        if: ProcessInfo.processInfo.environment["APOGRAPH_RECORDINGS"] != nil,
        "needs APOGRAPH_RECORDINGS (the folder that holds alpaca-eval and zeroeval)"))
struct NamedChecksTests {
    private static func recordings(_ name: String) throws -> [AnswerSheet] {
        let folder = try #require(ProcessInfo.processInfo.environment["APOGRAPH_RECORDINGS"])
        return try RecordingLoader.load(URL(fileURLWithPath: folder)).filter { $0.name.hasPrefix(name) }
    }

    /// Closed answers of one task with what the search for sources needs.
    private struct Task {
        let models: [String]
        let model: AnswerModel
        let shares: OrderedShares
        let relatives: [[Int]]
        let panel: PanelScore

        init(_ name: String) async throws {
            let recording = try #require(try recordings("zeroeval").first { $0.name == name })
            let table = try await AnswerTable(recording)
            models = table.participantNames
            model = await AnswerModel(table.matrix.selecting(models: table.participants))
            let first = await InheritedShare.ordered(model)
            relatives = try PanelScore(first).relatives(above: model.settings.relativesAbove)
            shares = await InheritedShare.twoPass(model, first: first)
            panel = try PanelScore(await InheritedShare.ordered(model.with(.panel)))
        }

        func sources(of name: String) throws -> [String] {
            let place = try #require(models.firstIndex(of: name))
            let found = SourceSearch(model, recipient: place, shares: shares, relatives: relatives)
            return (found.joint?.sources ?? []).map { models[$0] }
        }

        func nearest(_ name: String, _ count: Int) throws -> [String] {
            let place = try #require(models.firstIndex(of: name))
            return models.indices.filter { $0 != place }.sorted { panel.z(place, $0) > panel.z(place, $1) }.prefix(
                count
            )
            .map { models[$0] }
        }
    }

    @Test func `A merged model is traced to its two parents and a fine-tune to one`() async throws {
        let crux = try await Task("zeroeval/crux")
        #expect(
            Set(try crux.sources(of: "deepseek-v2.5-0908")) == ["deepseek-v2-chat-0628", "deepseek-v2-coder-0724"])
        #expect(try crux.sources(of: "Athene-70B") == ["Meta-Llama-3-70B-Instruct"])
        #expect(try crux.sources(of: "gemini-1.5-flash") == ["gemini-1.5-flash-exp-0827"])
    }

    @Test func `Only models of its own maker stand nearest to gemini-1.5-flash`() async throws {
        let gsm = try await Task("zeroeval/gsm")
        let nearest = try gsm.nearest("gemini-1.5-flash", 3)
        #expect(nearest.contains("gemini-1.5-pro"), "\(nearest)")
        #expect(nearest.allSatisfy { $0.hasPrefix("gem") }, "\(nearest)")
    }

    @Test func `Open answers find the leaked base the davinci data and every Claude`() async throws {
        let recording = try #require(try Self.recordings("alpaca-eval").first)
        let text = try await PairedText.compare(
            recording.open.map { $0.texts(of: Array(recording.models.indices)) }, models: recording.models.count)
        func nearest(_ name: String, _ count: Int) throws -> [String] {
            let place = try #require(recording.models.firstIndex(of: name))
            return recording.models.indices.filter { $0 != place }.sorted {
                text.centered[place, $0] > text.centered[place, $1]
            }.prefix(count).map { recording.models[$0] }
        }
        #expect(try nearest("Ein-70B-v0.1", 1) == ["mistral-medium"])
        #expect(try nearest("phi-2", 3).contains("text_davinci_003"))
        let claudes = try nearest("claude2-alpaca-13b", 5)
        #expect(claudes.allSatisfy { $0.lowercased().contains("claude") }, "\(claudes)")
    }
}
