import Kinship

/// Every fixed text there is, so that one test can read them all.
enum Phrases {
    static var all: [(key: String, trio: Trio)] {
        family(SupportGrade.self) + family(VerdictPhrase.self) + family(Reason.self) + family(GlancePhrase.self)
            + family(SectionPhrase.self) + family(LimitPhrase.self) + family(CompanyPhrase.self)
            + family(AlternativePhrase.self) + family(StatusPhrase.self) + family(AlarmPhrase.self)
            + family(ChartPhrase.self) + family(MechanismPhrase.self) + family(MethodPhrase.self)
            + family(ChangePhrase.self) + family(HistoryPhrase.self) + family(WeightPhrase.self)
            + family(FactPhrase.self) + family(QuotePhrase.self) + family(MarkPhrase.self)
            + Reason.allCases.map { ("Reason.\($0.rawValue).remedy", $0.remedy) }
            + SupportGrade.allCases.map { ("SupportGrade.\($0.rawValue).short", $0.short) }
    }

    private static func family<P: Phrase>(_ type: P.Type) -> [(key: String, trio: Trio)] {
        P.allCases.map { ("\(type).\($0.rawValue)", $0.trio) }
    }

    /// What no page says of a finding (STANDARDS of the field: a ratio is about the findings, never about the propositions).
    static let banned: [String] = [
        #"\b(probability|chance|likelihood) that \S+ (was|is|descends|learned|copied)"#,
        #"times more likely to be"#, #"times likelier to be"#, #"\bmatch(es|ed|ing)?\b"#, #"\bproves?\b(?! little)"#,
        #"\bproof\b"#, #"\bcertain(ty|ly)?\b"#, #"\bodds are\b"#, #"\bstole|\bstolen\b"#, #"\bguilty\b"#,
        #"\bbreached\b"#, #"\bplagiari"#, #"\bcloned\b"#, #"\bnot distilled\b"#, #"\bno distillation\b"#,
        #"\binconclusive\b"#, #"scientific certainty"#, #"\bzero error\b"#,
        #"\bWahrscheinlichkeit, dass\b"#, #"\bbeweist\b"#, #"\bgestohlen\b"#, #"\bsicher ist, dass\b"#,
        #"\bprobabilité que\b"#, #"\bprouve(nt)?\b"#, #"\bcertitude que\b"#, #"\bvolé"#,
    ]
}
