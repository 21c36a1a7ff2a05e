import CaseFile
import Findings

/// What a fault or a replay leaves behind in a collection: the same request id, text or latency again, answers that break off, broken characters.
///
/// Texts shorter than `long` bytes say nothing here, since two models may well give the same word.
struct CollectionTraces: Sendable {
    /// Bytes from which on the same text is no coincidence.
    static let long = 200
    /// Findings from which on a trace counts, and the part of what was looked at that they must be.
    static let least = 10
    static let leastPart = 0.2
    /// A long text that more than one model in so many gives to a probe (and more than two) is what one says there.
    private static let modelsForOneText = 20

    private struct Trace: Sendable {
        /// Long answers, and how many of them break off by the server's own word.
        var long = 0
        var cut = 0
        var answers = 0
        var broken = 0
        /// Lengths in bytes of long answers.
        var lengths: [Int: Int] = [:]
        /// Long text → the probe that it was first given to.
        var texts: [String: Int] = [:]
        var sameText = 0
        /// Probe, text and latency of repeated samples.
        var samples: [String: Int] = [:]
        var sampled = 0
        var sameSample = 0
    }

    private var traces: [Trace]
    private var requests: [String: Set<Int>] = [:]
    private var repeated: [Int]
    /// Long texts of one probe, by text: the models that gave it.
    private var byProbe: [Int: [String: [Int]]] = [:]

    init(models: Int) {
        traces = Array(repeating: Trace(), count: models)
        repeated = Array(repeating: 0, count: models)
    }

    mutating func take(_ response: StoredResponse, model: Int, probe: Int) {
        if let id = response.served?.requestID {
            // The first answer to a request is no replay, whoever gave it.
            if requests[id] != nil { repeated[model] += 1 }
            requests[id, default: []].insert(model)
        }
        guard let text = response.text, !text.isEmpty else { return }
        traces[model].answers += 1
        if Self.isBroken(text) { traces[model].broken += 1 }
        if let latency = response.details?.latency, latency > 0 {
            traces[model].sampled += 1
            let key = "\(probe)\u{0}\(latency)\u{0}\(text)"
            traces[model].samples[key, default: 0] += 1
            if traces[model].samples[key, default: 0] > 1 { traces[model].sameSample += 1 }
        }
        let bytes = text.utf8.count
        guard bytes >= Self.long else { return }
        traces[model].long += 1
        traces[model].lengths[bytes, default: 0] += 1
        if Self.cutReasons.contains(response.details?.finishReason?.lowercased() ?? "") { traces[model].cut += 1 }
        if let first = traces[model].texts[text], first != probe { traces[model].sameText += 1 }
        if traces[model].texts[text] == nil { traces[model].texts[text] = probe }
        if response.key.sample == 0 { byProbe[probe, default: [:]][text, default: []].append(model) }
    }

    /// What providers call an answer that ran into the limit.
    private static let cutReasons: Set<String> = ["length", "max_tokens", "max_output_tokens", "model_length"]

    /// Characters that only a wrong decoding makes: U+FFFD, and UTF-8 read as Windows-1252.
    private static func isBroken(_ text: String) -> Bool {
        var before: Unicode.Scalar = " "
        for scalar in text.unicodeScalars {
            if scalar.value == 0xFFFD { return true }
            switch (before.value, scalar.value) {
            case (0xC3, 0x80...0xBF), (0xC2, 0xA0...0xBF), (0xE2, 0x20AC): return true
            default: before = scalar
            }
        }
        return false
    }

    /// True where the count is large by itself and as a part of what was looked at.
    private static func counts(_ count: Int, of all: Int, part: Double = leastPart) -> Bool {
        count >= least && Double(count) >= part * Double(all)
    }

    /// Replays by model, then pairs of models that gave the same long answers.
    func replays(_ names: [String]) -> [Alarm] {
        var found: [Alarm] = []
        for (model, trace) in traces.enumerated() {
            var replay = Alarm.Replay()
            if repeated[model] > 0 { replay.repeatedRequests = repeated[model] }
            if Self.counts(trace.sameText, of: trace.long) {
                (replay.sameText, replay.of) = (trace.sameText, trace.long)
            }
            if Self.counts(trace.sameSample, of: trace.sampled) { replay.sameTextAndLatency = trace.sameSample }
            guard replay != Alarm.Replay() else { continue }
            if replay.repeatedRequests != nil {
                let others = requests.values.filter { $0.contains(model) && $0.count > 1 }
                    .reduce(into: Set<Int>()) { $0.formUnion($1) }.subtracting([model])
                replay.with = others.sorted().map { names[$0] }
            }
            found.append(Alarm(.replayed(replay), models: [names[model]]))
        }
        var same: [[Int]: Int] = [:]
        // What many say is the long right answer of them all, and no replay.
        let most = max(2, traces.count / Self.modelsForOneText)
        for texts in byProbe.values {
            for models in texts.values {
                let sorted = Set(models).sorted()
                guard (2...most).contains(sorted.count) else { continue }
                for (place, a) in sorted.enumerated() {
                    for b in sorted[(place + 1)...] { same[[a, b], default: 0] += 1 }
                }
            }
        }
        for pair in same.keys.sorted(by: { $0.lexicographicallyPrecedes($1) }) {
            let count = same[pair, default: 0]
            let all = min(traces[pair[0]].long, traces[pair[1]].long)
            guard Self.counts(count, of: all) else { continue }
            found.append(Alarm(.replayed(.init(sameText: count, of: all)), models: pair.map { names[$0] }))
        }
        return found
    }

    /// Faults that at least two models share: the answers break off, all at one length or by the server's word, or are wrongly decoded.
    func damages(_ names: [String]) -> [Alarm] {
        var found: [Alarm] = []
        func add(_ fault: Alarm.Fault, _ models: [Int], _ count: (Int) -> Int, of all: (Int) -> Int) {
            guard models.count > 1 else { return }
            let damages = models.map { Alarm.Damage(model: names[$0], count: count($0), of: all($0)) }
            found.append(Alarm(.damaged(fault, damages), models: models.map { names[$0] }))
        }
        let cut = traces.indices.filter { Self.counts(traces[$0].cut, of: traces[$0].long) }
        add(.brokenOff, cut, { traces[$0].cut }, of: { traces[$0].long })
        let broken = traces.indices.filter { Self.counts(traces[$0].broken, of: traces[$0].answers, part: 0.02) }
        add(.wronglyDecoded, broken, { traces[$0].broken }, of: { traces[$0].answers })
        // A recording that was cut has its longest answers all at one length.
        let longest = traces.map { trace in trace.lengths.max { $0.key < $1.key } }
        var byLength: [Int: [Int]] = [:]
        for (model, most) in longest.enumerated() {
            guard let most, Self.counts(most.value, of: traces[model].long, part: 0.05) else { continue }
            byLength[most.key, default: []].append(model)
        }
        for length in byLength.keys.sorted() {
            add(
                .cut(atBytes: length), byLength[length, default: []], { longest[$0]?.value ?? 0 },
                of: { traces[$0].long })
        }
        return found
    }
}
