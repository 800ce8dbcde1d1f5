CREATE TRIGGER log_entries_chained BEFORE INSERT ON log_entries
    WHEN NEW.seq > 1 AND NEW.previous_hash IS NOT
      (SELECT hash FROM log_entries WHERE user_id = NEW.user_id AND seq = NEW.seq - 1)
    BEGIN SELECT RAISE(ABORT, 'log_entries rows carry the hash before them'); END;

CREATE TRIGGER log_entries_next_only BEFORE INSERT ON log_entries
    WHEN NEW.seq <> COALESCE((SELECT MAX(seq) FROM log_entries WHERE user_id = NEW.user_id), 0) + 1
    BEGIN SELECT RAISE(ABORT, 'log_entries takes the next position only'); END;

CREATE TRIGGER log_entries_no_delete BEFORE DELETE ON log_entries
    BEGIN SELECT RAISE(ABORT, 'log_entries is append-only'); END;

CREATE TRIGGER log_entries_no_update BEFORE UPDATE ON log_entries
    BEGIN SELECT RAISE(ABORT, 'log_entries is append-only'); END;

CREATE TRIGGER playbook_versions_no_delete BEFORE DELETE ON playbook_versions
    BEGIN SELECT RAISE(ABORT, 'playbook_versions is append-only'); END;

CREATE TRIGGER playbook_versions_no_update BEFORE UPDATE ON playbook_versions
    BEGIN SELECT RAISE(ABORT, 'playbook_versions is append-only'); END;

CREATE TABLE accounts (
  account_id TEXT PRIMARY KEY,
  user_id TEXT NOT NULL REFERENCES tenants(user_id),
  email TEXT NOT NULL UNIQUE,
  password_hash TEXT NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('owner', 'approver', 'viewer')),
  is_admin INTEGER NOT NULL DEFAULT 0 CHECK (is_admin IN (0, 1)),
  jira_account_id TEXT,
  display_name TEXT NOT NULL,
  created_at_ms INTEGER NOT NULL
) STRICT;

CREATE TABLE actions (
  decision_id TEXT NOT NULL REFERENCES decisions(decision_id),
  idx INTEGER NOT NULL,
  user_id TEXT NOT NULL REFERENCES tenants(user_id),
  instance_id TEXT NOT NULL,
  type TEXT NOT NULL,
  class TEXT NOT NULL CHECK (class IN ('auto-execute', 'requires-approval', 'refused')),
  level TEXT NOT NULL CHECK (level IN ('standard', 'critical')),
  state TEXT NOT NULL,
  target_key TEXT NOT NULL,
  requester_account_id TEXT,
  body TEXT NOT NULL,
  result TEXT,
  created_at_ms INTEGER NOT NULL,
  updated_at_ms INTEGER NOT NULL,
  PRIMARY KEY (decision_id, idx)
) STRICT;

CREATE TABLE approvals (
  approval_id TEXT PRIMARY KEY,
  user_id TEXT NOT NULL REFERENCES tenants(user_id),
  instance_id TEXT NOT NULL REFERENCES instances(instance_id),
  decision_id TEXT NOT NULL REFERENCES decisions(decision_id),
  state TEXT NOT NULL CHECK (state IN ('staged', 'approved', 'denied', 'expired', 'superseded')),
  level TEXT NOT NULL,
  plan_digest TEXT NOT NULL,
  facts_digest TEXT NOT NULL,
  key_id TEXT NOT NULL,
  nonce TEXT NOT NULL,
  body TEXT NOT NULL,
  created_at_ms INTEGER NOT NULL,
  expires_at_ms INTEGER NOT NULL,
  decided_at_ms INTEGER,
  decided_by TEXT
) STRICT;

CREATE TABLE chain_heads (
  user_id TEXT PRIMARY KEY REFERENCES tenants(user_id),
  seq INTEGER NOT NULL,
  at_ms INTEGER NOT NULL,
  hash TEXT NOT NULL
) STRICT;

CREATE TABLE decisions (
  decision_id TEXT PRIMARY KEY,
  user_id TEXT NOT NULL REFERENCES tenants(user_id),
  instance_id TEXT NOT NULL REFERENCES instances(instance_id),
  delivery_id TEXT NOT NULL,
  issue_id TEXT NOT NULL,
  issue_key TEXT NOT NULL,
  stage TEXT NOT NULL CHECK (stage IN ('received', 'resolving', 'routed', 'closed')),
  state TEXT NOT NULL,
  requester_account_id TEXT,
  analysis TEXT,
  notes TEXT,
  class TEXT,
  confidence REAL,
  read_rounds INTEGER NOT NULL DEFAULT 0,
  created_at_ms INTEGER NOT NULL,
  updated_at_ms INTEGER NOT NULL
  , origin_kind TEXT CHECK (origin_kind IN ('undo', 'retry')), origin_of TEXT REFERENCES decisions(decision_id), origin_round INTEGER, origin TEXT) STRICT;

