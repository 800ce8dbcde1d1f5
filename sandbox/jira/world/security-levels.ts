/** Issue security schemes: making one, and the levels a project has through its scheme. */
import { nextNumber } from './make-ids.ts';
import { parseHolder } from './parse-holder.ts';
import type { SecurityScheme, SecuritySchemeDescription } from './site-scheme-types.ts';
import type { SecurityLevel, World } from './world-types.ts';

/** Adds an issue security scheme, used by no project yet. */
export function newSecurityScheme(
  world: World,
  given: Pick<SecuritySchemeDescription, 'name' | 'description' | 'levels'>,
): SecurityScheme {
  const id = String(nextNumber(world, 'security-scheme'));
  const scheme: SecurityScheme = {
    id,
    name: given.name,
    description: given.description ?? '',
    levels: Object.entries(given.levels).map(([name, holders]) => ({
      id: String(nextNumber(world, 'security')),
      name,
      holders: holders.map((words) => ({
        ...parseHolder(world, words),
        id: nextNumber(world, 'security-member'),
      })),
    })),
  };
  world.securitySchemes[id] = scheme;
  return scheme;
}

/** The security levels an issue of the project may have. */
export function securityLevelsOf(
  world: World,
  project: { securitySchemeId?: string | undefined },
): readonly SecurityLevel[] {
  return world.securitySchemes[project.securitySchemeId ?? '']?.levels ?? [];
}
