import Base

/// Closed answers of several models to the same items, one byte an answer, one contiguous row a model.
///
/// Codes: `right` is 0; 1…252 are the distinct wrong readings *of that item* in the order in which they first appear among
/// the models; `neverMatches` is wrong with a reading that equals no other (used where an item has more than 252 distinct
/// wrong readings); `abstained` is a model that declined to answer; `missing` is no usable answer, unparsed ones included and questions that were
/// never asked.
///
/// An item without a key has nobody right: each of its readings is a variant and has a code as wrong ones have it.
public struct AnswerMatrix: Sendable, Hashable {
    public static let right: UInt8 = 0
    /// The largest code of an ordinary wrong reading.
    public static let lastReading: UInt8 = 252
    public static let neverMatches: UInt8 = 253
    public static let abstained: UInt8 = 254
    public static let missing: UInt8 = 255

    /// What one model did with one item, before it has a code. `Key` is the canonical reading of a wrong answer.
    public enum Entry<Key: Hashable & Sendable>: Sendable, Hashable {
        case right
        case wrong(Key)
        case abstained
        case missing
    }

    public let models: Int
    public let items: Int
    /// `models × items` codes, row-major.
    public let codes: [UInt8]
    /// True for items without a key, one an item; empty where every item has one.
    public let keyless: [Bool]

    /// - Parameter keyless: which items have no key, one an item; empty where all have.
    /// - Throws: `KinshipError.shape` where `codes` does not hold `models × items` values, or `keyless` not as many as there are items.
    public init(models: Int, items: Int, codes: [UInt8], keyless: [Bool] = []) throws(KinshipError) {
        guard models >= 0, items >= 0, codes.count == models * items else {
            throw .shape("an answer matrix of \(models) × \(items) needs \(models * items) codes, not \(codes.count)")
        }
        guard keyless.isEmpty || keyless.count == items else {
            throw .shape("\(items) items have \(keyless.count) marks of having no key")
        }
        self.init(unchecked: codes, models: models, items: items, keyless: keyless)
    }

    init(unchecked codes: [UInt8], models: Int, items: Int, keyless: [Bool] = []) {
        self.models = models
        self.items = items
        self.codes = codes
        self.keyless = keyless.contains(true) ? keyless : []
    }

    /// - Parameters:
    ///   - columns: one array an item, each with one entry a model, in the order of the models.
    ///   - keyless: which items have no key, one an item; empty where all have. Every reading of such an item is given as `.wrong`.
    /// - Throws: `KinshipError.shape` where a column is not as long as there are models, or `keyless` not as long as the items.
    public init<Key>(models: Int, columns: [[Entry<Key>]], keyless: [Bool] = []) throws(KinshipError) {
        guard keyless.isEmpty || keyless.count == columns.count else {
            throw .shape("\(columns.count) items have \(keyless.count) marks of having no key")
        }
        var codes = [UInt8](repeating: Self.missing, count: models * columns.count)
        for (item, column) in columns.enumerated() {
            guard column.count == models else {
                throw .shape("item \(item) has \(column.count) entries for \(models) models")
            }
            for (model, code) in Self.codes(of: column).enumerated() {
                codes[model * columns.count + item] = code
            }
        }
        self.init(unchecked: codes, models: models, items: columns.count, keyless: keyless)
    }

    /// Rows of whole numbers as the NumPy reference has them: 0 right, k > 0 the k-th wrong reading, −1 missing, −2 abstained.
    /// - Throws: `KinshipError.shape` where the rows differ in length.
    public init(rows: [[Int]]) throws(KinshipError) {
        let items = rows.first?.count ?? 0
        guard rows.allSatisfy({ $0.count == items }) else { throw .shape("rows of answers differ in length") }
        let columns = (0..<items).map { item in
            rows.map { row -> Entry<Int> in
                switch row[item] {
                case 0: .right
                case -2: .abstained
                case ..<0: .missing
                default: .wrong(row[item])
                }
            }
        }
        try self.init(models: rows.count, columns: columns)
    }

    /// Codes of one item. Where there are more than 252 distinct wrong readings the commonest keep a code of their own (ties: the
    /// earlier one) and the others, single ones as far as it goes, become `neverMatches`.
    public static func codes<Key>(of column: [Entry<Key>]) -> [UInt8] {
        var order: [Key: Int] = [:]
        var counts: [Int] = []
        for case .wrong(let key) in column {
            if let k = order[key] {
                counts[k] += 1
            } else {
                order[key] = counts.count
                counts.append(1)
            }
        }
        var code = [UInt8](repeating: neverMatches, count: counts.count)
        let room = Int(lastReading)
        let kept =
            counts.count <= room
            ? Array(counts.indices)
            : counts.indices.sorted { (-counts[$0], $0) < (-counts[$1], $1) }.prefix(room).sorted()
        for (place, reading) in kept.enumerated() { code[reading] = UInt8(place + 1) }
        return column.map { entry in
            switch entry {
            case .right: right
            case .wrong(let key): order[key].map { code[$0] } ?? neverMatches
            case .abstained: abstained
            case .missing: missing
            }
        }
    }

    /// What a code stands for, with the code itself as the reading.
    public func entry(_ model: Int, _ item: Int) -> Entry<UInt8> {
        switch self[model, item] {
        case Self.right: .right
        case Self.abstained: .abstained
        case Self.missing: .missing
        case let code: .wrong(code)
        }
    }

    @inlinable public subscript(model: Int, item: Int) -> UInt8 { codes[model * items + item] }

    /// The codes of one model, one an item.
    public func row(_ model: Int) -> ArraySlice<UInt8> { codes[model * items..<(model + 1) * items] }

    /// The models at `rows`, in that order.
    public func selecting(models rows: [Int]) -> AnswerMatrix {
        AnswerMatrix(unchecked: rows.flatMap { row($0) }, models: rows.count, items: items, keyless: keyless)
    }

    /// The items at `columns`, in that order; an item may come more than once (a bootstrap sample).
    public func selecting(items columns: [Int]) -> AnswerMatrix {
        var out = [UInt8]()
        out.reserveCapacity(models * columns.count)
        for model in 0..<models {
            let base = model * items
            for column in columns { out.append(codes[base + column]) }
        }
        return AnswerMatrix(
            unchecked: out, models: models, items: columns.count,
            keyless: keyless.isEmpty ? [] : columns.map { keyless[$0] })
    }

    /// How many answers of each state a model gave. Unparsed answers count as missing here.
    public struct Counts: Sendable, Hashable {
        public var right = 0
        public var wrong = 0
        public var abstained = 0
        public var missing = 0
        public init() {}
    }

    public func counts(of model: Int) -> Counts {
        var counts = Counts()
        for code in row(model) {
            switch code {
            case Self.right: counts.right += 1
            case Self.abstained: counts.abstained += 1
            case Self.missing: counts.missing += 1
            default: counts.wrong += 1
            }
        }
        return counts
    }

    /// True where nothing counts as right on the item.
    @inlinable public func isKeyless(_ item: Int) -> Bool { !keyless.isEmpty && keyless[item] }

    /// True where any model abstained on any item.
    public var hasAbstentions: Bool { codes.contains(Self.abstained) }

    @inlinable static func isWrong(_ code: UInt8) -> Bool { code &- 1 < neverMatches }
}
