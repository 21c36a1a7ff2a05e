extension TrafficWorld {
    /// What a sketch of the world's log would hold, in order.
    func records(key: TrafficKey, of roles: Set<Role> = Set(Role.allCases)) -> [SketchRecord] {
        var marker = PromptMarker(key)
        var days: [SketchKey: AccountDay] = [:]
        queries(of: roles) { query in
            var event = TrafficEvent(account: key.account(query.account), second: query.second)
            event.identity = UInt64(query.number)
            event.model = SipHash(0, 0)(query.model)
            event.inputTokens = UInt64(query.inputTokens)
            event.outputTokens = UInt64(query.outputTokens)
            event.turns = query.turns
            var prompt = query.prompt
            event.marks = prompt.withUTF8 { marker.marks(UnsafeRawBufferPointer($0)) }
            days[SketchKey(account: event.account, day: event.day), default: AccountDay()].add(
                event, account: event.account)
        }
        return days.sorted { $0.key < $1.key }.map {
            SketchRecord(account: $0.key.account, day: $0.key.day, content: $0.value)
        }
    }
}
