/// Habits of words that both models of a pair have, as findings.
struct Tics {
    var shared: [SharedTic] = []
    var passages: [Passage] = []
    init(_ panel: PanelFindings, suspect: String, source: String) {}
}
