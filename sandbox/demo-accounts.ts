/** The sign-ins of a sandbox: an owner, an approver and a viewer, with passwords that differ from start to start. */
import { createHash } from 'node:crypto';
import type { DemoAccount } from './sandbox-types.ts';

interface Person {
  email: string;
  displayName: string;
  role: DemoAccount['role'];
  /** Name of the Jira account the sign-in is linked to; null: none. */
  jiraName: string | null;
}

const PEOPLE: readonly Person[] = [
  { email: 'ana@example.com', displayName: 'Ana Admin', role: 'owner', jiraName: 'Ana Admin' },
  { email: 'ben@example.com', displayName: 'Ben Carter', role: 'approver', jiraName: 'Ben Carter' },
  { email: 'vera@example.com', displayName: 'Vera Viewer', role: 'viewer', jiraName: null },
];

const WORDS = 'amber basin cedar delta ember fjord grove heron inlet jetty kelp lagoon'.split(' ');

/** Three words and ten hexadecimal digits: easy to type, too long to guess. */
function passwordOf(seed: number, email: string): string {
  const bytes = createHash('sha256').update(`${seed}\n${email}`).digest();
  const words = [0, 1, 2].map((at) => WORDS[(bytes[at] ?? 0) % WORDS.length]);
  return `${words.join('-')}-${bytes.subarray(3, 8).toString('hex')}`;
}

/** The accounts, with their Jira accounts looked up by name. */
export function demoAccounts(seed: number, personId: (name: string) => string): DemoAccount[] {
  return PEOPLE.map(({ jiraName, ...person }) => ({
    ...person,
    password: passwordOf(seed, person.email),
    jiraAccountId: jiraName === null ? null : personId(jiraName),
  }));
}
