import Base
import Foundation

/// Prompts that ask the same thing twice, within a suite or across suites.
enum Duplicates {
    /// Two prompts are nearly the same where their words, each weighted by how rare it is among all prompts, overlap by at least this share (a weighted Jaccard index). So "the capital of X" and "the capital of Y" differ, and two wordings of one question do not.
    static let threshold = 0.65

    private struct Entry {
        var place: String
        var id: String
        /// The text that the question is about, where the prompt holds one: the same question about two texts is two questions.
        var passage: String?
        var words: [String]
        var distinct: Set<String>
    }

    /// The later of two like prompts is complained about, and the earlier is named. The laboratory's own world is left out, since its questions differ by one word on purpose.
    static func find(in files: [SuiteFile]) -> [LintFinding] {
        var entries: [Entry] = []
        var frequency: [String: Int] = [:]
        for file in files {
            for (index, probe) in file.suite.probes.enumerated() where !probe.tags.contains("laboratory") {
                let context = ProbeContext(probe: probe, language: file.suite.language, isGenerated: false)
                let words = Text.words(String(context.question))
                entries.append(
                    Entry(
                        place: file.place(ofProbe: index), id: probe.id, passage: context.passage.map(String.init),
                        words: words, distinct: Set(words)))
                for word in Set(words) { frequency[word, default: 0] += 1 }
            }
        }
        let count = Double(entries.count)
        let weight = frequency.mapValues { Foundation.log((count + 1) / Double($0)) }
        func total(_ words: Set<String>) -> Double { words.sorted().reduce(0) { $0 + (weight[$1] ?? 0) } }
        var findings: [LintFinding] = []
        // Only prompts that share a rather rare word can be alike enough.
        var postings: [String: [Int]] = [:]
        let rare = max(4, entries.count / 40)
        for (index, entry) in entries.enumerated() {
            var candidates: Set<Int> = []
            for word in entry.distinct where (frequency[word] ?? 0) <= rare || entry.distinct.count < 4 {
                candidates.formUnion(postings[word] ?? [])
                postings[word, default: []].append(index)
            }
            let best = candidates.sorted().filter { entries[$0].passage == entry.passage }.map {
                other -> (other: Int, share: Double) in
                let (mine, theirs) = (entry.distinct, entries[other].distinct)
                if mine == theirs { return (other, 1) }
                return (other, total(mine.intersection(theirs)) / total(mine.union(theirs)))
            }
            .max { ($0.share, $1.other) < ($1.share, $0.other) }
            guard let best, best.share >= threshold else { continue }
            let first = entries[best.other]
            let isSame = first.words == entry.words
            findings.append(
                LintFinding(
                    rule: isSame ? .duplicate : .nearDuplicate, severity: isSame ? .error : .warning,
                    place: entry.place,
                    probe: entry.id,
                    what:
                        "`\(entry.id)`: \(isSame ? "the same question is" : "nearly the same question is") asked by `\(first.id)` at \(first.place)",
                    remedy: "Remove one of the two, or ask about something else."))
        }
        return findings
    }
}
