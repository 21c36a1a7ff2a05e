import Answers
import Findings
import Kinship
import Probes

/// Habits of words that both models of a pair have and few others do, and two passages in which they stand.
struct Tics: Sendable {
    static let most = 15
    static let mostPassages = 2

    private(set) var shared: [SharedTic] = []
    private(set) var passages: [Passage] = []

    init(_ panel: PanelFindings, suspect: String, source: String) async throws {
        let prompts = panel.table.open
        guard let r = panel.place(of: suspect), let s = panel.place(of: source), !prompts.isEmpty else { return }
        let participants = panel.participants
        let table = try await TicTable(
            prompts.map { $0.texts(of: participants) },
            models: participants.count, candidates: [r, s], common: true)
        let others = participants.indices.filter { $0 != r && $0 != s }
        shared = table.shared(r, s).prefix(Self.most).map { tic in
            SharedTic(
                term: tic.text, zSuspect: tic.z[r], zSource: tic.z[s], rateSuspect: tic.perThousand[r],
                rateSource: tic.perThousand[s],
                rateOthers: others.reduce(0) { $0 + tic.perThousand[$1] } / Double(max(others.count, 1)),
                othersOver: others.count { tic.z[$0] >= 3 })
        }
        passages = Self.passages(
            prompts, suspect: participants[r], source: participants[s], terms: shared.map(\.term))
    }

    /// The prompts to which both answers show the most of the shared habits, in the order of the suites where equal.
    private static func passages(
        _ prompts: [AnswerSheet.Question], suspect: Int, source: Int, terms: [String]
    ) -> [Passage] {
        let found = prompts.compactMap { prompt -> Passage? in
            // A long answer gives its question away.
            guard !prompt.probe.isWithheld, let mine = prompt.first(suspect), let theirs = prompt.first(source) else {
                return nil
            }
            let (a, b) = (Array(mine.lowercased().utf8), Array(theirs.lowercased().utf8))
            let both = terms.filter { Self.holds(a, $0) && Self.holds(b, $0) }
            guard !both.isEmpty else { return nil }
            return Passage(
                suite: prompt.id.suite, probe: prompt.id.probe, prompt: prompt.probe.prompt, sourceSaid: theirs,
                suspectSaid: mine, terms: both)
        }
        return found.enumerated().sorted { (-$0.element.terms.count, $0.offset) < (-$1.element.terms.count, $1.offset) }
            .prefix(mostPassages).map(\.element)
    }

    /// Whether a text in UTF-8 holds a term, byte for byte.
    private static func holds(_ text: [UInt8], _ term: String) -> Bool {
        let term = Array(term.utf8)
        guard let first = term.first, text.count >= term.count else { return false }
        for start in 0...(text.count - term.count) where text[start] == first {
            if text[start..<start + term.count].elementsEqual(term) { return true }
        }
        return false
    }
}
