import Probes

/// Brings readings together that mean the same within one item; what they mean does not depend on the order of the models.
enum Merging {
    /// The final key of each answer and of each truth.
    static func keys(of values: [Value?], truths: [Value], type: AnswerType) -> (answers: [String?], truths: [String]) {
        switch type {
        case .person: people(values, truths)
        case .place, .title, .citation, .word: names(values, truths)
        case .quantity: quantities(values, truths)
        case .date: dates(values, truths)
        case .code: literals(values, truths)
        case .number: numbers(values, truths)
        default: (values.map { $0?.key }, truths.map(\.key))
        }
    }

    private static func names(_ values: [Value?], _ truths: [Value]) -> (answers: [String?], truths: [String]) {
        // A shorter form stands for the full one where somebody gives it alone.
        let whole = Set(truths.map(\.key) + values.compactMap { $0?.key })
        func key(_ value: Value) -> String {
            guard case .name(let shorter) = value.form else { return value.key }
            return shorter.last { whole.contains($0) } ?? value.key
        }
        return (values.map { $0.map(key) }, truths.map(key))
    }

    private static func literals(_ values: [Value?], _ truths: [Value]) -> (answers: [String?], truths: [String]) {
        // As it stands where that is right; else without the dress where that is right, or where somebody gives it alone.
        let right = Set(truths.map(\.key))
        let whole = right.union(values.compactMap { $0?.key })
        func key(_ value: Value) -> String {
            guard case .code(let other) = value.form, !right.contains(value.key), whole.contains(other) else {
                return value.key
            }
            return other
        }
        return (values.map { $0.map(key) }, truths.map(\.key))
    }

    private static func people(_ values: [Value?], _ truths: [Value]) -> (answers: [String?], truths: [String]) {
        func persons(_ value: Value?) -> [PersonName] {
            guard case .people(let people)? = value?.form else { return [] }
            return people
        }
        let clusters = PersonClusters(truths.flatMap(persons) + values.flatMap(persons))
        func key(_ value: Value) -> String {
            let people = persons(value)
            return people.isEmpty ? value.key : PersonName.key(people.map(clusters.representative))
        }
        return (values.map { $0.map(key) }, truths.map(key))
    }

    private static func numbers(_ values: [Value?], _ truths: [Value]) -> (answers: [String?], truths: [String]) {
        // A point groups where the truth, or a plain answer, is the number that it then makes.
        let sure = Set(truths.map(\.key)).union(values.compactMap { $0?.form == .plain ? $0?.key : nil })
        // A rounded number is what it rounds where that is the truth, or the only number that somebody gives in full; never a guess between two.
        let exact = Dictionary(sure.compactMap { key in Double(key).map { (key, $0) } }) { first, _ in first }
        let right = Set(truths.map(\.key))
        func meant(_ value: Value, step: Double) -> String? {
            guard let rounded = Double(value.key), !sure.contains(value.key) else { return nil }
            let near = exact.filter { FoundNumber.isRounding(rounded, step: step, of: $0.value) }.map(\.key)
            return near.first(where: right.contains) ?? (near.count == 1 ? near[0] : nil)
        }
        func key(_ value: Value) -> String {
            switch value.form {
            case .number(let other): !sure.contains(value.key) && sure.contains(other) ? other : value.key
            case .rounded(let step): meant(value, step: step) ?? value.key
            default: value.key
            }
        }
        return (values.map { $0.map(key) }, truths.map(\.key))
    }

    private static func dates(_ values: [Value?], _ truths: [Value]) -> (answers: [String?], truths: [String]) {
        func date(_ value: Value) -> DateReading? {
            if case .date(let date) = value.form { date } else { nil }
        }
        let sure = Set(truths.map(\.key)).union(
            values.compactMap { $0 }.filter { date($0)?.alternatives.isEmpty ?? true }.map(\.key))
        func key(_ value: Value) -> String {
            guard !sure.contains(value.key) else { return value.key }
            return date(value)?.alternatives.map(\.key).first { sure.contains($0) } ?? value.key
        }
        return (values.map { $0.map(key) }, truths.map(\.key))
    }

    private static func quantities(_ values: [Value?], _ truths: [Value]) -> (answers: [String?], truths: [String]) {
        func quantity(_ value: Value) -> Quantity? {
            if case .quantity(let quantity) = value.form { quantity } else { nil }
        }
        let all = truths + values.compactMap { $0 }
        // A bare number takes the unit of the truth, else the unit that most answers name.
        var units: [Unit: Int] = [:]
        for unit in (truths.contains { quantity($0)?.unit != nil } ? truths : all).compactMap({ quantity($0)?.unit }) {
            units[unit, default: 0] += 1
        }
        let usual = units.min { a, b in (-a.value, a.key.base, a.key.factor) < (-b.value, b.key.base, b.key.factor) }?
            .key
        func full(_ value: Value) -> Quantity? {
            guard var found = quantity(value) else { return nil }
            if found.unit == nil, let usual {
                found.unit = usual
                found.value = usual.base(found.number.value)
            }
            return found
        }
        // Conversion rounds: two figures in different units are one where they differ by less than half a per mille.
        var known: [(quantity: Quantity, key: String)] = []
        func remember(_ quantity: Quantity) {
            if !known.contains(where: { $0.key == quantity.key && $0.quantity.unit == quantity.unit }) {
                known.append((quantity, quantity.key))
            }
        }
        let truthUnits = truths.compactMap { full($0) }
        let answerUnits = values.compactMap { $0.flatMap(full) }.sorted {
            ($0.key, $0.unit?.factor ?? 0) < ($1.key, $1.unit?.factor ?? 0)
        }
        for quantity in truthUnits { remember(quantity) }
        for quantity in answerUnits where quantity.unit == usual { remember(quantity) }
        for quantity in answerUnits where quantity.unit != usual { remember(quantity) }
        // As with numbers: the truth, or the only figure that is given in full.
        let truthKeys = Set(truthUnits.map(\.key))
        let inFull = known.filter { truthKeys.contains($0.key) || $0.quantity.step == nil }
        func rounded(_ mine: Quantity) -> String? {
            guard let step = mine.step, let unit = mine.unit else { return nil }
            let near = inFull.filter {
                $0.quantity.unit?.base == unit.base
                    && FoundNumber.isRounding(mine.value, step: step * unit.factor, of: $0.quantity.value)
            }.map(\.key)
            return near.first(where: truthKeys.contains) ?? (Set(near).count == 1 ? near.first : nil)
        }
        func key(_ value: Value) -> String {
            guard let mine = full(value), let unit = mine.unit else { return value.key }
            let near = known.first { other in
                guard let otherUnit = other.quantity.unit, otherUnit.base == unit.base else { return false }
                if otherUnit == unit { return other.key == mine.key }
                return abs(other.quantity.value - mine.value) <= 0.0005
                    * max(abs(mine.value), abs(other.quantity.value))
            }
            if let near, near.key != mine.key || truthKeys.contains(near.key) { return near.key }
            return rounded(mine) ?? near?.key ?? mine.key
        }
        return (values.map { $0.map(key) }, truths.map(key))
    }
}
