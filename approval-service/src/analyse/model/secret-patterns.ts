/**
 * Credentials that are recognisable by their own spelling, as data. No pattern has a quantifier inside a quantifier, and
 * none can start twice in one long run of its own characters, so each reads a text once. Fewer characters than a vendor
 * uses are enough to match: a token that was cut while it was pasted is still a token. Which ones there are: ADR 0016.
 */

/** Stands for characters that are masked already; no pattern matches it, and it counts as a letter next to a token. */
export const MASKED_CHAR = '\uFFFF';

/** A credential and how it is spelt. */
export interface SecretPattern {
  /** Word for people, as it stands in the mask. */
  kind: string;
  /** Flags `dg`, more if needed. The match, or its group `secret`, is what gets masked. */
  pattern: RegExp;
  /** Tells a token from a word that starts like one. */
  accept?: (secret: string) => boolean;
}

const isMixed = (value: string): boolean => /\d/.test(value) && /[A-Z]/.test(value);

interface Shape {
  /** What one character of the run may be, as a piece of a pattern. */
  run?: string;
  least?: number;
  accept?: (secret: string) => boolean;
}

const ALNUM = '[A-Za-z0-9]';
const WIDE = '[A-Za-z0-9_-]';
/** A full stop belongs to a token only where the token goes on. */
const DOTTED = '(?:[A-Za-z0-9_-]|\\.(?=[A-Za-z0-9_-]))';

/** A token that starts with what nobody writes otherwise, followed by a run. */
function prefixed(kind: string, prefix: string, shape: Shape = {}): SecretPattern {
  const { run = '[A-Za-z0-9_]', least = 16, accept } = shape;
  const pattern = new RegExp(`(?<![A-Za-z0-9${MASKED_CHAR}])(?:${prefix})${run}{${least},}`, 'dg');
  return accept === undefined ? { kind, pattern } : { kind, pattern, accept };
}

/** A token that only counts where no character of its own runs into it. */
function bounded(kind: string, body: string, accept?: Shape['accept']): SecretPattern {
  const pattern = new RegExp(`(?<![A-Za-z0-9_\\-${MASKED_CHAR}])${body}`, 'dg');
  return accept === undefined ? { kind, pattern } : { kind, pattern, accept };
}

const TOKENS: readonly SecretPattern[] = [
  prefixed('Atlassian API token', 'ATATT3|ATCTT3|ATSTT3', { run: '[A-Za-z0-9_=-]' }),
  prefixed('Atlassian OAuth secret', 'ATOA', { run: WIDE, least: 24, accept: isMixed }),
  prefixed('Bitbucket app password', 'ATBB', { run: ALNUM, accept: isMixed }),
  prefixed('Google API key', 'AIza', { run: WIDE, least: 24 }),
  prefixed('Google OAuth secret', 'GOCSPX-|ya29\\.', { run: DOTTED }),
  prefixed('GitHub token', 'ghs_\\d{1,20}_', { run: DOTTED }),
  prefixed('GitHub token', 'gh[pousr]_|github_pat_'),
  prefixed('GitLab token', 'gl(?:pat|oas|dt|rt|ptt|ft|agent|soat|cbt|imt)-', { run: DOTTED }),
  prefixed('Slack token', 'xox[a-z](?:\\.xox[a-z])?-|xapp-\\d-', { run: WIDE, least: 10 }),
  prefixed('Stripe key', '[sr]k_(?:live|test)_', { least: 10 }),
  prefixed('Stripe webhook secret', 'whsec_', { run: '[A-Za-z0-9+/=_-]' }),
  prefixed('Anthropic API key', 'sk-ant-', { run: WIDE }),
  prefixed('OpenAI API key', 'sk-(?:proj|svcacct|admin|None)-', { run: WIDE }),
  bounded(
    'OpenAI API key',
    'sk-[A-Za-z0-9_-]{20,}',
    (secret) => isMixed(secret) || isOneRun(secret),
  ),
  prefixed('npm token', 'npm_', { run: ALNUM, least: 24 }),
  prefixed('PyPI token', 'pypi-', { run: WIDE, accept: isMixed }),
  bounded('SendGrid API key', 'SG\\.[A-Za-z0-9_-]{16,}\\.[A-Za-z0-9_-]{16,}'),
  bounded('Twilio API key', `SK[0-9a-f]{32}(?![A-Za-z0-9${MASKED_CHAR}])`),
  bounded('sign-in token', 'eyJ[A-Za-z0-9_-]{6,}\\.eyJ[A-Za-z0-9_-]{6,}\\.[A-Za-z0-9_-]*'),
  prefixed('1Password token', 'ops_eyJ', { run: '[A-Za-z0-9_=-]' }),
  prefixed('Hugging Face token', 'hf_', { run: ALNUM, least: 24 }),
  prefixed('HashiCorp Vault token', 'hv[sbr]\\.', { run: WIDE }),
  prefixed('Docker token', 'dckr_(?:pat|oat)_', { run: WIDE }),
  prefixed('DigitalOcean token', 'do[opr]_v1_'),
  prefixed('Grafana token', 'glsa_|glc_', { run: ALNUM, least: 24 }),
  prefixed('Shopify token', 'shp(?:at|ca|pa|ss)_'),
  prefixed('Linear API key', 'lin_api_', { run: ALNUM }),
  prefixed('Notion token', 'ntn_', { run: ALNUM, least: 24 }),
  prefixed('Figma token', 'figd_', { run: WIDE }),
  prefixed('Tailscale key', 'tskey-[a-z]{2,20}-', { run: WIDE }),
  prefixed('Databricks token', 'dapi', { run: '[a-f0-9]', least: 32 }),
  prefixed('Groq API key', 'gsk_', { run: ALNUM, least: 24 }),
  {
    kind: 'AWS access key id',
    pattern:
      /(?<![A-Za-z0-9\uFFFF])(?:A3T[A-Z0-9]|AKIA|ASIA|AGPA|AIDA|AROA|ANPA|ANVA|AIPA)[A-Z0-9]{16}(?![A-Za-z0-9\uFFFF])/dg,
  },
  {
    kind: 'Azure client secret',
    pattern: /(?<![A-Za-z0-9_~.\-\uFFFF])[A-Za-z0-9_~.-]{3}\dQ~[A-Za-z0-9_~.-]{24,}/dg,
  },
  { kind: 'Telegram bot token', pattern: /(?<![\d\uFFFF])\d{8,10}:AA[A-Za-z0-9_-]{30,}/dg },
];

