/// A number with a unit, in the base unit of its dimension.
struct Quantity: Hashable {
    /// In the base unit.
    var value: Double
    /// `nil` where the text names no unit that is known.
    var unit: Unit?
    /// The number as written, for a bare number that takes over the unit of the item.
    var number: FoundNumber
    /// What the last written digit of a rounded figure stands for, in the unit as written; see `FoundNumber.step`.
    var step: Double?

    /// `1.5e8 m`, `500000000 usd`, or the bare number.
    var key: String {
        guard let unit else { return number.key }
        return Self.text(value) + " " + unit.base
    }

    /// Ten significant digits: conversion leaves no trace, and exact figures stay apart.
    private static func text(_ value: Double) -> String {
        if value == value.rounded(), abs(value) < 1e15 { return String(Int64(value)) }
        let rounded = Double(NumberReader.significant(value, digits: 10)) ?? value
        if rounded == rounded.rounded(), abs(rounded) < 1e15 { return String(Int64(rounded)) }
        return abs(rounded) >= 0.001 && abs(rounded) < 1e15
            ? "\(rounded)" : NumberReader.significant(rounded, digits: 10)
    }

    /// The first number with a known unit, compound ones added up (`5 ft 11 in`); else the number alone.
    static func value(of text: Bytes, isMarked: Bool) -> Value? {
        let folded = NumberReader.folded(Clauses.main(text))
        var part = folded[...]
        if let equals = folded.lastIndex(of: 0x3D), !NumberReader.all(in: Bytes(folded[(equals + 1)...])).isEmpty {
            part = folded[(equals + 1)...]
        }
        let bytes = Bytes(part)
        var numbers = NumberReader.all(in: bytes)
        if numbers.isEmpty { numbers = NumberWords.all(in: bytes) }
        if numbers.isEmpty, let foreign = ForeignNumbers.value(in: bytes) { numbers = [foreign] }
        if numbers.count == 2, isMarked || Sentences.words(bytes[...]) <= 8, numbers[0].key != numbers[1].key,
            numbers[0].range.upperBound <= numbers[1].range.lowerBound
        {
            // "3 or 4 km", "between 4 km and 6 km"
            var gap = bytes[numbers[0].range.upperBound..<numbers[1].range.lowerBound]
            if let (_, end) = Units.unit(of: numbers[0], in: bytes), end > numbers[0].range.upperBound,
                end <= gap.endIndex
            {
                gap = bytes[end..<gap.endIndex]
            }
            if let joint = Several.joint(gap, opening: bytes[..<numbers[0].range.lowerBound]), joint != .list {
                return Value(folded.text, .several)
            }
        }
        guard isMarked || Sentences.words(bytes[...]) <= 40 else { return nil }
        for (index, number) in numbers.enumerated() {
            guard let (unit, end) = Units.unit(of: number, in: bytes) else { continue }
            var quantity = Quantity(
                value: unit.base(number.value), unit: unit, number: number, step: number.step(in: bytes))
            quantity.add(numbers[(index + 1)...], in: bytes, after: end)
            return Value(quantity.key, .quantity(quantity))
        }
        guard let only = numbers.count == 1 ? numbers.first : numbers.last else { return nil }
        return Value(
            only.key,
            .quantity(Quantity(value: only.value, unit: nil, number: only, step: only.step(in: bytes))))
    }

    private mutating func add(_ rest: ArraySlice<FoundNumber>, in text: Bytes, after start: Int) {
        var end = start
        var last = unit
        for number in rest {
            guard number.range.lowerBound >= end, Self.joins(text[end..<number.range.lowerBound]) else { return }
            guard let (unit, next) = Units.unit(of: number, in: text), let size = last, unit.base == size.base,
                unit.factor < size.factor, unit.offset == 0
            else { return }
            value += unit.base(number.value)
            last = unit
            end = next
        }
    }

    private static func joins(_ gap: ArraySlice<UInt8>) -> Bool {
        let text = gap.trimmed
        return text.isEmpty || text.elementsEqual("and".utf8) || text.elementsEqual(",".utf8)
            || text.elementsEqual(", and".utf8)
    }
}

/// A unit of measure: `base = value × factor + offset`.
struct Unit: Hashable, Sendable {
    /// The base unit's name; two units convert exactly where it is the same.
    var base: String
    var factor: Double
    var offset: Double = 0

    func base(_ value: Double) -> Double {
        if offset != 0 { return value * factor + offset }
        // Dividing by a whole number is exact where multiplying by its inverse is not.
        let inverse = 1 / factor
        return factor < 1 && inverse == inverse.rounded() ? value / inverse : value * factor
    }
}
