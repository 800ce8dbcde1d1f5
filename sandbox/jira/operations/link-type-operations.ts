/** Kinds of links between issues. A name that is in use is answered 404, as Atlassian documents it. */
import { z } from 'zod';
import { type Answer, fieldRefusal, refusal } from '../http/jira-answer.ts';
import { holdsGlobal } from '../permissions/evaluate-permission.ts';
import type { LinkType } from '../world/issue-extras-types.ts';
import { demandSignedIn, readBody } from './guards.ts';
import type { Call, Operation } from './operation.ts';

const PATH = '/rest/api/3/issueLinkType';
/** Ids below are those every site starts with. */
const FIRST_ID = 10_100;

/** Operations on link types. */
export const linkTypeOperations: Operation[] = [
  {
    operationId: 'createIssueLinkType',
    method: 'POST',
    path: PATH,
    scopes: ['manage:jira-configuration'],
    kind: 'write',
    run: create,
  },
];

function bodyOf(call: Call, type: LinkType) {
  return { ...type, self: `${call.site.baseUrl}${PATH}/${type.id}` };
}

const shape = z.object({
  name: z.string().optional(),
  inward: z.string().optional(),
  outward: z.string().optional(),
});

function create(call: Call): Answer {
  demandSignedIn(call);
  const { world } = call;
  if (!holdsGlobal(world, call.accountId, 'ADMINISTER')) {
    throw refusal(404, 'You do not have permission to create issue link types.');
  }
  const { name = '', inward = '', outward = '' } = readBody(shape, call.body);
  for (const [field, text] of Object.entries({ name, inward, outward })) {
    if (text.trim() === '') throw fieldRefusal(field, `The ${field} must be given.`);
  }
  if (world.linkTypes.some((one) => one.name.toLowerCase() === name.toLowerCase())) {
    throw refusal(404, `An issue link type with the name '${name}' already exists.`);
  }
  const ids = world.linkTypes.map(({ id }) => Number(id) + 1);
  const type = { id: String(Math.max(FIRST_ID, ...ids)), name, inward, outward };
  world.linkTypes.push(type);
  return { status: 201, body: bodyOf(call, type) };
}
