/** Column names and types, once. JSON columns are TEXT; times are UTC milliseconds; every tenant row has `user_id`. */

import type { Generated } from 'kysely';

export interface TenantsTable {
  user_id: string;
  created_at_ms: number;
}

export interface AccountsTable {
  account_id: string;
  user_id: string;
  email: string;
  password_hash: string;
  role: string;
  is_admin: number;
  jira_account_id: string | null;
  display_name: string;
  created_at_ms: number;
}

export interface SessionsTable {
  session_id: string;
  account_id: string;
  user_id: string;
  authenticated_at_ms: number;
  expires_at_ms: number;
  revoked_at_ms: number | null;
}

export interface InstancesTable {
  instance_id: string;
  user_id: string;
  kind: string;
  installation_id: string;
  cloud_id: string;
  site_url: string;
  app_account_id: string | null;
  web_trigger_url: string;
  key_sealed: string;
  settings: string;
  paused: string | null;
  state: string;
  last_seen_at_ms: number;
  created_at_ms: number;
}

export interface DeliveriesTable {
  delivery_id: string;
  user_id: string;
  instance_id: string;
  delivery_key: string;
  issue_id: string;
  content_hash: string;
  decision_id: string;
  /** When the app read the ticket; the newest one holds the ticket's present words. */
  read_at_ms: number;
  received_at_ms: number;
  body: string;
}

/** What an analysis wanted, one row per action it proposed, so that the same words are acted on once. */
export interface WishesTable {
  decision_id: string;
  idx: number;
  user_id: string;
  instance_id: string;
  issue_id: string;
  wish_key: string;
  outcome: string;
  /** Type and sentence, whatever the arguments: `model:` or `playbook:` and a digest; null in rows of before. */
  deed_key: string | null;
}

export interface ModelCallsTable {
  call_id: string;
  user_id: string;
  decision_id: string;
  model_id: string;
  begun_at_ms: number;
  /** Millionths of a US dollar: what it may cost, then what it did. */
  cost_micro_usd: number;
  outcome: string;
  input_tokens: number | null;
  output_tokens: number | null;
  cache_read_tokens: number | null;
  cache_write_tokens: number | null;
}

export interface DecisionsTable {
  decision_id: string;
  user_id: string;
  instance_id: string;
  delivery_id: string;
  issue_id: string;
  issue_key: string;
  stage: string;
  state: string;
  requester_account_id: string | null;
  analysis: string | null;
  notes: string | null;
  class: string | null;
  confidence: number | null;
  read_rounds: number;
  created_at_ms: number;
  updated_at_ms: number;
  /** Kind, decision and number of the press this decision comes from; null for one that came from the ticket. */
  origin_kind: string | null;
  origin_of: string | null;
  origin_round: number | null;
  /** The whole origin as JSON. */
  origin: string | null;
}

export interface ActionsTable {
  decision_id: string;
  idx: number;
  user_id: string;
  instance_id: string;
  type: string;
  class: string;
  level: string;
  state: string;
  target_key: string;
  requester_account_id: string | null;
  body: string;
  result: string | null;
  created_at_ms: number;
  updated_at_ms: number;
}

export interface ReadsTable {
  decision_id: string;
  user_id: string;
  read_key: string;
  result: string;
  read_at_ms: number;
}

export interface ApprovalsTable {
  approval_id: string;
  user_id: string;
  instance_id: string;
  decision_id: string;
  state: string;
  level: string;
  plan_digest: string;
  facts_digest: string;
  key_id: string;
  nonce: string;
  body: string;
  created_at_ms: number;
  expires_at_ms: number;
  decided_at_ms: number | null;
  decided_by: string | null;
}

export interface OrdersTable {
  order_id: string;
  user_id: string;
  instance_id: string;
  decision_id: string;
  kind: string;
  purpose: string;
  state: string;
  payload: string;
  grant_body: string | null;
  lease_until_ms: number;
  last_expiry_ms: number;
  attempts: number;
  created_at_ms: number;
  report: string | null;
}

export interface JobsTable {
  job_id: string;
  user_id: string;
  kind: string;
  subject_id: string;
  run_at_ms: number;
  lease_until_ms: Generated<number>;
  fence: Generated<number>;
  attempts: Generated<number>;
  state: string;
  last_error: string | null;
}

export interface LogEntriesTable {
  user_id: string;
  seq: number;
  at_ms: number;
  event: string;
  decision_id: string | null;
  actor: string;
  detail: string;
  previous_hash: string;
  hash: string;
}

export interface ChainHeadsTable {
  user_id: string;
  seq: number;
  at_ms: number;
  hash: string;
}

export interface ForgeTokensTable {
  jti: string;
  expires_at_ms: number;
}

export interface PlaybookVersionsTable {
  user_id: string;
  version: number;
  rules: string;
  change: string;
  made_at_ms: number;
  made_by: string;
  confirmed_by: string | null;
  why: string;
}

export interface PlaybookProposalsTable {
  proposal_id: string;
  user_id: string;
  base_version: number;
  rules: string;
  change: string;
  replay: string;
  state: string;
  proposed_at_ms: number;
  proposed_by: string;
  why: string;
  decided_at_ms: number | null;
  decided_by: string | null;
}

export interface Tables {
  tenants: TenantsTable;
  accounts: AccountsTable;
  sessions: SessionsTable;
  instances: InstancesTable;
  deliveries: DeliveriesTable;
  decisions: DecisionsTable;
  wishes: WishesTable;
  model_calls: ModelCallsTable;
  actions: ActionsTable;
  reads: ReadsTable;
  approvals: ApprovalsTable;
  orders: OrdersTable;
  jobs: JobsTable;
  log_entries: LogEntriesTable;
  chain_heads: ChainHeadsTable;
  forge_tokens: ForgeTokensTable;
  playbook_versions: PlaybookVersionsTable;
  playbook_proposals: PlaybookProposalsTable;
}
