/** `npx kraken <verb>`: operator commands on the same configuration as `npm start`. */
import process from 'node:process';
import { parseArgs } from 'node:util';
import { ServiceError } from '../errors.ts';
import { auditVerify } from './audit-verify.ts';
import type { CliIo, CliOptions } from './cli-io.ts';
import { policyExplain, policyTest } from './policy.ts';
import { policyReplay } from './policy-playbook.ts';
import { userCreate } from './user-create.ts';

type Verb = (io: CliIo, options: CliOptions, rest: readonly string[]) => Promise<number>;

const VERBS: Readonly<Record<string, Verb>> = {
  'audit verify': auditVerify,
  'policy test': policyTest,
  'policy explain': policyExplain,
  'policy replay': policyReplay,
  'user create': userCreate,
};

const USAGE = `usage: npx kraken <verb> [options]

  audit verify [--tenant usr_…]        walks the decision log of every tenant (or one)
  policy test [--cases <folder>]       runs the policy's table of cases
  policy explain <decision-id>         every rule for every action of a decision, the tenant's own ones included
  policy replay [--rules <file>] [--tenant usr_…]    tries rules against the decisions of the last 90 days
  user create --email … --name … --role owner|approver|viewer (--tenant usr_… | --installation ari:…)
              [--jira-account <id>] [--admin]    password: one line on standard input`;

const TEXT = { type: 'string' } as const;
const OPTIONS = {
  tenant: TEXT,
  installation: TEXT,
  cases: TEXT,
  rules: TEXT,
  email: TEXT,
  name: TEXT,
  role: TEXT,
  'jira-account': TEXT,
  admin: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

async function readLine(): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(Buffer.from(chunk as Uint8Array));
  return Buffer.concat(chunks).toString('utf8').split('\n')[0]?.replace(/\r$/, '') ?? '';
}

async function main(argv: readonly string[]): Promise<number> {
  const parsed = parse(argv);
  if (typeof parsed === 'string') {
    process.stderr.write(`${parsed}\n\n${USAGE}\n`);
    return 2;
  }
  const { values, positionals } = parsed;
  const verb = VERBS[positionals.slice(0, 2).join(' ')];
  if (!verb) {
    process.stdout.write(`${USAGE}\n`);
    return values.help === true ? 0 : 2;
  }
  const options = Object.fromEntries(
    Object.entries(values).map(([key, value]) => [key, String(value)]),
  );
  return verb(
    {
      env: process.env,
      out: (line) => void process.stdout.write(`${line}\n`),
      readSecret: readLine,
    },
    options,
    positionals.slice(2),
  );
}

/** Options and words of a call, or the sentence that says what is wrong with them. */
function parse(argv: readonly string[]) {
  try {
    return parseArgs({ args: [...argv], allowPositionals: true, options: OPTIONS });
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(
      `${error instanceof ServiceError ? error.publicMessage : String(error)}\n`,
    );
    process.exit(1);
  },
);
