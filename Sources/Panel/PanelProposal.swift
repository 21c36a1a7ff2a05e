import Base
import Probes

/// A template fitted to a claim: the suspect and the alleged sources put in, and the models taken out that are no background for them.
public struct PanelProposal: Sendable {
    /// A model of the template that takes no part, and why.
    public struct LeftOut: Sendable, Hashable {
        public var model: String
        public var why: String
    }

    /// The template's name.
    public var template: String
    /// The panel's models with their roles.
    public var models: [PanelModel]
    public var leftOut: [LeftOut]
    /// Suspect or sources that no template knows how to reach; they stand in `models` as recorded.
    public var unknown: [String]
    /// References that are not documented to descend from an alleged source.
    public var free: Int
    /// Sources of which fewer than a third of the references are free, so that nothing of theirs is rare in this panel.
    public var crowded: [String]

    /// Models beside the suspect and the alleged sources.
    public var references: Int { models.count { $0.role == .reference } }

    /// Fits a template.
    ///
    /// Models of the suspect's or a source's own maker, and those documented to descend from the suspect, are siblings and no background: they are
    /// left out as long as `least` references stay. Models documented to descend from a source stay, since a panel without a source's other pupils
    /// makes everything of the source look rare; they are counted.
    public init(
        _ template: String, of templates: [(name: String, panel: Panel)], suspect: String?, alleged: [String],
        least: Int = 5
    ) throws {
        guard let own = templates.first(where: { $0.name == template })?.panel else {
            let names = templates.map(\.name)
            throw Problem(
                "panel.unknown-template", .usage, "there is no panel template `\(template)`",
                remedy: (Spelling.nearest(to: template, among: names).map { "Did you mean `\($0)`? " } ?? "")
                    + "There are: \(names.joined(separator: ", ")).")
        }
        var named: [PanelModel] = []
        var unknown: [String] = []
        for (id, role) in (suspect.map { [($0, Role.suspect)] } ?? []) + alleged.map({ ($0, .alleged) }) {
            var model =
                Self.find(id, in: [own] + templates.map(\.panel)) ?? PanelModel(id: id, provider: Provider.recorded)
            if model.provider == Provider.recorded { unknown.append(id) }
            (model.id, model.role) = (id, role)
            if model.requested == nil, model.id != id { model.requested = model.id }
            named.append(model)
        }
        let others = own.models.filter { model in !named.contains { Self.isSame(model, $0) } }
        var leftOut: [LeftOut] = []
        var references: [PanelModel] = []
        for model in others {
            guard let why = Self.kinship(model, named) else {
                references.append(model)
                continue
            }
            leftOut.append(LeftOut(model: model.id, why: why))
        }
        // Better relatives than too few.
        while references.count < least, let back = leftOut.popLast() {
            references += others.filter { $0.id == back.model }
        }
        let order = others.map(\.id)
        references.sort { (order.firstIndex(of: $0.id) ?? 0) < (order.firstIndex(of: $1.id) ?? 0) }
        self.template = template
        models = named + references
        self.leftOut = leftOut
        self.unknown = unknown
        let sources = named.filter { $0.role == .alleged }
        free = references.count { model in !sources.contains(where: model.declares) }
        crowded = sources.filter { source in
            3 * references.count { !$0.declares(source) && $0.maker != source.maker } < references.count
        }
        .map(\.id)
    }

    /// The template that fits a claim: the one with models on one's own machine where a name is only known there, the one of a single maker where
    /// both sides are by that maker, else the small one.
    public static func fitting(
        _ templates: [(name: String, panel: Panel)], suspect: String?, alleged: [String]
    ) -> String {
        let claim = (suspect.map { [$0] } ?? []) + alleged
        let small = templates.first { $0.name == "small" } ?? templates.first
        func knows(_ panel: Panel, _ id: String) -> Bool { find(id, in: [panel]) != nil }
        let makers = claim.map { find($0, in: templates.map(\.panel))?.maker }
        if makers.count > 1, let first = makers[0], makers.allSatisfy({ $0 == first }),
            let found = templates.first(where: { template in
                claim.allSatisfy { knows(template.panel, $0) }
                    && template.panel.models.count { $0.maker == first } * 2 > template.panel.models.count
            })
        {
            return found.name
        }
        let local = templates.first { $0.panel.models.allSatisfy { $0.provider == "ollama" } }
        if let local, let small, claim.contains(where: { knows(local.panel, $0) && !knows(small.panel, $0) }) {
            return local.name
        }
        return small?.name ?? ""
    }

    /// A model by its id or by the name that its server is asked for.
    private static func find(_ id: String, in panels: [Panel]) -> PanelModel? {
        for panel in panels {
            if let found = panel.models.first(where: { $0.id == id || $0.requestedName == id }) {
                var model = found
                model.requested = found.requestedName == id && found.requested == nil ? nil : found.requestedName
                return model
            }
        }
        return nil
    }

    private static func isSame(_ a: PanelModel, _ b: PanelModel) -> Bool {
        a.id == b.id || (a.provider == b.provider && a.requestedName == b.requestedName)
    }

    /// Why a model is no background for a claim; `nil` where it is one.
    private static func kinship(_ model: PanelModel, _ named: [PanelModel]) -> String? {
        for other in named {
            if let maker = model.maker, maker == other.maker { return "of \(other.id)'s own maker, \(maker)" }
            if other.role == .suspect, model.declares(other) { return "documented to descend from \(other.id)" }
            if other.declares(model) { return "a documented parent of \(other.id)" }
        }
        return nil
    }
}
