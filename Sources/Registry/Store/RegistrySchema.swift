/// The tables of a registry, in a schema of their own.
enum RegistrySchema {
    /// The version that this program reads and writes.
    static let version = 1

    /// Held by whoever adds to the chain, until the transaction ends: pushes come one after the other.
    static let pushLock = 4_157_508_178_001

    /// What is only ever added to.
    static let kept = [
        "info", "entries", "deposits", "questions", "models", "answers", "lists", "sheets", "blobs", "pieces",
        "evidence",
        "jobs", "results",
    ]

    private static let tables = """
        CREATE SCHEMA apograph;
        CREATE TABLE apograph.info (key text PRIMARY KEY, value text NOT NULL);
        CREATE TABLE apograph.entries (
            seq bigint PRIMARY KEY, kind text NOT NULL, at text NOT NULL, body text NOT NULL, previous text NOT NULL,
            hash text NOT NULL UNIQUE);
        CREATE TABLE apograph.deposits (
            id bigint PRIMARY KEY, case_id text NOT NULL, head text NOT NULL, title text NOT NULL, events bigint NOT NULL,
            last_response bigint NOT NULL, merkle_root text NOT NULL, normalizer text NOT NULL, software text NOT NULL,
            pushed_by text NOT NULL DEFAULT session_user, UNIQUE (case_id, head));
        CREATE TABLE apograph.questions (
            id bigint PRIMARY KEY, deposit_id bigint NOT NULL REFERENCES apograph.deposits, digest bytea NOT NULL UNIQUE,
            suite text NOT NULL, version text NOT NULL, suite_digest text NOT NULL, probe text NOT NULL,
            private boolean NOT NULL, closed boolean NOT NULL, keyless boolean NOT NULL, json text);
        CREATE TABLE apograph.models (
            id bigint PRIMARY KEY, deposit_id bigint NOT NULL REFERENCES apograph.deposits, case_id text NOT NULL,
            name text NOT NULL, json text NOT NULL, UNIQUE (case_id, name));
        CREATE TABLE apograph.answers (
            deposit_id bigint NOT NULL, model_id bigint NOT NULL, question_id bigint NOT NULL, sample int NOT NULL,
            response bigint NOT NULL, state text NOT NULL, reading text, leaf bytea NOT NULL, text text,
            PRIMARY KEY (deposit_id, response));
        CREATE TABLE apograph.lists (
            deposit_id bigint PRIMARY KEY REFERENCES apograph.deposits, questions bytea NOT NULL);
        CREATE TABLE apograph.sheets (
            deposit_id bigint NOT NULL REFERENCES apograph.deposits, model_id bigint NOT NULL, codes bytea NOT NULL,
            PRIMARY KEY (deposit_id, model_id));
        CREATE TABLE apograph.blobs (sha256 text PRIMARY KEY, size bigint NOT NULL, pieces int NOT NULL);
        CREATE TABLE apograph.pieces (
            blob text NOT NULL REFERENCES apograph.blobs, place int NOT NULL, bytes bytea NOT NULL,
            PRIMARY KEY (blob, place));
        CREATE TABLE apograph.evidence (
            deposit_id bigint PRIMARY KEY REFERENCES apograph.deposits, blob text NOT NULL REFERENCES apograph.blobs);
        CREATE TABLE apograph.jobs (
            id bigint PRIMARY KEY, matrix text NOT NULL REFERENCES apograph.blobs, parts int NOT NULL,
            submitted_by text NOT NULL DEFAULT session_user, UNIQUE (matrix, parts));
        CREATE TABLE apograph.blocks (
            job bigint NOT NULL REFERENCES apograph.jobs, part int NOT NULL, worker text, lease_until timestamptz,
            taken int NOT NULL DEFAULT 0, PRIMARY KEY (job, part));
        CREATE TABLE apograph.results (
            job bigint NOT NULL, part int NOT NULL, blob text NOT NULL REFERENCES apograph.blobs, worker text NOT NULL,
            PRIMARY KEY (job, part), FOREIGN KEY (job, part) REFERENCES apograph.blocks);
        ALTER TABLE apograph.pieces ALTER COLUMN bytes SET STORAGE EXTERNAL;
        ALTER TABLE apograph.sheets ALTER COLUMN codes SET STORAGE EXTERNAL;
        ALTER TABLE apograph.lists ALTER COLUMN questions SET STORAGE EXTERNAL;
        """

    private static let guards = """
        CREATE FUNCTION apograph.refuse() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$;
        """
        + kept.map {
            """

            CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON apograph.\($0)
                FOR EACH STATEMENT EXECUTE FUNCTION apograph.refuse();
            """
        }.joined()

    /// The roles that logins are given: collectors push, analysts read, workers compute. Nobody may update or delete.
    static let roles = ["apograph_collector", "apograph_analyst", "apograph_worker"]

    private static let rights =
        roles.map {
            """

            DO $$ BEGIN
                IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '\($0)') THEN CREATE ROLE \($0) NOLOGIN; END IF;
            EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
            END $$;
            """
        }.joined() + """

            REVOKE ALL ON SCHEMA apograph FROM PUBLIC;
            REVOKE ALL ON ALL TABLES IN SCHEMA apograph FROM PUBLIC;
            REVOKE ALL ON FUNCTION apograph.refuse() FROM PUBLIC;
            GRANT USAGE ON SCHEMA apograph TO apograph_collector, apograph_analyst, apograph_worker;
            GRANT SELECT ON ALL TABLES IN SCHEMA apograph TO apograph_collector, apograph_analyst, apograph_worker;
            GRANT INSERT ON apograph.entries, apograph.deposits, apograph.questions, apograph.models, apograph.answers,
                apograph.lists, apograph.sheets, apograph.blobs, apograph.pieces, apograph.evidence TO apograph_collector;
            GRANT INSERT ON apograph.blobs, apograph.pieces, apograph.jobs, apograph.blocks, apograph.results
                TO apograph_worker;
            GRANT UPDATE (worker, lease_until, taken) ON apograph.blocks TO apograph_worker;
            """

    static let script = tables + "\n" + guards + rights
}
