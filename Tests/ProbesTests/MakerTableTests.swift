import Probes
import Testing

@Suite struct Makers {
    @Test(arguments: [
        ("I am Claude, made by Anthropic.", ["Anthropic"]),
        ("I'm ChatGPT, a large language model trained by OpenAI.", ["OpenAI"]),
        ("I am not ChatGPT; I am Qwen from Alibaba Cloud.", ["Alibaba"]),
        ("Unlike Gemini, I was built by Mistral AI.", ["Mistral AI"]),
        ("I wasn't made by Google. xAI made me.", ["xAI"]),
        ("我是由深度求索公司开发的DeepSeek。", ["DeepSeek"]),
        ("我不是ChatGPT，我是通义千问。", ["Alibaba"]),
        ("私はOpenAIによって作られました。", ["OpenAI"]),
        ("Ich bin nicht von Google, sondern von Meta.", ["Meta"]),
        ("Je m'appelle Le Chat.", ["Mistral AI"]),
        ("I opt for a fair answer in meta terms, with seed and bloom.", []),
        ("My name is Phil.", []),
        ("GPT-4o by OpenAI, later compared with Llama 3", ["OpenAI", "Meta"]),
        ("", []),
    ])
    func `an answer names the makers that it does not deny`(answer: String, makers: [String]) throws {
        #expect(try repositoryLibrary().makers().named(in: answer) == makers)
    }

    @Test func `every maker's own name is one of its names`() throws {
        let table = try repositoryLibrary().makers()
        for maker in table.makers { #expect(table.named(in: "I was made by \(maker).") == [maker]) }
    }
}
