import Kinship
import Testing

@Suite struct PanelEnvelopeTests {
    @Test func aLargerPanelNeverSupportsLess() {
        var last = -1.0
        for models in 2...60 {
            let cap = PanelEnvelope.cap(models: models) ?? -1
            #expect(cap >= last, "\(models) models")
            last = cap
            #expect((PanelEnvelope.cap(models: models, background: 30) ?? -1) >= cap)
        }
        #expect(PanelEnvelope.cap(models: 5) == nil)
        #expect(PanelEnvelope.cap(models: 6) == 1)
        #expect(PanelEnvelope.cap(models: 40) == .infinity)
        #expect(PanelEnvelope.cap(models: 2, background: 11) == nil)
        #expect(PanelEnvelope.cap(models: 1, background: 40) == nil)
    }

    @Test func aLimitLowersEveryChannelAndRaisesNone() throws {
        let shipped = try Calibration.shipped()
        let limited = shipped.limited(toLog10: 1)
        #expect(limited.closed.bounds.hold(5) == 1)
        #expect(limited.open?.bounds.hold(5) == 1)
        #expect(limited.fusion?.bounds.hold(5) == 1)
        #expect(shipped.limited(toLog10: .infinity) == shipped)
    }
}
