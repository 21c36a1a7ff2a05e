import Panel
import Probes

extension GenerationSettings {
    /// The settings without those that a model must not be sent.
    public func without(_ omitted: [OptionalSetting]) -> GenerationSettings {
        var left = self
        for setting in omitted {
            switch setting {
            case .temperature: left.temperature = nil
            case .topP: left.topP = nil
            case .seed: left.seed = nil
            case .stop: left.stop = nil
            case .reasoningEffort: left.reasoningEffort = nil
            case .logprobs: left.logprobs = nil
            case .maxTokens: left.maxTokens = nil
            }
        }
        return left
    }
}
