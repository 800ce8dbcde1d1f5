/** Which projects reach a screen, and which schemes a project uses. Team-managed projects use none. */
import type { FieldScheme, IssueTypeScreenScheme } from './field-setup-types.ts';
import type { Project, World } from './world-types.ts';

/** Company-managed projects that are not in the recycle bin. */
export function classicProjects(world: World): Project[] {
  return Object.values(world.projects).filter(
    (project) => project.style === 'classic' && project.deleted === undefined,
  );
}

function schemeOf<T extends { projectIds: string[] }>(
  schemes: readonly T[],
  projectId: string,
): T | undefined {
  return (
    schemes.find(({ projectIds }) => projectIds.includes(projectId)) ??
    schemes.find(({ projectIds }) => projectIds.length === 0)
  );
}

/** The issue type screen scheme a project uses. */
export function typeSchemeOf(world: World, projectId: string): IssueTypeScreenScheme | undefined {
  return schemeOf(Object.values(world.fieldSetup.issueTypeScreenSchemes), projectId);
}

/** The field scheme a project uses. */
export function fieldSchemeOf(world: World, projectId: string): FieldScheme | undefined {
  const schemes = Object.values(world.fieldSetup.fieldSchemes);
  return (
    schemes.find(({ projectIds }) => projectIds.includes(projectId)) ??
    schemes.find(({ isDefault }) => isDefault)
  );
}

/** The field schemes of several projects, each once. */
export function fieldSchemesOf(world: World, projectIds: readonly string[]): FieldScheme[] {
  const found = projectIds.map((id) => fieldSchemeOf(world, id));
  return [...new Set(found)].filter((scheme) => scheme !== undefined);
}

/** Ids of the projects that reach a screen. */
export function projectsOfScreen(world: World, screenId: number): string[] {
  const { screenSchemes } = world.fieldSetup;
  return classicProjects(world)
    .filter(({ id }) =>
      typeSchemeOf(world, id)?.items.some(({ screenSchemeId }) =>
        Object.values(screenSchemes[String(screenSchemeId)]?.screens ?? {}).includes(screenId),
      ),
    )
    .map(({ id }) => id);
}
