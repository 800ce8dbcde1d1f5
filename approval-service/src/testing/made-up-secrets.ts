/** Credentials that nobody ever issued, in the right shape; put together from parts, so that no scanner takes them for a leak. */

/** Mixed letters and digits of a length, made from a counter. */
export function run(length: number, alphabet = 'aB3dE5fG7hJ9kL1mNpQ2rS4tU6vW8xY'): string {
  return Array.from({ length }, (_, at) => alphabet[(at * 11 + 3) % alphabet.length]).join('');
}
const HEX = '0f1e2d3c4b5a69788796a5b4c3d2e1f0';
/** The parts as one text, so that no file holds a whole token. */
export const glue = (...parts: string[]): string => parts.join('');
const PEM_BODY = `${run(64)}\n${run(64)}\n${run(20)}==`;
const pem = (name: string): string =>
  glue(
    '-----BEGIN ',
    name,
    'PRIVATE KEY-----\n',
    PEM_BODY,
    '\n-----END ',
    name,
    'PRIVATE KEY-----',
  );

/** What each maker’s token is called in a mask, and what one looks like. */
export const TOKENS: [string, string][] = [
  ['Atlassian API token', glue('ATATT', '3xFfGF0', run(180), '=1A2B3C4D')],
  ['Atlassian API token', glue('ATCTT', '3xFfGF0', run(170), '=1A2B3C4D')],
  ['Atlassian OAuth secret', glue('ATOA', run(60))],
  ['AWS access key id', glue('AKIA', 'IOSFODNN7ABCDEFG')],
  ['Google API key', glue('AIza', run(35))],
  ['Google OAuth secret', glue('GOCSPX-', run(28))],
  ['Azure client secret', glue('abc8', 'Q~', run(34))],
  ['GitHub token', glue('ghp_', run(36))],
  ['GitHub token', glue('gho_', run(36))],
  ['GitHub token', glue('ghs_', run(36))],
  ['GitHub token', glue('ghu_', run(36))],
  ['GitHub token', glue('ghr_', run(76))],
  ['GitHub token', glue('github_pat_', run(22), '_', run(59))],
  ['GitLab token', glue('glpat-', run(20))],
  ['GitLab token', glue('glpat-', run(27), '.01.', run(9))],
  ['Slack token', glue('xoxb-', '1234567890-1234567890123-', run(24))],
  ['Slack token', glue('xoxe.xoxp-', '1-', run(60))],
  ['Stripe key', glue('sk_live_', run(24))],
  ['Stripe key', glue('rk_live_', run(24))],
  ['Stripe webhook secret', glue('whsec_', run(32))],
  ['Anthropic API key', glue('sk-ant-', 'api03-', run(93), 'AA')],
  ['OpenAI API key', glue('sk-', run(48))],
  ['OpenAI API key', glue('sk-proj-', run(40), '-', run(60))],
  ['npm token', glue('npm_', run(36))],
  ['PyPI token', glue('pypi-', 'AgEIcHlwaS5vcmc', run(120))],
  ['SendGrid API key', glue('SG.', run(22), '.', run(43))],
  ['Twilio API key', glue('SK', HEX)],
  ['Telegram bot token', glue('123456789:', 'AA', run(33))],
  ['sign-in token', glue('eyJhbGciOiJIUzI1NiJ9.', 'eyJzdWIiOiIxMjM0NTY3ODkwIn0.', run(43))],
  ['private key', pem('')],
  ['private key', pem('RSA ')],
  ['private key', pem('OPENSSH ')],
  ['private key', pem('RSA ').replaceAll('\n', '\\n')],
  ['private key', pem('EC ').replaceAll('\n', ' ')],
  ['Hugging Face token', glue('hf_', run(34))],
  ['HashiCorp Vault token', glue('hvs.', run(90))],
];
