/// What was declared of a suspect beside what was measured, one row a model that either names. Made by whoever read the declarations; no part of the analysis.
public struct DeclaredSources: Codable, Sendable, Hashable {
    public enum Standing: String, Codable, Sendable, CaseIterable {
        /// Declared and measured, or neither.
        case agrees
        case declaredNotSeen = "declared but not seen"
        case seenNotDeclared = "seen but not declared"
        case cannotTell = "cannot tell"
    }

    public struct Row: Codable, Sendable, Hashable {
        /// The model that the suspect may have learned from.
        public var model: String
        /// How it is declared, in words; `nil` where no declaration names it.
        public var declared: String?
        /// Share of the model's errors that the suspect took over; `nil` where it was not measured.
        public var share: Estimate?
        /// Whether the answers support a line of descent; `nil` where the model was not asked.
        public var outcome: Verdict.Outcome?
        public var standing: Standing

        public init(model: String, declared: String?, share: Estimate?, outcome: Verdict.Outcome?, standing: Standing) {
            self.model = model
            self.declared = declared
            self.share = share
            self.outcome = outcome
            self.standing = standing
        }
    }

    /// A document that was read as a declaration.
    public struct Document: Codable, Sendable, Hashable {
        public var form: String
        public var source: String
        public var dataSets: Int
        /// Data sets of which neither the document nor the table says whether they hold outputs of models.
        public var unknown: Int

        public init(form: String, source: String, dataSets: Int, unknown: Int) {
            self.form = form
            self.source = source
            self.dataSets = dataSets
            self.unknown = unknown
        }
    }

    public var suspect: String
    public var documents: [Document]
    public var rows: [Row]

    public init(suspect: String, documents: [Document], rows: [Row]) {
        self.suspect = suspect
        self.documents = documents
        self.rows = rows
    }
}
