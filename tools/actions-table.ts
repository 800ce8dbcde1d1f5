/** `npm run actions:table`: writes `docs/actions.md`, the catalogue as tables. A test fails where the file is behind. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { type ActionDefinition, CATALOGUE, type Operation } from '@kraken/shared';

/** Where the tables stand. */
export const ACTIONS_FILE = join(import.meta.dirname, '../docs/actions.md');

const COLUMNS = [
  'Action',
  'What it does',
  'Class',
  'Operations',
  'Scopes',
  'Reversibility',
  'Blast radius',
  'Connections',
];

const HEADINGS: Readonly<Record<string, string>> = {
  users_groups: 'Users and groups',
  projects: 'Projects',
  roles: 'Project roles',
  permission_schemes: 'Permission schemes',
  custom_fields: 'Custom fields',
  screens_layout: 'Screens',
  workflows_statuses: 'Workflows and statuses',
  issue_types: 'Issue types',
  boards_sprints: 'Boards and sprints',
  versions_components: 'Versions and components',
  issue_ops: 'Issues',
  notification_security: 'Notifications and issue security',
  site_webhooks: 'Site',
  jsm: 'Service desks',
};

const INTRODUCTION = `<!-- Made from shared/src/actions/catalogue.ts by \`npm run actions:table\`; changes belong there. -->

# Actions

Everything Kraken can do in Jira. What is not in these tables does not exist for it, whatever a ticket or a model says.

- **Class**: what the policy makes of it when nothing else speaks against it; every rule can only tighten. Where
  something speaks against it in every case, that is said: it *always waits* for approval. A *critical approval* needs a
  reason and, where it is about one project, its key typed.
- **Operations**: the Jira operations it uses to change things, by Atlassian's names.
- **Scopes**: everything it needs, reading included.
- **Connections**: \`forge\` is the app installed in Jira, \`oauth\` a connection the service holds itself.
`;

const code = (text: string): string => `\`${text}\``;

/** A text as it may stand in a cell. */
function cell(text: string): string {
  return text.replace(/\s+/g, ' ').replaceAll('|', '\\|').trim();
}

const distinct = (texts: readonly string[]): string[] => [...new Set(texts)];

const namesOf = (used: readonly Operation[]): string =>
  distinct(used.filter(({ method }) => method !== 'GET').map(({ operationId }) => operationId))
    .map(code)
    .join(', ');

function waitsOf({ alwaysWaits }: ActionDefinition): string {
  if (alwaysWaits === undefined) return '';
  const { on, because } = alwaysWaits;
  return `; always waits${on === 'forge' ? ' on Forge' : ''}, as ${because}`;
}

function classOf(action: ActionDefinition): string {
  const { defaultClass, level, approvalBecause } = action;
  if (defaultClass === 'auto-execute') return `automatic${waitsOf(action)}`;
  return `${level === 'critical' ? 'critical approval' : 'approval'}: ${approvalBecause ?? ''}`;
}

function rowOf(action: ActionDefinition): string {
  const { type, title, writes, reads, reversibility, blastRadius, connections } = action;
  const scopes = distinct([...writes, ...reads].flatMap((used) => [...used.scopes])).sort();
  const cells = [
    code(type),
    title,
    classOf(action),
    namesOf(writes),
    scopes.map(code).join(', '),
    `${reversibility.kind}: ${reversibility.sentence}`,
    blastRadius,
    connections.map(code).join(', '),
  ];
  return `| ${cells.map(cell).join(' | ')} |`;
}

function headingOf(area: string): string {
  return HEADINGS[area] ?? area.replaceAll('_', ' ');
}

/** The document: a table per area, in the order of the catalogue. */
export function actionsTable(catalogue: readonly ActionDefinition[]): string {
  const areas = distinct(catalogue.map(({ area }) => area));
  const head = `| ${COLUMNS.join(' | ')} |\n|${'---|'.repeat(COLUMNS.length)}`;
  const parts = areas.map((area) => {
    const rows = catalogue.filter((action) => action.area === area).map(rowOf);
    return `## ${headingOf(area)}\n\n${[head, ...rows].join('\n')}\n`;
  });
  return [INTRODUCTION, ...parts].join('\n');
}

if (process.argv[1] === import.meta.filename) writeFileSync(ACTIONS_FILE, actionsTable(CATALOGUE));
