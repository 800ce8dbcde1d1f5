/** What each `{placeholder}` stands for, in the phrase language itself (see `phrase-syntax.ts`). */

const PERSON_BEHIND = '[<open> (<email>|<mention>|<handle>) <close>]';
const FULL_NAME = '<name> [<particle>] [<particle>] [<name>] [<name>] [<name>]';
const PERSON = `(<email>|<mention> [<name>] [<name>] [<name>]|<handle>|<quoted>|me|myself|${FULL_NAME} ${PERSON_BEHIND})`;
/** With a word before that says a person follows, a bare lower-case word will do. */
const ANY_PERSON = `(${PERSON}|<lower>)`;
const AND = '(, and|,|and|&|;|/|und|et|y|と|、)';
const FIELD_WORDS =
  '<fieldword> [<fieldword>] [<fieldword>] [<fieldword>] [<fieldword>] [<fieldword>]';
const OPTION = '(<quoted>|<odd>|<fieldword> [<fieldword>] [<fieldword>])';
const COMPONENT = '(<quoted>|<odd>|<name> [<name>]|<slug>)';
const VERSION = '(<quoted>|<number>|<odd>|<handle>|<name> <number>)';
const MONTH =
  '(january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sep|oct|nov|dec)';
const SPRINT_WORDS = '(<key>|<name>) [<name>|<key>] sprint <number>';
const PHRASED_STATUS =
  "in progress|in review|in testing|in test|in qa|in development|to do|to-do|code review|won't do|wont do|ready for <lower> [<lower>]|selected for development";
const STATUS = `${PHRASED_STATUS}|<status>`;
const FIELD_TYPE = [
  '(short|single line|single-line|one-line|free|plain) text',
  'text',
  'textfield',
  '(long|multi-line|multiline) text',
  'textarea',
  'paragraph',
  'number',
  'numeric',
  'date [picker]',
  'datepicker',
  'dropdown',
  'drop-down',
  'single-select',
  'single select',
  'select [list]',
  'pick list',
  'picklist',
  'multi-select',
  'multi select',
  'multiselect',
  'checkbox',
  'checkboxes',
  'radio [button|buttons]',
  'user [picker]',
  'people',
  'url',
  'link',
  'labels',
].join('|');

