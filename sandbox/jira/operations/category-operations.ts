/** Project categories: reading needs access to Jira, changing needs Administer Jira. */
import { z } from 'zod';
import { noContent, ok, refusal } from '../http/jira-answer.ts';
import { categoryBody } from '../render/render-project.ts';
import { nextNumber } from '../world/make-ids.ts';
import { demandJiraAdmin, demandSignedIn, readBody } from './guards.ts';
import type { Operation } from './operation.ts';

const PATH = '/rest/api/3/projectCategory';

/** Operations on project categories. */
export const categoryOperations: Operation[] = [
  {
    operationId: 'getAllProjectCategories',
    method: 'GET',
    path: PATH,
    scopes: ['read:jira-work'],
    kind: 'read',
    run(call) {
      demandSignedIn(call);
      const all = Object.values(call.world.administration.categories);
      return ok(all.map((category) => categoryBody(call.site, category)));
    },
  },
  {
    operationId: 'createProjectCategory',
    method: 'POST',
    path: PATH,
    scopes: ['manage:jira-project'],
    kind: 'write',
    run(call) {
      demandJiraAdmin(call);
      const { categories } = call.world.administration;
      const given = readBody(
        z.object({
          name: z.string().min(1).max(255),
          description: z.string().max(1000).optional(),
        }),
        call.body,
      );
      const wanted = given.name.toLowerCase();
      if (Object.values(categories).some(({ name }) => name.toLowerCase() === wanted)) {
        throw refusal(409, [], { name: `The project category ${given.name} already exists.` });
      }
      const id = String(nextNumber(call.world, 'category'));
      const category = { id, name: given.name, description: given.description ?? '' };
      categories[id] = category;
      return { status: 201, body: categoryBody(call.site, category) };
    },
  },
  {
    operationId: 'removeProjectCategory',
    method: 'DELETE',
    path: `${PATH}/{id}`,
    scopes: ['manage:jira-project'],
    kind: 'write',
    run(call) {
      demandJiraAdmin(call);
      const id = call.params['id'] ?? '';
      const { categories } = call.world.administration;
      if (categories[id] === undefined) {
        throw refusal(404, `Could not find a project category with id of '${id}'.`);
      }
      delete categories[id];
      for (const project of Object.values(call.world.projects)) {
        if (project.categoryId === id) project.categoryId = undefined;
      }
      return noContent();
    },
  },
];
