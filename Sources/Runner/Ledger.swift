import Synchronization

/// What was spent and what is about to be. An amount is reserved before a request is sent, so that a limit is never passed.
final class Ledger: Sendable {
    private struct State {
        var spent: [String: Money] = [:]
        var reserved: [String: Money] = [:]
        var totalSpent = Money.zero
        var totalReserved = Money.zero
    }

    /// Whether a request may be sent.
    enum Verdict: Sendable, Equatable {
        case reserved
        /// Requests under way hold what is left; ask again when one of them ended.
        case wait
        /// The limit would be passed.
        case exhausted
    }

    private let limit: Money?
    private let limitPerModel: Money?
    /// What batches under way will cost at most: it counts, and never comes free in a run.
    private let committed: [String: Money]
    private let state: Mutex<State>

    init(limit: Money?, limitPerModel: Money?, spent: [String: Money], committed: [String: Money] = [:]) {
        self.limit = limit
        self.limitPerModel = limitPerModel
        self.committed = committed
        state = Mutex(State(spent: spent, totalSpent: spent.values.reduce(.zero, +)))
    }

    func reserve(_ amount: Money, for model: String) -> Verdict {
        state.withLock { state in
            let spent = (state.spent[model] ?? .zero) + (committed[model] ?? .zero)
            let reserved = state.reserved[model] ?? .zero
            func fits(_ limit: Money?, _ spent: Money, _ reserved: Money) -> Verdict {
                guard let limit else { return .reserved }
                if spent + reserved + amount <= limit { return .reserved }
                return spent + amount <= limit ? .wait : .exhausted
            }
            for verdict in [
                fits(limitPerModel, spent, reserved),
                fits(limit, committed.values.reduce(state.totalSpent, +), state.totalReserved),
            ] where verdict != .reserved { return verdict }
            state.reserved[model] = reserved + amount
            state.totalReserved = state.totalReserved + amount
            return .reserved
        }
    }

    /// Gives a reservation back and books what was really spent.
    func settle(reserved amount: Money, spent cost: Money, for model: String) {
        state.withLock { state in
            state.reserved[model] = (state.reserved[model] ?? .zero) - amount
            state.totalReserved = state.totalReserved - amount
            state.spent[model] = (state.spent[model] ?? .zero) + cost
            state.totalSpent = state.totalSpent + cost
        }
    }

    func spent(by model: String) -> Money { state.withLock { $0.spent[model] ?? .zero } }
}
