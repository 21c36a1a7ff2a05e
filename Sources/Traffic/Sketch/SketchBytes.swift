import Base

/// Numbers of a sketch as bytes: LEB128, seven bits a byte, least first; hashes as eight bytes, least first.
struct SketchBytes {
    var bytes: [UInt8] = []

    mutating func number(_ value: UInt64) {
        var value = value
        while value >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: value) | 0x80)
            value >>= 7
        }
        bytes.append(UInt8(value))
    }

    mutating func hash(_ value: UInt64) { withUnsafeBytes(of: value.littleEndian) { bytes += $0 } }

    mutating func text(_ text: String) {
        number(UInt64(text.utf8.count))
        bytes += text.utf8
    }

    mutating func counter(_ counter: DistinctCounter) {
        if counter.dense.isEmpty {
            number(UInt64(counter.sparse.count))
            for entry in counter.sparse { number(UInt64(entry)) }
        } else {
            number(UInt64(DistinctCounter.registers))
            bytes += counter.dense
        }
    }

    mutating func histogram(_ histogram: LogHistogram) {
        number(UInt64(histogram.bins.count))
        for bin in histogram.bins {
            number(UInt64(bin.index))
            number(bin.count)
        }
    }

    mutating func day(_ day: AccountDay) {
        for value in [
            day.queries, day.withTurns, day.singleTurn, day.withContent, day.asksReasoning, day.shingles,
        ] { number(value) }
        for value in day.abilities { number(value) }
        histogram(day.inputTokens)
        histogram(day.outputTokens)
        number(UInt64(day.minutes.count))
        for minute in day.minutes {
            number(minute.key)
            number(minute.count)
        }
        counter(day.prompts)
        counter(day.templates)
        number(UInt64(day.shingleSample.hashes.count))
        for value in day.shingleSample.hashes { hash(value) }
        number(UInt64(day.samples.count))
        for sample in day.samples {
            hash(sample.hash)
            number(sample.times)
            number(UInt64(sample.second))
            // Without content there is no hash to write.
            number(sample.prompt == 0 && sample.template == 0 && sample.opening == 0 ? 0 : 1)
            if sample.prompt != 0 || sample.template != 0 || sample.opening != 0 {
                hash(sample.prompt)
                hash(sample.template)
                hash(sample.opening)
            }
        }
        number(UInt64(day.models.count))
        for model in day.models {
            hash(model.model)
            number(model.count)
            number(UInt64(model.first))
        }
        number(UInt64(day.settings.count))
        for one in day.settings {
            hash(one.key)
            number(one.count)
        }
    }
}

/// Reads what ``SketchBytes`` wrote; refuses what it cannot have written.
struct SketchCursor {
    /// The bytes are no sketch.
    struct Fault: Error {}

    let bytes: ArraySlice<UInt8>
    private var at: Int

    init(_ bytes: ArraySlice<UInt8>) {
        self.bytes = bytes
        at = bytes.startIndex
    }

    var isAtEnd: Bool { at == bytes.endIndex }
    var position: Int { at }

    mutating func byte() throws(Fault) -> UInt8 {
        guard at < bytes.endIndex else { throw Fault() }
        defer { at += 1 }
        return bytes[at]
    }

    mutating func number() throws(Fault) -> UInt64 {
        var value: UInt64 = 0
        var shift: UInt64 = 0
        while true {
            let byte = try byte()
            guard shift < 63 || byte <= 1 else { throw Fault() }
            value |= UInt64(byte & 0x7F) << shift
            if byte < 0x80 { return value }
            shift += 7
        }
    }

    /// A number that is at most `most`.
    mutating func count(_ most: Int) throws(Fault) -> Int {
        let value = try number()
        guard value <= UInt64(most) else { throw Fault() }
        return Int(value)
    }

    mutating func hash() throws(Fault) -> UInt64 {
        var value: UInt64 = 0
        for index in 0..<8 { value |= UInt64(try byte()) << UInt64(8 * index) }
        return value
    }

    mutating func text() throws(Fault) -> String {
        let count = try count(1 << 16)
        guard at + count <= bytes.endIndex else { throw Fault() }
        defer { at += count }
        return String(decoding: bytes[at..<at + count], as: UTF8.self)
    }

    private mutating func counter() throws(Fault) -> DistinctCounter {
        var counter = DistinctCounter()
        let count = try count(DistinctCounter.registers)
        if count == DistinctCounter.registers {
            for register in 0..<count {
                let rank = try byte()
                guard rank <= 55 else { throw Fault() }
                if rank > 0 { counter.raise(register, to: rank) }
            }
            return counter
        }
        guard count <= DistinctCounter.sparseLimit else { throw Fault() }
        for _ in 0..<count {
            let entry = try number()
            guard entry >> 8 < UInt64(DistinctCounter.registers), (1...55).contains(entry & 0xFF) else { throw Fault() }
            counter.raise(Int(entry >> 8), to: UInt8(entry & 0xFF))
        }
        return counter
    }

    private mutating func histogram() throws(Fault) -> LogHistogram {
        var bins: [LogHistogram.Bin] = []
        for _ in 0..<(try count(512)) {
            let index = UInt16(try count(511))
            guard bins.last.map({ $0.index < index }) ?? true else { throw Fault() }
            bins.append(.init(index: index, count: try number()))
        }
        return LogHistogram(bins: bins)
    }

    private mutating func tallies(_ most: Int, hashed: Bool) throws(Fault) -> [AccountDay.Tally] {
        var list: [AccountDay.Tally] = []
        for _ in 0..<(try count(most)) {
            let key = hashed ? try hash() : try number()
            guard list.last.map({ $0.key < key }) ?? true, hashed || key < 1440 else { throw Fault() }
            list.append(.init(key: key, count: try number()))
        }
        return list
    }

    mutating func day() throws(Fault) -> AccountDay {
        var day = AccountDay()
        day.queries = try number()
        day.withTurns = try number()
        day.singleTurn = try number()
        day.withContent = try number()
        day.asksReasoning = try number()
        day.shingles = try number()
        for index in day.abilities.indices { day.abilities[index] = try number() }
        day.inputTokens = try histogram()
        day.outputTokens = try histogram()
        day.minutes = try tallies(1440, hashed: false)
        day.prompts = try counter()
        day.templates = try counter()
        var hashes: [UInt64] = []
        for _ in 0..<(try count(PromptMarks.shingleLimit)) {
            let hash = try hash()
            guard hashes.last.map({ $0 < hash }) ?? true else { throw Fault() }
            hashes.append(hash)
        }
        day.shingleSample = BottomHashes(limit: PromptMarks.shingleLimit, hashes: hashes)
        for _ in 0..<(try count(AccountDay.sampleLimit)) {
            var sample = AccountDay.Sample(
                hash: try hash(), times: try number(), second: UInt32(try count(86_399)), prompt: 0, template: 0,
                opening: 0)
            if try count(1) == 1 {
                sample.prompt = try hash()
                sample.template = try hash()
                sample.opening = try hash()
            }
            guard day.samples.last.map({ $0.hash < sample.hash }) ?? true else { throw Fault() }
            day.samples.append(sample)
        }
        for _ in 0..<(try count(AccountDay.modelLimit)) {
            let use = AccountDay.ModelUse(model: try hash(), count: try number(), first: UInt32(try count(86_399)))
            guard day.models.last.map({ $0.model < use.model }) ?? true else { throw Fault() }
            day.models.append(use)
        }
        day.settings = try tallies(AccountDay.settingsLimit, hashed: true)
        return day
    }
}
