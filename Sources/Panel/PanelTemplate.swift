import Probes

extension PanelModel {
    /// Whether it is documented to descend from another model, or from that model's maker.
    public func declares(_ source: PanelModel) -> Bool {
        let names = [source.id.lowercased(), source.maker?.lowercased()]
        return parents.contains { names.contains($0.lowercased()) }
    }
}

extension SuiteLibrary {
    /// Reads a panel template by name.
    /// - Throws: `Problem` with file and line, as `Panel.read`.
    public func panel(_ name: String) throws -> Panel { try Panel.read(path: "\(root)/panels/\(name).yaml") }

    /// All panel templates, by name.
    public func panels() throws -> [(name: String, panel: Panel)] {
        try panelNames().map { ($0, try panel($0)) }
    }
}

extension Panel {
    /// What a template lacks that is to be used by people who did not write it: one sentence each, by model.
    public func lint() -> [String] {
        var out: [String] = []
        if about == nil { out.append("the template does not say what it is for: add `about:`") }
        if checked == nil { out.append("the template does not say when it was checked: add `checked:`") }
        for model in models {
            var lacking: [String] = []
            if model.maker == nil { lacking.append("maker") }
            if model.released == nil { lacking.append("released") }
            if model.source == nil { lacking.append("source") }
            if model.checked == nil { lacking.append("checked") }
            if !lacking.isEmpty { out.append("\(model.id) has no \(lacking.joined(separator: ", "))") }
            if model.provider == Provider.recorded { out.append("\(model.id) cannot be asked") }
            if model.parents.contains(model.id) { out.append("\(model.id) is its own parent") }
            if case .environment? = model.connection.key {
            } else if model.connection.key != nil {
                out.append("\(model.id) names a key source that others do not have")
            }
        }
        if models.count < 4 { out.append("a panel has at least four models, since typicality is judged by the others") }
        return out
    }
}