/** Pattern of each placeholder type, by name. */
export const PLACEHOLDERS: Readonly<Record<string, string>> = {
  user: PERSON,
  users: `${PERSON} (${AND} [the] [user] ${PERSON})*`,
  anyUser: ANY_PERSON,
  anyUsers: `${ANY_PERSON} (${AND} ${ANY_PERSON})*`,
  /** A project behind the word `project`. */
  project: '<key>|<quoted>|<name> [<name>] [<name>] [<name>]|<odd>|<lower>',
  /** A project before the word `project`. */
  projectBefore: '<key>|<quoted>|<name> [<name>] [<name>]',
  /** A project without the word: only its key will do. */
  projectKey: '<barekey>',
  /** Two or more keys. */
  projectKeys: '<key> ((, and|,|and|&) <key>)*',
  role: '[project] <role>|<quoted>|service desk (team|customer|customers|agent|agents)|<name> [<name>]',
  plainRole: '[project] <role>|<quoted>',
  fieldName: `<quoted>|${FIELD_WORDS}`,
  fieldTitle: `<quoted>|<titled> [<fieldword>] [<fieldword>] [<fieldword>] [<fieldword>]`,
  fieldType: FIELD_TYPE,
  options: `${OPTION} ((, and|,|/|and|&|;|or) ${OPTION})*`,
  issue: '<issue>',
  /** Two or more. */
  issueList: `<issue> (, and|,|and|&|;|) <issue> ((, and|,|and|&|;|) <issue>)*`,
  issues: `<issue> ((, and|,|and|&|;|) <issue>)*`,
  sprint: '[<key>|<name>] [<name>|<key>] sprint (<number>|<name>|<key>|<quoted>)|<quoted>',
  status: `<quoted>|${STATUS}|<name> [<name>|for] [<name>]`,
  plainStatus: `<quoted>|${STATUS}`,
  earlierStatus: `<quoted>|${PHRASED_STATUS}|<fromstatus>`,
  scheme: '<quoted>|<key>|<name> [<name>] [<name>] [<name>]',
  permission: '<quoted>|<fieldword> [<fieldword>] [<fieldword>]',
  holder:
    '<quoted>|(group|role) (<quoted>|<any> [<name>] [<name>])|<name> [<name>] [<name>]|<handle>|<email>|<role>',
  /** A person in a script without spaces. */
  userJa: '<name>|<email>|<mention>|<quoted>',
  quotedOnly: '<quoted>',
  component: COMPONENT,
  componentSlug: '<quoted>|<slug>',
  assigneeWay: 'unassigned|project default|component lead|project lead',
  components: `${COMPONENT} (${AND} ${COMPONENT})*`,
  version: VERSION,
  /** A field that is there already. */
  field: `<quoted>|<titled> [<fieldword>] [<fieldword>] [<fieldword>]`,
  option: OPTION,
  group: '<quoted>|<odd>|<slug>',
  label: '<quoted>|<odd>|<lower>|<handle>',
  labels: `(<quoted>|<odd>|<lower>|<handle>) (${AND} (<quoted>|<odd>|<lower>|<handle>))*`,
  newKey: '<barekey>',
  category: '<quoted>|<name> [<name>]',
  creating: 'create [issues]|<quoted>',
  issueType: '<quoted>|<name> [<name>]|bug|task|story|epic|incident',
  /** A sprint behind the word `sprint`, or by a name that holds it. */
  issueTypeName: '<quoted>|<name> [<name>]',
  sprintName: `<quoted>|${SPRINT_WORDS}`,
  sprintWords: SPRINT_WORDS,
  sprintPlace: `[the] backlog|next sprint|sprint <quoted>|<quoted>|${SPRINT_WORDS}`,
  boardType: 'scrum|kanban',
  template: 'scrum|kanban|bug tracking|project management|task tracking|<quoted>',
  board: '[<key>|<name>] board <quoted>|<quoted>|(<key>|<name>) board',
  filter: '<quoted>',
  linkWords:
    'blocked by|is blocked by|blocking|blocks|a duplicate of|duplicates|related to|relates to|cloned by|clones',
  /** A day with its year; nothing here knows which day it is. */
  date: `<isodate>|<number> ${MONTH} [,] <year>|${MONTH} <number> [,] <year>`,
  /** Days without a year. */
  dayRange: `<number> [${MONTH}] [(-|–|to|until|till) <number>] ${MONTH}`,
  priority: '<quoted>|highest|high|medium|low|lowest',
  /** A kind of issue every project has. */
  plainType: 'bug|task|story|epic|incident|sub-task|subtask',
  comment: '<quoted>|<number>|<url>|<odd>',
  screen:
    '<quoted>|<name> [<name>] [<name>] screen|(create|edit|view|default) screen [(of|in|for) <key>]',
  audience:
    'project <key>|<key> project|<barekey>|group (<quoted>|<slug>|<odd>)|(<quoted>|<slug>) group|<email>|<mention>|everyone|everybody|all logged in users|anyone on the web',
  recipient:
    'group (<quoted>|<slug>|<odd>)|(<quoted>|<slug>) group|<slug>|<email>|<mention>|role (<quoted>|<role>)|(reporter|assignee|current assignee|project lead|watchers|all watchers)',
  event: 'created|updated|commented|resolved|closed|deleted|assigned|reopened|moved',
  organization: '<quoted>|<name> [<name>] [<name>]',
  emailOnly: '<email>',
  newStatus: `<quoted>|${PHRASED_STATUS}|<status>|<name> [<name>]`,
  closing: 'close|resolve|reopen',
  words: `<any> [<any>] [<any>] [<any>] [<any>] [<any>]`,
};
