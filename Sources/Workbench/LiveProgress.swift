import CaseFile
import Foundation

/// How many answers each model has given, as server-sent events for as long as somebody listens.
enum LiveProgress {
    /// The page's script: puts the figures of an event into the cells that are there, and asks for the page again where a model is new.
    static let script = """
        const feed=new EventSource("events"),say=document.getElementById("live");
        feed.addEventListener("progress",event=>{const rows=JSON.parse(event.data);let total=0;
        if(rows.length!==document.querySelectorAll("[data-model]").length){location.reload();return}
        rows.forEach((row,index)=>{document.getElementById("answers-"+index).textContent=row[0].toLocaleString("en");
        document.getElementById("failures-"+index).textContent=row[1].toLocaleString("en");total+=row[0]});
        say.textContent=total.toLocaleString("en")+" answers stored; this page follows."});
        feed.onerror=()=>{say.textContent="The workbench has closed, or the connection was lost; what is shown may be old."};
        """

    /// `[[answers, failures], …]`, in the order of the models' names: no text of the case, so nothing to escape.
    static func data(of counts: [String: (responses: Int, failures: Int)]) -> String {
        "["
            + counts.sorted { $0.key < $1.key }.map { "[\($0.value.responses),\($0.value.failures)]" }
            .joined(separator: ",") + "]"
    }
}

/// One look at the case a second, however many pages follow it; none while nobody does.
actor ProgressFeed {
    /// Pages that may follow at a time.
    static let most = 16

    private let store: CaseStore
    private let pause: Duration
    private var listeners: [Int: AsyncStream<[UInt8]>.Continuation] = [:]
    private var count = 0
    private var work: Task<Void, Never>?
    /// The latest event, which a new listener gets at once.
    private var latest: [UInt8]?
    private var text = ""
    private var quiet = 0

    init(_ store: CaseStore, every pause: Duration = .seconds(1)) {
        self.store = store
        self.pause = pause
    }

    /// One event a change, and a comment now and then, so that a closed connection is noticed; `nil` where as many listen as may.
    func listen() -> AsyncStream<[UInt8]>? {
        guard listeners.count < Self.most else { return nil }
        let (stream, continuation) = AsyncStream<[UInt8]>.makeStream(bufferingPolicy: .bufferingNewest(4))
        count += 1
        let number = count
        listeners[number] = continuation
        continuation.onTermination = { _ in Task { await self.leave(number) } }
        if let latest { continuation.yield(latest) }
        if work == nil {
            work = Task {
                while !Task.isCancelled {
                    look()
                    do { try await Task.sleep(for: pause) } catch { return }
                }
            }
        }
        return stream
    }

    private func leave(_ number: Int) {
        listeners[number] = nil
        guard listeners.isEmpty else { return }
        work?.cancel()
        (work, latest, text) = (nil, nil, "")
    }

    private func look() {
        let now = (try? LiveProgress.data(of: store.progress())) ?? text
        if now != text {
            text = now
            quiet = 0
            let event = Array("event: progress\ndata: \(now)\n\n".utf8)
            latest = event
            for listener in listeners.values { listener.yield(event) }
        } else {
            quiet += 1
            guard quiet.isMultiple(of: 10) else { return }
            for listener in listeners.values { listener.yield(Array(": nothing new\n\n".utf8)) }
        }
    }
}
