/** What resolution finds, per action of this area, and the sentence made of it. Plain JSON and no schema: the issue panel loads it. */
import { listOf, plain, quoted } from '../sentence-words.ts';

/** A project that is deleted or archived. */
export type ProjectTarget = { project: { id: string; key: string; name: string } };

/** A project that comes back, and from where. */
export type RestoreTarget = ProjectTarget & { from: 'archive' | 'bin' };

/** A detail of a project as Jira names it. */
export type DetailName = 'name' | 'description' | 'url' | 'assigneeType';

/** Details that are set; an empty text is none. */
export type ProjectDetails = { [K in DetailName]?: string };

/** Details that change: the old and the new values of exactly those. */
export type UpdateProjectTarget = ProjectTarget & {
  before: ProjectDetails;
  after: ProjectDetails;
};

/** A project that somebody else leads. */
export type ProjectLeadTarget = {
  project: { id: string; key: string };
  lead: { accountId: string; name: string };
  before: { accountId: string; name: string; isActive: boolean } | null;
};

/** A project category. */
export type ProjectCategory = { id: string; name: string };

/** A project that enters another category; null is none. */
export type ProjectCategoryTarget = {
  project: { id: string; key: string };
  before: ProjectCategory | null;
  after: ProjectCategory | null;
};

/** A new project category. */
export type NewCategoryTarget = { name: string; description: string };

/** A category that is deleted, with the keys of its projects. */
export type DeleteCategoryTarget = ProjectCategory & { description: string; projects: string[] };

/** A project that gets another key. */
export type ProjectKeyTarget = ProjectTarget & { newKey: string };

/** A new project. */
export type NewProjectTarget = {
  key: string;
  name: string;
  description: string;
  template: { name: string; key: string; type: string };
  lead: { accountId: string; name: string };
};

const DETAIL_WORDS: Readonly<Record<DetailName, string>> = {
  name: 'name',
  description: 'description',
  url: 'link',
  assigneeType: 'default assignee',
};

function detailWords(after: ProjectDetails): string {
  const names = Object.entries(DETAIL_WORDS).flatMap(([detail, word]) =>
    after[detail as DetailName] === undefined ? [] : [word],
  );
  return listOf(names);
}

function renamed({ project, after }: UpdateProjectTarget): string {
  const { name, ...rest } = after;
  if (name === undefined) return `Change ${detailWords(after)} of the project ${project.key}`;
  const others = Object.keys(rest).length === 0 ? '' : ` and change its ${detailWords(rest)}`;
  return `Rename the project ${project.key} to ${quoted(name)}${others}`;
}

/** Action type -> sentence. */
export const projectsSentences = {
  'project.delete': ({ project }: ProjectTarget): string =>
    `Move the project ${project.key} (${plain(project.name)}) to the recycle bin`,
  'project.archive': ({ project }: ProjectTarget): string =>
    `Archive the project ${project.key} (${plain(project.name)})`,
  'project.restore': ({ project, from }: RestoreTarget): string =>
    `Restore the project ${project.key} (${plain(project.name)}) from the ${from === 'bin' ? 'recycle bin' : 'archive'}`,
  'project.create': ({ key, name, template, lead }: NewProjectTarget): string =>
    `Create the ${plain(template.name)} project ${key} (${plain(name)}), led by ${plain(lead.name)}`,
  'project.update': renamed,
  'project.lead.set': ({ project, lead }: ProjectLeadTarget): string =>
    `Make ${plain(lead.name)} the lead of ${project.key}`,
  'project.key.change': ({ project, newKey }: ProjectKeyTarget): string =>
    `Change the key of the project ${project.key} (${plain(project.name)}) to ${newKey}`,
  'project.category.set': ({ project, after }: ProjectCategoryTarget): string =>
    after === null
      ? `Take ${project.key} out of its category`
      : `Put ${project.key} in the category ${quoted(after.name)}`,
  'project.category.create': ({ name }: NewCategoryTarget): string =>
    `Create the project category ${quoted(name)}`,
  'project.category.delete': ({ name, projects }: DeleteCategoryTarget): string =>
    projects.length === 0
      ? `Delete the project category ${quoted(name)}`
      : `Delete the project category ${quoted(name)} of ${listOf(projects)}`,
};
