import Base

/// What is kept of one account on one day (UTC): some hundred bytes to some kilobytes, whatever the number of its queries.
///
/// Every part is a sum, a smallest or a largest, or the smallest by hash: merging is commutative and associative to the last bit.
public struct AccountDay: Sendable, Hashable {
    /// One query of the sample.
    public struct Sample: Sendable, Hashable {
        /// By which it was chosen.
        var hash: UInt64
        /// Lines that were the same in all that is kept.
        public var times: UInt64
        /// Of the day.
        public var second: UInt32
        /// Zero where the log has no content.
        public var prompt: UInt64
        public var template: UInt64
        public var opening: UInt64
    }

    public struct ModelUse: Sendable, Hashable {
        public var model: UInt64
        public var count: UInt64
        /// Second of the day of its first use.
        public var first: UInt32
    }

    public struct Tally: Sendable, Hashable {
        public var key: UInt64
        public var count: UInt64
    }

    public static let sampleLimit = 64
    public static let modelLimit = 16
    public static let settingsLimit = 8

    public var queries: UInt64 = 0
    /// Queries whose number of turns is known, and those of one turn.
    public var withTurns: UInt64 = 0
    public var singleTurn: UInt64 = 0
    public var withContent: UInt64 = 0
    public var asksReasoning: UInt64 = 0
    /// By `PromptMarks.Ability`.
    public var abilities = [UInt64](repeating: 0, count: PromptMarks.Ability.allCases.count)
    public var shingles: UInt64 = 0
    public var inputTokens = LogHistogram()
    public var outputTokens = LogHistogram()
    /// Minute of the day and how many queries fell into it, ascending.
    public var minutes: [Tally] = []
    public var prompts = DistinctCounter()
    public var templates = DistinctCounter()
    public var shingleSample = BottomHashes(limit: PromptMarks.shingleLimit)
    /// Ascending by hash.
    public var samples: [Sample] = []
    /// Those with the smallest hashes, ascending by it.
    public var models: [ModelUse] = []
    public var settings: [Tally] = []

    public init() {}

    mutating func add(_ event: TrafficEvent, account: UInt64) {
        let second = event.secondOfDay
        queries = queries.addingSaturated(1)
        Self.add(UInt64(second / 60), 1, to: &minutes, limit: 1440)
        if let turns = event.turns {
            withTurns = withTurns.addingSaturated(1)
            if turns <= 1 { singleTurn = singleTurn.addingSaturated(1) }
        }
        if let tokens = event.inputTokens { inputTokens.add(tokens) }
        if let tokens = event.outputTokens { outputTokens.add(tokens) }
        if let model = event.model { use(ModelUse(model: model, count: 1, first: second)) }
        if let settings = event.settings { Self.add(settings, 1, to: &self.settings, limit: Self.settingsLimit) }
        var sample = Sample(hash: 0, times: 1, second: second, prompt: 0, template: 0, opening: 0)
        if let marks = event.marks {
            withContent = withContent.addingSaturated(1)
            if marks.asksReasoning { asksReasoning = asksReasoning.addingSaturated(1) }
            abilities[marks.ability.rawValue] = abilities[marks.ability.rawValue].addingSaturated(1)
            shingles = shingles.addingSaturated(UInt64(marks.shingleCount))
            prompts.insert(marks.prompt)
            templates.insert(marks.template)
            for hash in marks.shingles { shingleSample.insert(hash) }
            (sample.prompt, sample.template, sample.opening) = (marks.prompt, marks.template, marks.opening)
        }
        var hash = account.mixed
        for part in [
            UInt64(bitPattern: event.second), event.identity, sample.prompt, event.model ?? 0, event.inputTokens ?? 0,
            event.outputTokens ?? 0,
        ] {
            hash = (hash ^ part).mixed
        }
        sample.hash = hash
        keep(sample)
    }

    mutating func merge(_ other: AccountDay) {
        queries = queries.addingSaturated(other.queries)
        withTurns = withTurns.addingSaturated(other.withTurns)
        singleTurn = singleTurn.addingSaturated(other.singleTurn)
        withContent = withContent.addingSaturated(other.withContent)
        asksReasoning = asksReasoning.addingSaturated(other.asksReasoning)
        for index in abilities.indices { abilities[index] = abilities[index].addingSaturated(other.abilities[index]) }
        shingles = shingles.addingSaturated(other.shingles)
        inputTokens.merge(other.inputTokens)
        outputTokens.merge(other.outputTokens)
        for minute in other.minutes { Self.add(minute.key, minute.count, to: &minutes, limit: 1440) }
        prompts.merge(other.prompts)
        templates.merge(other.templates)
        shingleSample.merge(other.shingleSample)
        for sample in other.samples { keep(sample) }
        for model in other.models { use(model) }
        for one in other.settings { Self.add(one.key, one.count, to: &settings, limit: Self.settingsLimit) }
    }

    private mutating func keep(_ sample: Sample) {
        if samples.count == Self.sampleLimit, let last = samples.last, sample.hash > last.hash { return }
        let at = Self.place(of: sample.hash, in: samples, \.hash)
        if at < samples.count, samples[at].hash == sample.hash {
            samples[at].times = samples[at].times.addingSaturated(sample.times)
            return
        }
        if samples.count == Self.sampleLimit { samples.removeLast() }
        samples.insert(sample, at: at)
    }

    private mutating func use(_ use: ModelUse) {
        let at = Self.place(of: use.model, in: models, \.model)
        if at < models.count, models[at].model == use.model {
            models[at].count = models[at].count.addingSaturated(use.count)
            models[at].first = min(models[at].first, use.first)
            return
        }
        guard at < Self.modelLimit else { return }
        if models.count == Self.modelLimit { models.removeLast() }
        models.insert(use, at: at)
    }

    private static func add(_ key: UInt64, _ count: UInt64, to list: inout [Tally], limit: Int) {
        if let last = list.indices.last, list[last].key == key {
            list[last].count = list[last].count.addingSaturated(count)
            return
        }
        let at = place(of: key, in: list, \.key)
        if at < list.count, list[at].key == key {
            list[at].count = list[at].count.addingSaturated(count)
            return
        }
        guard at < limit else { return }
        if list.count == limit { list.removeLast() }
        list.insert(Tally(key: key, count: count), at: at)
    }

    private static func place<T>(of key: UInt64, in list: [T], _ path: (T) -> UInt64) -> Int {
        var (low, high) = (0, list.count)
        while low < high {
            let middle = (low + high) / 2
            if path(list[middle]) < key { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// Bytes it takes in memory, about; for the decision when to write a run to disk.
    var footprint: Int {
        560 + samples.capacity * 48 + minutes.capacity * 16 + shingleSample.hashes.capacity * 8 + models.capacity * 24
            + settings.capacity * 16 + (prompts.sparse.capacity + templates.sparse.capacity) * 4
            + prompts.dense.capacity
            + templates.dense.capacity + (inputTokens.bins.capacity + outputTokens.bins.capacity) * 16
    }
}
