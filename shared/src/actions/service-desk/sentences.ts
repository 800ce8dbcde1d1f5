/** What resolution finds, per action of this area, and the sentence made of it. Plain JSON and no schema: the issue panel loads it. */
import { named, plain, quoted } from '../sentence-words.ts';

type Person = { accountId: string; name: string };

/** A service desk; `key` is its project's. */
export type DeskRef = { id: string; projectId: string; key: string };

/** People who become customers of a desk, or stop being. */
export type CustomersTarget = { desk: DeskRef; people: Person[] };

/** Somebody without an account who gets one, and a mail. */
export type InviteTarget = { desk: DeskRef; email: string; name: string };

/** An organisation of customers that is made. */
export type NewOrganizationTarget = { name: string };

/** An organisation, and whoever enters or leaves it; nobody where it is deleted. */
export type OrganizationTarget = { organization: { id: string; name: string }; people: Person[] };

/** An organisation that gets access to a desk, or loses it. */
export type OrganizationDeskTarget = {
  organization: { id: string; name: string };
  desk: DeskRef;
};

/** A request type that is made. */
export type NewRequestTypeTarget = {
  desk: DeskRef;
  name: string;
  issueType: { id: string; name: string };
  description: string | null;
  help: string | null;
};

/** A request type that is deleted. */
export type RequestTypeTarget = { desk: DeskRef; requestType: { id: string; name: string } };

/** People who take part in a request, or stop. */
export type ParticipantsTarget = { issue: { id: string; key: string }; people: Person[] };

/** Action type -> sentence. */
export const serviceDeskSentences = {
  'jsm.customer.add': ({ desk, people }: CustomersTarget): string =>
    `Add ${named(people)} to the customers of ${desk.key}`,
  'jsm.customer.invite': ({ desk, email }: InviteTarget): string =>
    `Invite ${plain(email)} as a customer of ${desk.key}`,
  'jsm.customer.remove': ({ desk, people }: CustomersTarget): string =>
    `Remove ${named(people)} from the customers of ${desk.key}`,
  'jsm.organization.create': ({ name }: NewOrganizationTarget): string =>
    `Create the customer organisation ${quoted(name)}`,
  'jsm.organization.delete': ({ organization }: OrganizationTarget): string =>
    `Delete the customer organisation ${quoted(organization.name)}`,
  'jsm.organization.user.add': ({ organization, people }: OrganizationTarget): string =>
    `Add ${named(people)} to the customer organisation ${quoted(organization.name)}`,
  'jsm.organization.user.remove': ({ organization, people }: OrganizationTarget): string =>
    `Remove ${named(people)} from the customer organisation ${quoted(organization.name)}`,
  'jsm.organization.attach': ({ organization, desk }: OrganizationDeskTarget): string =>
    `Add the customer organisation ${quoted(organization.name)} to the customers of ${desk.key}`,
  'jsm.organization.detach': ({ organization, desk }: OrganizationDeskTarget): string =>
    `Remove the customer organisation ${quoted(organization.name)} from the customers of ${desk.key}`,
  'jsm.request_type.create': ({ desk, name, issueType }: NewRequestTypeTarget): string =>
    `Create the request type ${quoted(name)} in ${desk.key} for the issue type ${quoted(issueType.name)}`,
  'jsm.request_type.delete': ({ desk, requestType }: RequestTypeTarget): string =>
    `Delete the request type ${quoted(requestType.name)} of ${desk.key}`,
  'jsm.participant.add': ({ issue, people }: ParticipantsTarget): string =>
    `Add ${named(people)} to the participants of ${issue.key}`,
  'jsm.participant.remove': ({ issue, people }: ParticipantsTarget): string =>
    `Remove ${named(people)} from the participants of ${issue.key}`,
};
