/** The one question to the reporter when an argument is missing: plain, friendly, one sentence. */
import type { Question } from '@kraken/shared';

/** What is missing, as a thing, and the sentence that asks for it. */
const QUESTIONS: Readonly<Record<string, { thing: string; sentence: string }>> = {
  project: { thing: 'project', sentence: 'Which project do you mean? Its key is enough.' },
  user: {
    thing: 'person',
    sentence: 'Who is it for? Please write the names here, or mention the people with @.',
  },
  assignee: { thing: 'person', sentence: 'Who should it be assigned to?' },
  role: { thing: 'role', sentence: 'Which role should they get?' },
  name: { thing: 'name', sentence: 'What should the field be called?' },
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
  scheme: {
    thing: 'permission scheme',
    sentence: 'Which permission scheme should the project use?',
  },
  permission: { thing: 'permission', sentence: 'Which permission do you mean?' },
  holder: { thing: 'person, group or role', sentence: 'Who should get the permission?' },
  request: { thing: 'request', sentence: 'What exactly should be changed, and where?' },
};

/** Builds the question for a missing argument; `words` are the reporter's own words it is about, or empty. */
export function buildQuestion(argument: string, words = ''): Question {
  const known = Object.hasOwn(QUESTIONS, argument) ? QUESTIONS[argument] : undefined;
  const thing = known?.thing ?? argument;
  return { thing, words, choices: [], sentence: known?.sentence ?? `Which ${thing} do you mean?` };
}
