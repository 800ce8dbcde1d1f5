/** Finds a person of the Jira stand-in by what people call them. */
import type { JiraSite } from './jira/create-site.ts';

/** Nobody, or several, are called like that. */
export class NoSuchPerson extends Error {
  override readonly name = 'NoSuchPerson';
}

/** Account id by account id, e-mail address or display name; throws `NoSuchPerson`. */
export function findPerson(jira: Pick<JiraSite, 'state'>, who: string): string {
  const wanted = who.trim().toLowerCase();
  const { users } = jira.state();
  const exact = users.filter(
    ({ accountId, email }) => accountId === who || email?.toLowerCase() === wanted,
  );
  const found =
    exact.length > 0
      ? exact
      : users.filter(({ displayName }) => displayName.toLowerCase() === wanted);
  const [person] = found;
  if (!person) throw new NoSuchPerson(`nobody in the sandbox is called “${who}”`);
  if (found.length > 1)
    throw new NoSuchPerson(
      `${found.length} people are called “${who}”; use an account id or e-mail`,
    );
  return person.accountId;
}
