/** The one question to the reporter when an argument is missing: plain, friendly, one sentence. */
import type { Question } from '@kraken/shared';

/** What is missing, as a thing, and the sentence that asks for it. */
const QUESTIONS = {
  project: { thing: 'project', sentence: 'Which project do you mean? Its key is enough.' },
  user: {
    thing: 'person',
    sentence: 'Who is it for? Please write the names here, or mention the people with @.',
  },
  assignee: { thing: 'person', sentence: 'Who should it be assigned to?' },
  role: { thing: 'role', sentence: 'Which role should they get?' },
  name: { thing: 'name', sentence: 'What should it be called?' },
  fieldType: {
    thing: 'field type',
    sentence:
      'Which kind of field should it be: text, paragraph, number, date, dropdown, checkbox, person or link?',
  },
  sprint: { thing: 'sprint', sentence: 'Which sprint do you mean?' },
  issues: { thing: 'issue', sentence: 'Which issues do you mean? Their keys are enough.' },
  issue: { thing: 'issue', sentence: 'Which issue do you mean? Its key is enough.' },
  status: { thing: 'status', sentence: 'Which status should it get?' },
  toStatus: { thing: 'status', sentence: 'Which status should they get?' },
  scope: {
    thing: 'issues',
    sentence: 'Which issues do you mean: those of a sprint, or of a project?',
  },
  scheme: { thing: 'scheme', sentence: 'Which scheme should the project use?' },
  permission: { thing: 'permission', sentence: 'Which permission do you mean?' },
  holder: {
    thing: 'person, group or role',
    sentence: 'Who is it about: which person, group or role?',
  },
  users: { thing: 'person', sentence: 'Who is it for? Please write the names or addresses here.' },
  lead: { thing: 'person', sentence: 'Who should be the lead?' },
  owner: { thing: 'person', sentence: 'Who should be the owner?' },
  email: { thing: 'address', sentence: 'Which e-mail address is it?' },
  component: { thing: 'component', sentence: 'Which component do you mean?' },
  defaultAssignee: { thing: 'default assignee', sentence: 'Who should get new issues?' },
  version: { thing: 'version', sentence: 'Which version do you mean?' },
  into: { thing: 'version', sentence: 'Into which version should it be merged?' },
  releaseDate: {
    thing: 'date',
    sentence: 'Which date should it be? Please write it like 2026-12-31.',
  },
  dueDate: { thing: 'date', sentence: 'Which date should it be? Please write it like 2026-12-31.' },
  end: { thing: 'date', sentence: 'When should it end? Please write the date like 2026-12-31.' },
  goal: { thing: 'goal', sentence: 'What should the goal be?' },
  field: { thing: 'field', sentence: 'Which field do you mean?' },
  fields: { thing: 'field', sentence: 'Which fields do you mean?' },
  projects: { thing: 'project', sentence: 'Which projects do you mean? Their keys are enough.' },
  options: { thing: 'values', sentence: 'Which values do you mean?' },
  option: { thing: 'value', sentence: 'Which value of the field do you mean?' },
  value: { thing: 'value', sentence: 'What should the value be called?' },
  screen: { thing: 'screen', sentence: 'Which screen do you mean?' },
  issueType: { thing: 'issue type', sentence: 'Which issue type do you mean?' },
  key: { thing: 'project key', sentence: 'Which key should the project have?' },
  newKey: { thing: 'project key', sentence: 'Which key should the project have?' },
  template: {
    thing: 'template',
    sentence: 'What kind of project should it be, such as scrum, kanban or project management?',
  },
  category: { thing: 'category', sentence: 'Which category do you mean?' },
  changes: { thing: 'permission', sentence: 'Which permission should be changed, and for whom?' },
  toProject: { thing: 'project', sentence: 'To which project should it be moved?' },
  other: { thing: 'issue', sentence: 'Which other issue do you mean? Its key is enough.' },
  relation: { thing: 'kind of link', sentence: 'How are the two issues related?' },
  add: { thing: 'request', sentence: 'What exactly should be added?' },
  remove: { thing: 'request', sentence: 'What exactly should be removed?' },
  priority: { thing: 'priority', sentence: 'Which priority should it get?' },
  summary: { thing: 'summary', sentence: 'What should the summary of the issue be?' },
  board: { thing: 'board', sentence: 'Which board do you mean?' },
  filter: { thing: 'filter', sentence: 'Which filter do you mean?' },
  jql: { thing: 'query', sentence: 'Which JQL query should the filter hold?' },
  audience: { thing: 'audience', sentence: 'With whom: which project, group or person?' },
  dashboard: { thing: 'dashboard', sentence: 'Which dashboard do you mean?' },
  event: { thing: 'event', sentence: 'Which event do you mean, such as an issue being created?' },
  recipient: { thing: 'person, group or role', sentence: 'Who is it that gets the mails?' },
  group: { thing: 'group', sentence: 'Which group do you mean?' },
  organization: { thing: 'organisation', sentence: 'Which organisation do you mean?' },
  request: { thing: 'request', sentence: 'What exactly should be changed, and where?' },
} as const satisfies Readonly<Record<string, { thing: string; sentence: string }>>;

type QuestionName = keyof typeof QUESTIONS;

/** Every argument that has a question of its own. */
export const QUESTION_NAMES = Object.keys(QUESTIONS) as [QuestionName, ...QuestionName[]];

/** True when the argument has a question of its own. */
export function hasQuestion(argument: string): argument is QuestionName {
  return Object.hasOwn(QUESTIONS, argument);
}

/** Builds the question for a missing argument; `words` are the reporter's own words it is about, or empty. */
export function buildQuestion(argument: string, words = ''): Question {
  const known = hasQuestion(argument) ? QUESTIONS[argument] : undefined;
  const thing = known?.thing ?? argument;
  return { thing, words, choices: [], sentence: known?.sentence ?? `Which ${thing} do you mean?` };
}
