import Base
import Foundation
import Panel
import Providers

extension Asker {
    /// Sends a request until it is answered, cannot be, or was tried as often as the model's limits say, without recording anything.
    ///
    /// - Returns: every exchange, the last of which decides.
    func persist(with request: WireRequest, jitter: UInt64, stop: StopSignal) async -> [Exchange] {
        var exchanges: [Exchange] = []
        var random = SplitMix64(seed: plan.seed ^ jitter)
        while true {
            let exchange = await client.send(request, now: clock.now())
            exchanges.append(exchange)
            guard case .failure(let failure) = exchange.outcome, failure.effect == .retry,
                exchanges.count < client.model.connection.limits.attempts, !stop.isRequested, !Task.isCancelled
            else { return exchanges }
            let delay = failure.retryAfter ?? policy.delay(afterAttempt: exchanges.count, using: &random)
            guard delay <= policy.patience else { return exchanges }
            do { try await clock.sleep(delay) } catch { return exchanges }
        }
    }
}
