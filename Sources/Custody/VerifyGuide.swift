/// The page in every exhibit that says how to check it without Apograph.
enum VerifyGuide {
    static func text(head: String, root: String, count: Int) -> String {
        """
        # How to verify this exhibit

        You need nothing from the people who made it: `sha256sum`, `python3`, and for signatures and times `ssh-keygen` and `openssl`.
        Run the commands in this folder.

        ## 1. No file was changed
            sha256sum --check --strict --quiet tagmanifest-sha256.txt
            sha256sum --check --strict --quiet manifest-sha256.txt
        Both are silent when every file is as it was sealed. (On macOS: `shasum -a 256 -c`.)
        Any BagIt tool does the same and also finds added files, for example `bagit.py --validate .` (PyPI: bagit).

        ## 2. Nothing inside was changed, added or left out
            python3 verify.py
        reads `verify.py` in this folder: under 300 lines, standard library only, read it first. It makes every hash again:
        each event names the one before it; each request, answer and failure is named by an event; each salted commitment matches what stands beside it;
        and the Merkle root (RFC 6962) over all \(count) answers is
            \(root)
        The last event of the log has the hash
            \(head)
        A report of this case cites that hash. If the report's differs, the report was not made from this evidence.
        `python3 verify.py --proof ID` prints the inclusion proof of one answer, for an exhibit that shows that answer alone.

        ## 3. Who sealed it, and when (where the folders are there)
            ssh-keygen -Y verify -f allowed_signers -I NAME -n seal@apograph -s signatures/NAME.sig < tagmanifest-sha256.txt
            openssl ts -verify -queryfile timestamps/NAME.tsq -in timestamps/NAME.tsr -CAfile AUTHORITY.pem
            openssl ts -verify -data tagmanifest-sha256.txt -in timestamps/NAME.tsr -CAfile AUTHORITY.pem
        Get `allowed_signers` and `AUTHORITY.pem` from somewhere other than this folder: the signer's own page, the authority's own page.
        `ssh-keygen -Y check-novalidate` says "Good" for anybody's key and proves nothing. Both openssl commands are needed: the first checks
        that the answer belongs to our question, the second that it is about this tag manifest.

        ## What a pass means, and what it does not
        A pass means that the evidence is what the collector had when it was sealed. A timestamp means that it existed no later than that.
        That a server said what was recorded rests on the collector's word: TLS does not let a server's words be proved to others.
        Text that was withheld shows as a "commitment": its hash still counts, and whoever is later given the text and its salt can check that they belong.
        """
    }
}