CREATE TABLE deliveries (
  delivery_id TEXT PRIMARY KEY,
  user_id TEXT NOT NULL REFERENCES tenants(user_id),
  instance_id TEXT NOT NULL REFERENCES instances(instance_id),
  delivery_key TEXT NOT NULL,
  issue_id TEXT NOT NULL,
  content_hash TEXT NOT NULL,
  decision_id TEXT NOT NULL,
  read_at_ms INTEGER NOT NULL,
  received_at_ms INTEGER NOT NULL,
  body TEXT NOT NULL,
  UNIQUE (user_id, instance_id, delivery_key, content_hash)
) STRICT;

CREATE TABLE forge_tokens (
  jti TEXT PRIMARY KEY,
  expires_at_ms INTEGER NOT NULL
) STRICT;

CREATE TABLE instances (
  instance_id TEXT PRIMARY KEY,
  user_id TEXT NOT NULL REFERENCES tenants(user_id),
  kind TEXT NOT NULL CHECK (kind IN ('forge', 'oauth')),
  installation_id TEXT NOT NULL UNIQUE,
  cloud_id TEXT NOT NULL,
  site_url TEXT NOT NULL,
  app_account_id TEXT,
  web_trigger_url TEXT NOT NULL,
  key_sealed TEXT NOT NULL,
  settings TEXT NOT NULL,
  paused TEXT,
  state TEXT NOT NULL CHECK (state IN ('active', 'removed')),
  last_seen_at_ms INTEGER NOT NULL,
  created_at_ms INTEGER NOT NULL
) STRICT;

CREATE TABLE jobs (
  job_id TEXT PRIMARY KEY,
  user_id TEXT NOT NULL REFERENCES tenants(user_id),
  kind TEXT NOT NULL,
  subject_id TEXT NOT NULL,
  run_at_ms INTEGER NOT NULL,
  lease_until_ms INTEGER NOT NULL DEFAULT 0,
  fence INTEGER NOT NULL DEFAULT 0,
  attempts INTEGER NOT NULL DEFAULT 0,
  state TEXT NOT NULL CHECK (state IN ('ready', 'done', 'dead')),
  last_error TEXT
) STRICT;

CREATE TABLE log_entries (
  user_id TEXT NOT NULL REFERENCES tenants(user_id),
  seq INTEGER NOT NULL,
  at_ms INTEGER NOT NULL,
  event TEXT NOT NULL,
  decision_id TEXT,
  actor TEXT NOT NULL,
  detail TEXT NOT NULL,
  previous_hash TEXT NOT NULL,
  hash TEXT NOT NULL,
  PRIMARY KEY (user_id, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE model_calls (
  call_id TEXT PRIMARY KEY,
  user_id TEXT NOT NULL REFERENCES tenants(user_id),
  decision_id TEXT NOT NULL REFERENCES decisions(decision_id),
  model_id TEXT NOT NULL,
  begun_at_ms INTEGER NOT NULL,
  cost_micro_usd INTEGER NOT NULL,
  outcome TEXT NOT NULL,
  input_tokens INTEGER,
  output_tokens INTEGER,
  cache_read_tokens INTEGER,
  cache_write_tokens INTEGER
) STRICT;

CREATE TABLE orders (
  order_id TEXT PRIMARY KEY,
  user_id TEXT NOT NULL REFERENCES tenants(user_id),
  instance_id TEXT NOT NULL REFERENCES instances(instance_id),
  decision_id TEXT NOT NULL REFERENCES decisions(decision_id),
  kind TEXT NOT NULL CHECK (kind IN ('resolve', 'execute', 'comment')),
  purpose TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('ready', 'recorded', 'abandoned')),
  payload TEXT NOT NULL,
  grant_body TEXT,
  lease_until_ms INTEGER NOT NULL DEFAULT 0,
  last_expiry_ms INTEGER NOT NULL DEFAULT 0,
  attempts INTEGER NOT NULL DEFAULT 0,
  created_at_ms INTEGER NOT NULL,
  report TEXT,
  CHECK (kind <> 'execute' OR grant_body IS NOT NULL),
  UNIQUE (decision_id, kind, purpose)
) STRICT;

CREATE TABLE playbook_proposals (
  proposal_id TEXT PRIMARY KEY,
  user_id TEXT NOT NULL REFERENCES tenants(user_id),
  base_version INTEGER NOT NULL,
  rules TEXT NOT NULL,
  change TEXT NOT NULL,
  replay TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('proposed', 'confirmed', 'cancelled')),
  proposed_at_ms INTEGER NOT NULL,
  proposed_by TEXT NOT NULL,
  why TEXT NOT NULL,
  decided_at_ms INTEGER,
  decided_by TEXT
) STRICT;

