import Kinship
import Probes

/// By which way, as a finding.
enum MechanismAnalysis {
    static func finding(_ channel: ClosedChannel, recipient: Int, source: Int, panel: PanelFindings)
        -> MechanismFinding?
    {
        nil
    }
}
