import Base

extension Generator {
    /// Counting letters and cutting words up.
    static let letters = Generator(
        name: "letters", about: "Counting letters, taking words apart and putting them together.", maxTokens: 48,
        difficulties: 1...10
    ) { dice, difficulty in
        guard difficulty < 6 else { return rearrangement(&dice, difficulty) }
        let phrase = dice.sample(vocabulary, difficulty + 1)
        let text = phrase.joined(separator: " ")
        let letters = text.filter { $0 != " " }
        let long = dice.pick(phrase.filter { $0.count > 6 } + [phrase.max { $0.count < $1.count } ?? phrase[0]])
        let wordOnly = "Answer with the resulting letters only."
        switch dice.below(9) {
        case 0:
            let letter = dice.pick(Array("aeinorst"))
            let count = text.filter { $0 == letter }.count
            guard count > 1 else { return nil }
            return ComputedItem(
                "How many times does the letter \"\(letter)\" occur in \"\(text)\"? Answer with the number only.",
                .number, String(count))
        case 1:
            let count = text.filter { "aeiou".contains($0) }.count
            return ComputedItem(
                "How many vowels (a, e, i, o, u) are there in \"\(text)\"? Answer with the number only.", .number,
                String(count))
        case 2:
            return ComputedItem(
                "Write \"\(text)\" backwards, letter by letter, keeping the spaces where they fall. Answer with the resulting text only.",
                .word, String(text.reversed()))
        case 3:
            let every = dice.integer(2...4)
            let picked = letters.enumerated().filter { ($0.offset + 1) % every == 0 }.map(\.element)
            return ComputedItem(
                "Leave out the spaces of \"\(text)\", then take every \(ordinal(every)) letter, beginning with the \(ordinal(every)). \(wordOnly)",
                .word, String(picked))
        case 4:
            let rest = letters.filter { !"aeiou".contains($0) }
            return ComputedItem(
                "Take all vowels (a, e, i, o, u) and the spaces out of \"\(text)\". \(wordOnly)", .word, String(rest))
        case 5:
            let at = dice.integer(5...min(letters.count, 8 + 4 * difficulty))
            guard at <= letters.count else { return nil }
            return ComputedItem(
                "Leaving spaces out, what is the \(ordinal(at)) letter of \"\(text)\"? Answer with the letter only.",
                .word, String(Array(letters)[at - 1]))
        case 6:
            guard Set(long).count < long.count else { return nil }
            let once = long.filter { letter in long.filter { $0 == letter }.count == 1 }
            guard once.count > 2 else { return nil }
            return ComputedItem(
                "Take out of \"\(long)\" every letter that occurs in it more than once. \(wordOnly)", .word,
                String(once))
        case 7:
            let swapped = phrase.map { word in
                let letters = Array(word)
                return String([letters[letters.count - 1]] + letters[1..<(letters.count - 1)] + [letters[0]])
            }
            return ComputedItem(
                "In each word of \"\(text)\", let the first and the last letter change places. Answer with the resulting text only.",
                .word, swapped.joined(separator: " "))
        default:
            return ComputedItem(
                "Write the letters of \"\(long)\" in alphabetical order, repeated letters as often as they occur. \(wordOnly)",
                .word, String(long.sorted()))
        }
    }

    static func ordinal(_ number: Int) -> String {
        switch (number % 10, number % 100) {
        case (_, 11...13): "\(number)th"
        case (1, _): "\(number)st"
        case (2, _): "\(number)nd"
        case (3, _): "\(number)rd"
        default: "\(number)th"
        }
    }

    private static let vocabulary = """
        chandelier marmalade ostrich parallelogram wilderness turquoise bookkeeper accommodation peppermint labyrinth embarrassment silhouette rhubarb
        millennium broccoli questionnaire tambourine necessary kaleidoscope cinnamon raspberry committee porcelain thunderstorm whistle entrepreneur
        saxophone mayonnaise crocodile gingerbread hippopotamus lieutenant moccasin neighbourhood onomatopoeia pharmacist restaurant succulent
        tessellation umbrella vegetable wheelbarrow xylophone yesterday zucchini archipelago barricade cauliflower dandelion eucalyptus
        """.split { $0 == " " || $0 == "\n" }.map(String.init)
}