CREATE TABLE playbook_versions (
  user_id TEXT NOT NULL REFERENCES tenants(user_id),
  version INTEGER NOT NULL,
  rules TEXT NOT NULL,
  change TEXT NOT NULL,
  made_at_ms INTEGER NOT NULL,
  made_by TEXT NOT NULL,
  confirmed_by TEXT,
  why TEXT NOT NULL,
  PRIMARY KEY (user_id, version)
) STRICT;

CREATE TABLE reads (
  decision_id TEXT NOT NULL REFERENCES decisions(decision_id),
  user_id TEXT NOT NULL REFERENCES tenants(user_id),
  read_key TEXT NOT NULL,
  result TEXT NOT NULL,
  read_at_ms INTEGER NOT NULL,
  PRIMARY KEY (decision_id, read_key)
) STRICT;

CREATE TABLE sessions (
  session_id TEXT PRIMARY KEY,
  account_id TEXT NOT NULL REFERENCES accounts(account_id) ON DELETE CASCADE,
  user_id TEXT NOT NULL REFERENCES tenants(user_id),
  authenticated_at_ms INTEGER NOT NULL,
  expires_at_ms INTEGER NOT NULL,
  revoked_at_ms INTEGER
) STRICT;

CREATE TABLE tenants (
  user_id TEXT PRIMARY KEY,
  created_at_ms INTEGER NOT NULL
) STRICT;

CREATE TABLE wishes (
  decision_id TEXT NOT NULL REFERENCES decisions(decision_id),
  idx INTEGER NOT NULL,
  user_id TEXT NOT NULL REFERENCES tenants(user_id),
  instance_id TEXT NOT NULL,
  issue_id TEXT NOT NULL,
  wish_key TEXT NOT NULL,
  outcome TEXT NOT NULL CHECK (outcome IN ('open', 'routed', 'answered', 'asked', 'withdrawn')), deed_key TEXT,
  PRIMARY KEY (decision_id, idx)
) STRICT;

CREATE INDEX actions_by_requester ON actions (user_id, instance_id, requester_account_id, created_at_ms);

CREATE INDEX actions_by_target ON actions (user_id, instance_id, type, target_key, created_at_ms);

CREATE INDEX approvals_by_decision ON approvals (decision_id);

CREATE INDEX approvals_staged ON approvals (user_id, created_at_ms) WHERE state = 'staged';

CREATE INDEX decisions_by_id ON decisions (user_id, decision_id);

CREATE INDEX decisions_by_issue ON decisions (user_id, instance_id, issue_id, decision_id);

CREATE UNIQUE INDEX decisions_follow_up ON decisions (user_id, origin_of, origin_kind, origin_round) WHERE origin_of IS NOT NULL;

CREATE INDEX decisions_open ON decisions (user_id, instance_id) WHERE stage IN ('received', 'resolving');

CREATE INDEX deliveries_newest ON deliveries (user_id, instance_id, issue_id, read_at_ms, delivery_id);

CREATE INDEX forge_tokens_by_expiry ON forge_tokens (expires_at_ms);

CREATE INDEX jobs_due ON jobs (run_at_ms) WHERE state = 'ready';

CREATE INDEX jobs_of_subject ON jobs (subject_id, kind) WHERE state = 'ready';

CREATE INDEX log_entries_by_decision ON log_entries (user_id, decision_id, seq);

CREATE INDEX model_calls_by_time ON model_calls (user_id, begun_at_ms, cost_micro_usd);

CREATE INDEX orders_ready ON orders (user_id, instance_id, lease_until_ms) WHERE state = 'ready';

CREATE INDEX playbook_proposals_open ON playbook_proposals (user_id, proposal_id) WHERE state = 'proposed';

CREATE INDEX reads_by_key ON reads (user_id, read_key, read_at_ms);

CREATE INDEX wishes_by_issue ON wishes (user_id, instance_id, issue_id, wish_key, decision_id);