/** `sk-` and one unbroken run with a digit, as some makers' keys are. */
function isOneRun(secret: string): boolean {
  return /^sk-[A-Za-z0-9]+$/.test(secret) && /\d/.test(secret);
}

/** Secrets known by what stands right before them. */
const IN_PLACE: readonly SecretPattern[] = [
  {
    kind: 'AWS secret access key', // pasted next to its id
    pattern:
      /(?:AKIA|ASIA)[A-Z0-9]{16}[^A-Za-z0-9+/\uFFFF][^\uFFFF]{0,80}?(?<![A-Za-z0-9+/=\uFFFF])(?<secret>[A-Za-z0-9+/]{40})(?![A-Za-z0-9+/\uFFFF])/dg,
    accept: (secret) => /[a-z]/.test(secret) && /[A-Z]/.test(secret),
  },
  {
    kind: 'Azure key',
    pattern:
      /(?:AccountKey|SharedAccessKey|SharedSecretValue)\s?=\s?(?<secret>[A-Za-z0-9+/%=]{12,})/dg,
  },
  { kind: 'Azure signature', pattern: /[?&]sig=(?<secret>[A-Za-z0-9+/%=_-]{20,})/dg },
  {
    kind: 'Slack webhook',
    pattern:
      /hooks\.slack(?:-gov)?\.com\/(?:services|workflows|triggers)\/(?<secret>[A-Za-z0-9_/-]{8,})/dg,
  },
  {
    kind: 'webhook',
    pattern:
      /(?:discord(?:app)?\.com\/api\/webhooks|webhook\.office\.com\/webhookb2)\/(?<secret>[A-Za-z0-9_/@-]{8,})/dg,
  },
  {
    kind: 'password', // scheme://name:password@host
    pattern:
      /(?<![A-Za-z0-9+.\-\uFFFF])[A-Za-z][A-Za-z0-9+.-]{1,20}:\/\/[^\s:@/\uFFFF]{0,100}:(?<secret>[^\s/\uFFFF]+)@/dg,
  },
  {
    kind: 'password', // the same with a bare slash in it: what follows the colon is no port
    pattern:
      /(?<![A-Za-z0-9+.\-\uFFFF])[A-Za-z][A-Za-z0-9+.-]{1,20}:\/\/[^\s:@/\uFFFF]{0,100}:(?!\d{1,5}[/?#])(?<secret>[^\s@\uFFFF]{1,400})@/dg,
  },
  {
    kind: 'password', // curl -u name:password
    pattern: /\s(?:-u|--user)[ =]["']?[^\s:\uFFFF]{1,100}:(?<secret>[^\s"'\uFFFF]+)/dg,
  },
  {
    kind: 'password', // name@example.com:password, but not git@example.com:path
    pattern:
      /(?<![\w.%+\-:/\uFFFF])(?!(?:git|hg|svn|ssh)@)[\w.%+-]{1,64}@[A-Za-z0-9-]{1,63}\.[A-Za-z0-9.-]{2,80}:(?<secret>[^\s/:"'\uFFFF][^\s"'\uFFFF]{7,})/dg,
    accept: (secret) => /\d/.test(secret),
  },
  {
    kind: 'authorization',
    pattern:
      /authori[sz]ation["']?\s{0,2}[:=]\s{0,2}["']?(?:Bearer|Basic|Token|ApiKey|Digest|GenieKey)\s{1,3}(?<secret>[^\s"'\uFFFF]{3,})/dgi,
    accept: (secret) => /[^a-z]/.test(secret) || secret.length > 15,
  },
  {
    kind: 'authorization',
    pattern: /(?<![A-Za-z\uFFFF])Bearer\s(?<secret>[A-Za-z0-9_.~+/=-]{12,})/dgi,
    accept: (secret) => /\d/.test(secret),
  },
];

/** In the order in which they name a text that two of them match. */
export const SECRET_PATTERNS: readonly SecretPattern[] = [...TOKENS, ...IN_PLACE];
