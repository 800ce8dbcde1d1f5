/**
 * Who of the people to be added is a stranger to a desk. Jira does not tell which domains a desk is for, so its customers
 * stand for them: known is whoever has a licence, or an address of the same domain as one of the first customers.
 */
import { isJsonObject, type Json } from '../../json.ts';
import type { JiraReadResult } from '../../requests/jira-request.ts';
import type { Reading } from '../../requests/reading.ts';
import type { PersonFact } from '../action.ts';
import { type Desk, deskPage } from '../look-up/find-desk.ts';
import { countAt, itemsAt, textAt } from '../look-up/read-answer.ts';
import { readAll } from '../look-up/read-together.ts';
import { readOf } from '../operations.ts';

function domainOf(body: Json): string | undefined {
  return textAt(body, 'emailAddress')?.toLowerCase().split('@')[1];
}

function isKnown(person: PersonFact, answer: JiraReadResult, domains: ReadonlySet<string>) {
  if (answer.status !== 200 || !isJsonObject(answer.body)) return false;
  const isLicensed = (countAt(answer.body, 'applicationRoles.size') ?? 0) > 0;
  const domain = domainOf(answer.body);
  return (
    (person.kind === 'licensed' && isLicensed) || (domain !== undefined && domains.has(domain))
  );
}

/** The people nothing speaks for, as the policy sees them: outside the site, or portal customers. */
export function* strangersTo(
  { id }: Pick<Desk, 'id'>,
  people: readonly PersonFact[],
): Reading<PersonFact[]> {
  const customers = readOf('getCustomers', {
    path: { serviceDeskId: id },
    query: deskPage(0),
    pick: ['values[].emailAddress'],
  });
  const accounts = people.map(({ accountId }) =>
    readOf('getUser', {
      query: [
        ['accountId', accountId],
        ['expand', 'applicationRoles'],
      ],
      pick: ['emailAddress', 'applicationRoles.size'],
    }),
  );
  const answers: readonly JiraReadResult[] = yield* readAll([customers, ...accounts]);
  const [listed, ...rest] = answers;
  const domains = new Set(
    itemsAt(listed?.body ?? null, 'values')
      .map(domainOf)
      .filter((domain) => domain !== undefined),
  );
  return people
    .filter((person, at) => !isKnown(person, rest[at] ?? { status: 0, body: null }, domains))
    .map((person) => ({ ...person, kind: person.kind === 'licensed' ? 'unknown' : person.kind }));
}
