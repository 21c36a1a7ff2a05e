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

    /// One event a change, looked for every second; a comment now and then, so that a closed connection is noticed.
    static func events(of store: CaseStore, every pause: Duration = .seconds(1)) -> AsyncStream<[UInt8]> {
        let (stream, continuation) = AsyncStream<[UInt8]>.makeStream(bufferingPolicy: .bufferingNewest(4))
        let task = Task {
            var last = ""
            var quiet = 0
            while !Task.isCancelled {
                let text = (try? data(of: store.progress())) ?? last
                if text != last {
                    continuation.yield(Array("event: progress\ndata: \(text)\n\n".utf8))
                    last = text
                    quiet = 0
                } else {
                    quiet += 1
                    if quiet % 10 == 0 { continuation.yield(Array(": nothing new\n\n".utf8)) }
                }
                do { try await Task.sleep(for: pause) } catch { break }
            }
            continuation.finish()
        }
        continuation.onTermination = { _ in task.cancel() }
        return stream
    }

    /// `[[answers, failures], …]`, in the order of the models' names: no text of the case, so nothing to escape.
    static func data(of counts: [String: (responses: Int, failures: Int)]) -> String {
        "["
            + counts.sorted { $0.key < $1.key }.map { "[\($0.value.responses),\($0.value.failures)]" }
            .joined(separator: ",") + "]"
    }
}
