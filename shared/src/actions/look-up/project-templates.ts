/** Templates for new projects, by the words people use. Each belongs to one type of project. */
import { ok, type Result } from '../../result.ts';
import { bareWords, foldName } from './match-name.ts';
import { ask, type Obstacle } from './obstacle.ts';

/** A template: its name for people, Jira's key, and the type of project it makes. */
export interface ProjectTemplate {
  name: string;
  key: string;
  type: 'software' | 'service_desk' | 'business';
  isTeamManaged: boolean;
}

const PREFIX = {
  software: 'com.pyxis.greenhopper.jira:gh-simplified-',
  service_desk: 'com.atlassian.servicedesk:',
  business: 'com.atlassian.jira-core-project-templates:jira-core-simplified-',
} as const;

/** Type, name for people, rest of Jira's key. */
const TABLE: ReadonlyArray<readonly [ProjectTemplate['type'], string, string]> = [
  ['software', 'scrum', 'scrum-classic'],
  ['software', 'kanban', 'kanban-classic'],
  ['software', 'bug tracking', 'basic'],
  ['software', 'team-managed scrum', 'agility-scrum'],
  ['software', 'team-managed kanban', 'agility-kanban'],
  ['service_desk', 'general service', 'company-managed-general-service-project'],
  ['service_desk', 'IT service', 'simplified-it-service-management'],
  ['service_desk', 'customer service', 'simplified-external-service-desk'],
  ['service_desk', 'HR service', 'simplified-hr-service-desk'],
  ['service_desk', 'facilities service', 'simplified-facilities-service-desk'],
  ['service_desk', 'legal service', 'simplified-legal-service-desk'],
  ['business', 'project management', 'project-management'],
  ['business', 'task tracking', 'task-tracking'],
  ['business', 'process control', 'process-control'],
  ['business', 'content management', 'content-management'],
  ['business', 'document approval', 'document-approval'],
  ['business', 'procurement', 'procurement'],
  ['business', 'recruitment', 'recruitment'],
];

const ALL: readonly ProjectTemplate[] = TABLE.map(([type, name, rest]) => ({
  type,
  name,
  key: `${PREFIX[type]}${rest}`,
  isTeamManaged: name.startsWith('team-managed'),
}));

/** Words for a whole type: which of its templates is meant is asked. */
const TYPE_WORDS: Readonly<Record<string, ProjectTemplate['type']>> = {
  software: 'software',
  business: 'business',
  service: 'service_desk',
  'service desk': 'service_desk',
  'service management': 'service_desk',
};

const fold = (words: string): string =>
  foldName(bareWords(words))
    .replace(/[-_]/g, ' ')
    .replace(/\s+(?:project|template|desk|management)$/, '');

/** Finds the template the words name; asks with the list otherwise. */
export function findProjectTemplate(words: string): Result<ProjectTemplate, Obstacle> {
  const wanted = fold(words);
  const exact = ALL.find(({ name, key }) => fold(name) === wanted || key === words.trim());
  if (exact !== undefined) return ok(exact);
  const type = Object.hasOwn(TYPE_WORDS, wanted) ? TYPE_WORDS[wanted] : undefined;
  const choices = ALL.filter((each) => type === undefined || each.type === type);
  return ask(
    'project template',
    words,
    choices.map(({ name }) => name),
  );
}
